import Domain
import Postgres

extension Reports {
  /// Records that somebody looked at a report.
  /// - Returns: Whether there is such a report.
  public static func insertVerification(
    of report: Int64, of actor: ID<Actor>, outcome: String, by verifier: String, note: String, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      INSERT INTO verifications (actor_id, report_id, outcome, verified_by, note)
      SELECT r.actor_id, r.report_id, \(outcome), \(verifier), \(note) FROM reports r
      WHERE r.actor_id = \(actor) AND r.report_id = \(report)
      """) == 1
  }

  /// Writes a verdict on one cell that has none yet.
  /// - Returns: Whether there was such a cell.
  public static func setVerdict(
    _ verdict: Verdict, on indicator: Int32, group: Int32, of report: Int64, of actor: ID<Actor>,
    in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      UPDATE indicator_values SET verdict = \(verdict.word), verified = \(verdict.verifiedValue), verified_at = clock_timestamp()
      WHERE actor_id = \(actor) AND report_id = \(report) AND indicator_id = \(indicator) AND group_id = \(group)
        AND state = 'reported' AND verdict IS NULL
      """) == 1
  }

  /// Writes the same kind of verdict on every reported cell that has none: verified as declared, or returned.
  public static func setRemainingVerdicts(
    _ word: String, of report: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws -> Int {
    try await session.execute(
      """
      UPDATE indicator_values SET verdict = \(word), verified_at = clock_timestamp(),
        verified = CASE WHEN \(word)::text = 'verified' THEN declared END
      WHERE actor_id = \(actor) AND report_id = \(report) AND state = 'reported' AND verdict IS NULL
      """)
  }
}
