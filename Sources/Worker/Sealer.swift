import Actions
import Synchronization

/// Seals what was booked, once a minute.
public final class Sealer: Sendable {
  private let tadamun: Tadamun
  private let interval: Duration
  private let lastSealed = Mutex<ContinuousClock.Instant?>(nil)

  public init(_ tadamun: Tadamun, every interval: Duration = .seconds(60)) {
    self.tadamun = tadamun
    self.interval = interval
  }

  /// - Returns: How many entries it sealed; none where the interval is not over.
  public func runOnce() async throws -> Int {
    let now = ContinuousClock.now
    let isDue = lastSealed.withLock { last in
      if let last, now - last < interval { return false }
      last = now
      return true
    }
    return isDue ? try await tadamun.sealEntries() : 0
  }
}
