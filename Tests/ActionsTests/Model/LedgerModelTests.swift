import Actions
import Foundation
import Postgres
import TestSupport
import Testing

/// Random operations against the product and against a plain model; what differs is shrunk to a short list.
///
/// 20,000 operations with the other tests. `MODEL_OPERATIONS=1000000 MODEL_SEED=7 scripts/test --filter LedgerModelTests`
/// does more, or others; `scripts/model` does a million.
@Suite("The ledger against a model")
struct LedgerModelTests {
  /// Every so many operations a fresh database: days stay within a few years, and a failure is not far from a start.
  private static let episode = 5_000
  private static let operations = number("MODEL_OPERATIONS") ?? 20_000
  private static let seed = UInt64(number("MODEL_SEED") ?? 20_261_124)

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap(Int.init) }

  struct Difference: Error, CustomStringConvertible {
    let index: Int
    let description: String
  }

  @Test("whatever is done in whatever order, the books say what the model says")
  func agreement() async throws {
    print("seed \(LedgerModelTests.seed), \(LedgerModelTests.operations) operations")
    let episodes = stride(from: 0, to: LedgerModelTests.operations, by: LedgerModelTests.episode).map { start in
      (
        seed: LedgerModelTests.seed &+ UInt64(start),
        count: min(LedgerModelTests.episode, LedgerModelTests.operations - start)
      )
    }
    // Two at a time.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, episode) in episodes.enumerated() {
        if index >= 2 { try await group.next() }
        group.addTask {
          let operations = OperationGenerator.operations(episode.count, seed: episode.seed)
          guard let difference = try await LedgerModelTests.difference(operations) else { return }
          let shrunk = try await shrink(Array(operations.prefix(difference.index + 1))) {
            try await LedgerModelTests.difference($0)?.index
          }
          let last = try await LedgerModelTests.difference(shrunk) ?? difference
          let list = shrunk.map { "  \($0)" }.joined(separator: "\n")
          Issue.record("seed \(episode.seed): \(last)\nafter\n\(list)")
        }
      }
      try await group.waitForAll()
    }
  }

  /// Where the product first differs from the model.
  private static func difference(_ operations: [LedgerOperation]) async throws -> Difference? {
    try await TestDatabase.withDatabase(as: .app, connections: 1) { pool in
      let books = try await BooksUnderTest(pool)
      var model = LedgerModel()
      for (index, operation) in operations.enumerated() {
        let expected = model.apply(operation)
        let found = try await books.apply(operation)
        if found != expected {
          return Difference(index: index, description: "\(operation): the model says \(expected), the books \(found)")
        }
        let isLast = index == operations.count - 1
        if isLast || index % 250 == 249, let wrong = try await stateDifference(books, model) {
          return Difference(index: index, description: wrong)
        }
      }
      let check = try await books.check()
      if check.isWhole { return nil }
      return Difference(index: operations.count - 1, description: "\(check.faults) \(check.differences)")
    }
  }

  private static func stateDifference(_ books: BooksUnderTest, _ model: LedgerModel) async throws -> String? {
    let found = try await books.cash()
    for owner in Movement.owners {
      let expected = (model.cash[owner] ?? 0, model.held[owner] ?? 0)
      let (cash, held) = found[owner].map { ($0.cash, $0.held) } ?? (0, 0)
      if (cash, held) != expected { return "cash of \(owner): \(cash), held \(held); the model says \(expected)" }
    }
    let entries = try await books.entryCount()
    return entries == model.entries.count ? nil : "\(entries) entries; the model says \(model.entries.count)"
  }

  @Test(
    "a fault is found and shrunk to the few operations that show it",
    arguments: [(LedgerModel.Fault.voidKeepsMoney, 8), (.heldMoneyIsSpent, 5)])
  func shrinking(fault: LedgerModel.Fault, atMost: Int) async throws {
    // Against the model without the fault, in place of the books: shrinking asks hundreds of times.
    let fails = { (operations: [LedgerOperation]) -> Int? in
      var (faulty, sound) = (LedgerModel(fault: fault), LedgerModel())
      return operations.indices.first { faulty.apply(operations[$0]) != sound.apply(operations[$0]) }
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      let operations = OperationGenerator.operations(4_000, seed: seed)
      guard let failure = fails(operations) else {
        Issue.record("not found in \(operations.count) operations of seed \(seed)")
        continue
      }
      let shrunk = try await shrink(Array(operations.prefix(failure + 1)), limit: 5_000) { fails($0) }
      #expect(fails(shrunk) == shrunk.count - 1)
      #expect(shrunk.count <= atMost, "\(shrunk)")
    }
  }

  @Test("operations are the same for the same seed, and reach every outcome there is to reach")
  func coverage() {
    let operations = OperationGenerator.operations(20_000, seed: LedgerModelTests.seed)
    #expect(operations == OperationGenerator.operations(20_000, seed: LedgerModelTests.seed))
    var model = LedgerModel()
    var codes: Set<String> = []
    var repeats = 0
    for operation in operations {
      switch model.apply(operation) {
      case .refused(let code): codes.insert(code)
      case .entry(_, let isNew) where !isNew: repeats += 1
      default: break
      }
    }
    let expected: Set = [
      "insufficient_funds", "idempotency_conflict", "period_closed", "period_exists", "period_unknown", "already_ended",
      "posted_hold_differs", "already_reversed", "cannot_reverse_reversal", "decision_pending", "decision_refused",
      "already_decided", "maker_is_not_checker", "receipt_not_due", "receipt_unknown", "already_voided",
    ]
    #expect(codes.isSuperset(of: expected), "\(expected.subtracting(codes))")
    #expect(repeats > 400, "\(repeats)")
    #expect(model.entries.count > 2_500, "\(model.entries.count)")
    #expect(model.holds.count > 500, "\(model.holds.count)")
  }
}
