import Domain
import Postgres

/// Draws the line between what a run can see and what it can't.
///
/// Whoever records facts that are scored shares a lock until its transaction ends; a run takes the lock alone for an
/// instant. So everything recorded before that instant is committed and seen, and a replay finds just the same rows.
public enum Facts {
  private static let lock: SQL = "hashtextextended('tadamun facts', 0)"

  /// To be called first in a transaction that records reports, verdicts, targets or frameworks.
  public static func beginRecording(in transaction: Transaction) async throws {
    try await transaction.run(recording)
  }

  /// As ``beginRecording(in:)``.
  public static var recording: Statement<Void> {
    let shared: SQL = "SELECT pg_advisory_xact_lock_shared(\(fragment: lock))"
    return Statement(shared.prepared())
  }

  /// Waits for those who are recording, and answers with the moment up to which all is there.
  ///
  /// - Precondition: a transaction of its own, which ends right after: nobody can record meanwhile.
  public static func settle(in transaction: Transaction) async throws -> Moment {
    try await transaction.execute("SELECT pg_advisory_xact_lock(\(fragment: lock))")
    return try await transaction.queryValue("SELECT clock_timestamp()")
  }
}
