import Logging
import ServiceLifecycle
import Synchronization

/// Lends connections, each to one holder at a time.
///
/// It opens them when needed, and discards those that broke or grew old. A caller that cannot be served waits, within
/// limits; past them it gets a ``PoolError``. As a `Service` it closes on graceful shutdown.
public final class Pool: Session, Service {
  public let configuration: PoolConfiguration
  let connection: ConnectionConfiguration
  let logger: Logger
  let state: Mutex<PoolState>
  let metrics: PoolMetrics
  /// What was asked of the server so far.
  public let traffic = Traffic()

  public init(
    _ connection: ConnectionConfiguration, configuration: PoolConfiguration = PoolConfiguration(),
    logger: Logger = Logger(label: "postgres")
  ) {
    self.connection = connection
    self.configuration = configuration
    self.logger = logger
    metrics = PoolMetrics(name: configuration.name)
    state = Mutex(
      PoolState(limit: configuration.maximumConnections, maximumWaiting: configuration.maximumWaiting))
  }

  /// Connections on loan or being opened.
  public var connectionsLent: Int { state.withLock { $0.lent } }

  /// Connections open or being opened.
  public var connectionsOpen: Int { state.withLock { $0.open } }

  /// Lends a connection to `body`, to it alone and only while it runs. What `body` leaves behind (an open transaction,
  /// settings, temporary tables) is cleaned away.
  /// - Throws: ``PoolError``, ``ConnectionError``, and what `body` throws.
  @discardableResult
  public nonisolated(nonsending) func withConnection<Value>(
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    let connection = try await lease()
    do {
      let value = try await body(connection)
      await giveBack(connection)
      return value
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  /// Lends a connection for one transaction; see ``Connection/transaction(_:_:)``.
  @discardableResult
  public nonisolated(nonsending) func transaction<Value>(
    _ options: TransactionOptions = TransactionOptions(),
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    try await withConnection { connection in try await connection.transaction(options, body) }
  }

  public func query(_ sql: SQL) async throws -> [Row] {
    try await withConnection { connection in try await connection.query(sql) }
  }

  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try await withConnection { connection in try await connection.execute(sql) }
  }

  /// Waits for graceful shutdown, then closes.
  public func run() async throws {
    try? await gracefulShutdown()
    await close()
  }

  /// Refuses new callers, turns away those who wait, closes idle connections, and waits
  /// ``PoolConfiguration/closeTimeout`` for those on loan, which close as they come back.
  public func close() async {
    let (idle, waiting) = state.withLock { $0.close() }
    for waiter in waiting { waiter.resume(throwing: PoolError.closed) }
    for connection in idle { await connection.close() }
    let deadline = ContinuousClock.now + configuration.closeTimeout
    while connectionsLent > 0 && ContinuousClock.now < deadline {
      do { try await Task.sleep(for: .milliseconds(20)) } catch { return }
    }
  }
}
