import Synchronization

/// A transaction under way, or a savepoint within one. It is good inside its closure only.
public final class Transaction: Session {
  public let connection: Connection
  /// 1 for the transaction itself, more for a savepoint within.
  public let level: Int
  private let hasEnded = Atomic(false)

  init(connection: Connection, level: Int) {
    self.connection = connection
    self.level = level
  }

  public func query(_ sql: SQL) async throws -> [Row] {
    try requireOpen()
    return try await connection.query(sql)
  }

  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try requireOpen()
    return try await connection.execute(sql)
  }

  /// Runs `body` in a savepoint: when it throws, what it did is undone and the transaction goes on.
  @discardableResult
  public nonisolated(nonsending) func transaction<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    try requireOpen()
    return try await connection.transaction(TransactionOptions(), body)
  }

  /// Sets, for the rest of this transaction, how long a statement may run; nil for no limit. Long work (a nightly
  /// computation) says so here instead of loosening every session.
  public func limitStatements(to limit: Duration?) async throws {
    try requireOpen()
    try await connection.limitStatements(to: limit)
  }

  func end() { hasEnded.store(true, ordering: .releasing) }

  func requireOpen() throws {
    if hasEnded.load(ordering: .acquiring) { throw ConnectionError.transactionEnded }
  }
}
