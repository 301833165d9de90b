import Domain
import Postgres
import Store

/// One thing the night does to the books. Done twice for a day it does nothing the second time.
struct BookkeepingStep: Sendable {
  /// A code, told in the outcome of the job; never renamed.
  let name: String
  /// Counts how many things it changed. It opens its own transactions.
  let perform: @Sendable (_ tadamun: Tadamun, _ day: CalendarDate, _ items: inout BookkeepingItems) async throws -> Void

  /// A step that is done whole or refused whole.
  /// - Parameter perform: Returns how many things it changed.
  init(name: String, perform: @escaping @Sendable (_ tadamun: Tadamun, _ day: CalendarDate) async throws -> Int) {
    self.name = name
    self.perform = { tadamun, day, items in items.count(try await perform(tadamun, day)) }
  }

  private init(
    _ name: String,
    _ perform: @escaping @Sendable (Tadamun, CalendarDate, inout BookkeepingItems) async throws -> Void
  ) {
    self.name = name
    self.perform = perform
  }

  /// A step of several items, each with a transaction of its own: one that is refused keeps no other from being done.
  static func byItem(
    _ name: String,
    _ perform:
      @escaping @Sendable (
        _ tadamun: Tadamun, _ day: CalendarDate, _ items: inout BookkeepingItems
      ) async throws -> Void
  ) -> BookkeepingStep {
    BookkeepingStep(name, perform)
  }

  /// The steps in their order. Each kind of money appends its own, kept in a file of its own. What is no longer held back
  /// is free before anything is spent.
  static let all: [BookkeepingStep] = [
    expireHolds, overdueGrantReports, overdueZakat, lapsedZakatPledges, zakatAgents, endWaqfs, overdueReplacements,
    campaignDays, bankLines, oldSignIns,
  ]
}

/// What a night did to the books.
public struct BooksKept: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let name: String
    public let changed: Int
  }

  public let day: CalendarDate
  /// In the order they were done.
  public let steps: [Step]
}

extension Tadamun {
  /// Does what a day asks of the books: one step after another, and of each its items. What is refused is left for the
  /// next night and keeps nothing else from being done. A night that was interrupted is done again from the start, and
  /// what is done stays done once.
  ///
  /// - Parameters:
  ///   - day: the local day that begins.
  ///   - claim: the job to end with it.
  /// - Throws: `books_kept_in_part` where anything was refused, with what; the rest is done.
  @discardableResult
  public func keepBooks(on day: CalendarDate, claim: JobClaim? = nil) async throws -> BooksKept {
    var steps: [BooksKept.Step] = []
    var items = BookkeepingItems()
    for step in BookkeepingStep.all {
      items.begin(step.name)
      do { try await step.perform(self, day, &items) } catch { try items.refuse(nil, error) }
      steps.append(BooksKept.Step(name: step.name, changed: items.changed))
      FailurePoint.reach("books_\(step.name)")
    }
    if let problem = items.problem(on: day) { throw problem }
    let kept = BooksKept(day: day, steps: steps)
    if let claim {
      try await transaction { transaction in
        try await finish(claim, outcome: kept.json, in: transaction)
      }
    }
    return kept
  }

  /// The nightly bookkeeping, at `localTime` on the clocks of `zone`.
  public func bookkeepingSchedule(at localTime: LocalTime, in zone: String) -> DailySchedule {
    DailySchedule(
      name: "keep_books", jobKind: "keep_books", arguments: "{}", localTime: localTime, timeZone: zone)
  }
}

extension BooksKept {
  fileprivate var json: String {
    let pairs = steps.map { ($0.name, JSONText.integer(Int64($0.changed))) }
    return JSONText.object([
      "day": .text(day.description), "changed": .members(Dictionary(uniqueKeysWithValues: pairs)),
    ])
  }
}
