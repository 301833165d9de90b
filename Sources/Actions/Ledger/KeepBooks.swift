import Domain
import Postgres
import Store

/// One thing the night does to the books. Done twice for a day it does nothing the second time.
struct BookkeepingStep: Sendable {
  /// A code, told in the outcome of the job; never renamed.
  let name: String
  /// Returns how many things it changed. It opens its own transactions.
  let perform: @Sendable (_ tadamun: Tadamun, _ day: CalendarDate) async throws -> Int

  /// The steps in their order. Each kind of money appends its own, kept in a file of its own.
  static let all: [BookkeepingStep] = [
    overdueGrantReports, overdueZakat, lapsedZakatPledges, zakatAgents, endWaqfs, overdueReplacements, campaignDays,
    expireHolds, bankLines, oldSignIns,
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
  /// Does what a day asks of the books: one step after another, each whole or not at all. A night that was interrupted
  /// is done again from the start, and what is done stays done once.
  ///
  /// - Parameters:
  ///   - day: the local day that begins.
  ///   - claim: the job to end with it.
  @discardableResult
  public func keepBooks(on day: CalendarDate, claim: JobClaim? = nil) async throws -> BooksKept {
    var steps: [BooksKept.Step] = []
    for step in BookkeepingStep.all {
      steps.append(BooksKept.Step(name: step.name, changed: try await step.perform(self, day)))
      FailurePoint.reach("books_\(step.name)")
    }
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
