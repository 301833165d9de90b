import Actions
import Domain

/// Opens the slots that are due. No leader: every worker does it, and the database lets one of them.
public struct Scheduler: Sendable {
  private let tadamun: Tadamun
  private let nightly: LocalTime

  /// - Parameter nightly: When every programme is scored, on its own clocks.
  public init(_ tadamun: Tadamun, nightly: LocalTime) {
    self.tadamun = tadamun
    self.nightly = nightly
  }

  /// Opens what is due now.
  public func runOnce() async throws -> Tadamun.SlotCounts {
    try await tadamun.openDueSlots(of: tadamun.scoringSchedules(at: nightly), now: tadamun.now())
  }
}
