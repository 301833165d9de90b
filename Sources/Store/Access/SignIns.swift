import Domain
import Postgres

/// The table `sign_in_attempts`.
public enum SignIns {
  /// Tries within the last quarter of an hour that let nobody in.
  public struct Failures: Sendable {
    public let onAccount: Int
    public let fromAddress: Int
  }

  /// Notes a try that counts as failed until it is said to have succeeded. Tries on one account are counted one after
  /// another, so that many at once are not each the first.
  public static func begin(_ account: [UInt8], from address: String, in transaction: Transaction) async throws
    -> (attempt: Int64, failures: Failures)
  {
    let lock = account.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    try await transaction.execute("SELECT pg_advisory_xact_lock(\(lock))")
    let row = try await transaction.queryOne(
      """
      SELECT (SELECT count(*) FROM sign_in_attempts WHERE account_sha256 = \(account) AND NOT succeeded
          AND attempted_at > now() - interval '15 minutes') AS on_account,
        (SELECT count(*) FROM sign_in_attempts WHERE address = \(address) AND NOT succeeded
          AND attempted_at > now() - interval '15 minutes') AS from_address
      """)
    let attempt: Int64 = try await transaction.queryValue(
      """
      INSERT INTO sign_in_attempts (account_sha256, address) VALUES (\(account), \(address)) RETURNING attempt_id
      """)
    return (attempt, Failures(onAccount: try row["on_account"], fromAddress: try row["from_address"]))
  }

  public static func succeeded(_ attempt: Int64, in session: some Session) async throws {
    try await session.execute("UPDATE sign_in_attempts SET succeeded = true WHERE attempt_id = \(attempt)")
  }

  /// Forgets tries of more than thirty days before `day`.
  /// - Returns: How many there were.
  public static func forget(before day: CalendarDate, in session: some Session) async throws -> Int {
    try await session.execute("DELETE FROM sign_in_attempts WHERE attempted_at < \(day)::date - 30")
  }
}
