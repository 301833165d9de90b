import Domain
import Interchange
import Logging
import Postgres
import Store

/// What a person or the clock can ask for: one function each, in the files beside this one.
///
/// Each opens its own transaction, applies the rule, writes, and records the event. A refusal is a ``Problem`` or
/// ``Problems`` with a stable code; then nothing was written.
public struct Tadamun: Sendable {
  public let pool: Pool
  let logger: Logger
  /// What manifests of runs are signed with; nil leaves them unsigned.
  let signingKey: SigningKey?

  public init(_ pool: Pool, logger: Logger = Logger(label: "actions"), signingKey: SigningKey? = nil) {
    self.pool = pool
    self.logger = logger
    self.signingKey = signingKey
  }

  /// Runs `body` in one transaction; what the database refuses by a rule of its schema comes out as a ``Problem``.
  nonisolated(nonsending) func transaction<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    do {
      let claim = RequestClaim.current
      let value = try await pool.transaction { transaction in
        try await claim?.take(in: transaction)
        return try await body(transaction)
      }
      claim?.hold()
      return value
    } catch let error as PostgresError {
      try await recordAttempt(error)
      throw Refusal.problem(for: error) ?? error
    }
  }

  /// Runs `body`, one statement that is a transaction of its own; refusals come out as with ``transaction(_:)``.
  nonisolated(nonsending) func single<Value>(
    _ body: nonisolated(nonsending) (SingleStatements) async throws -> Value
  ) async throws -> Value {
    do {
      return try await body(SingleStatements(pool))
    } catch let error as PostgresError {
      try await recordAttempt(error)
      throw Refusal.problem(for: error) ?? error
    }
  }

  /// Runs `body` in one transaction that sees one state of the database and changes nothing.
  nonisolated(nonsending) func reading<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    try await pool.transaction(TransactionOptions(isolation: .repeatableRead, isReadOnly: true)) { try await body($0) }
  }
}
