import Actions
import Synchronization

/// Sends the refunds of campaigns that are due, once a minute: those of late captures, of campaigns that failed, and
/// those that failed before and whose pause is over.
public final class RefundSender: Sendable {
  private let tadamun: Tadamun
  private let lastSent = Mutex<ContinuousClock.Instant?>(nil)

  public init(_ tadamun: Tadamun) { self.tadamun = tadamun }

  /// - Returns: How many orders went out; none where the minute is not over.
  public func runOnce() async throws -> Int {
    let now = ContinuousClock.now
    let isDue = lastSent.withLock { last in
      if let last, now - last < .seconds(60) { return false }
      last = now
      return true
    }
    return isDue ? try await tadamun.sendRefunds(at: tadamun.now()) : 0
  }
}
