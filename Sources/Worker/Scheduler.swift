import Actions
import Domain

/// Opens the slots that are due. No leader: every worker does it, and the database lets one of them.
public struct Scheduler: Sendable {
  private let tadamun: Tadamun
  private let nights: Nights

  public init(_ tadamun: Tadamun, nights: Nights) {
    self.tadamun = tadamun
    self.nights = nights
  }

  /// Opens what is due now.
  public func runOnce() async throws -> Tadamun.SlotCounts {
    let books = tadamun.bookkeepingSchedule(at: nights.books, in: nights.booksZone)
    let scores = try await tadamun.scoringSchedules(at: nights.score)
    return try await tadamun.openDueSlots(of: [books] + scores, now: tadamun.now())
  }
}
