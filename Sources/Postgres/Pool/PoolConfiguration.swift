/// The limits of a pool.
public struct PoolConfiguration: Sendable {
  /// The most connections open at a time.
  public var maximumConnections: Int
  /// The most callers that wait for one; the next is refused at once.
  public var maximumWaiting: Int
  /// How long a caller waits.
  public var waitTimeout: Duration
  /// A connection older than this is replaced before it is lent again.
  public var maximumLifetime: Duration
  /// A connection idle longer than this is asked whether it still answers before it is lent.
  public var idleBeforePing: Duration
  /// How long ``Pool/close()`` waits for connections on loan.
  public var closeTimeout: Duration
  /// The value of the label `pool` on metrics.
  public var name: String

  public init(
    maximumConnections: Int = 10, maximumWaiting: Int = 200, waitTimeout: Duration = .seconds(2),
    maximumLifetime: Duration = .seconds(30 * 60), idleBeforePing: Duration = .seconds(30),
    closeTimeout: Duration = .seconds(10), name: String = "main"
  ) {
    self.maximumConnections = max(1, maximumConnections)
    self.maximumWaiting = max(0, maximumWaiting)
    self.waitTimeout = waitTimeout
    self.maximumLifetime = maximumLifetime
    self.idleBeforePing = idleBeforePing
    self.closeTimeout = closeTimeout
    self.name = name
  }
}
