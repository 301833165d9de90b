/// A pool each of whose statements is a transaction of its own: one round trip, committed with its answer.
///
/// A serialization failure or a deadlock runs the statement again, after a random pause, as
/// ``Connection/transaction(_:_:)`` does with a whole transaction.
public struct SingleStatements: Session {
  private let pool: Pool
  private let options: TransactionOptions

  /// - Parameter options: Only ``TransactionOptions/attempts`` counts.
  public init(_ pool: Pool, options: TransactionOptions = TransactionOptions()) {
    self.pool = pool
    self.options = options
  }

  public func query(_ sql: SQL) async throws -> [Row] { try await repeated { try await pool.query(sql) } }

  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int { try await repeated { try await pool.execute(sql) } }

  private nonisolated(nonsending) func repeated<Value>(
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    var attempt = 1
    while true {
      do { return try await body() } catch let error as PostgresError
        where error.isRetryable && attempt < options.attempts
      {
        try await Task.sleep(for: options.pause(after: attempt))
        attempt += 1
      }
    }
  }
}
