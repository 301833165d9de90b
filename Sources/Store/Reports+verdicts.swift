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

  /// The keys of a cell's indicator and group.
  public struct CellKey: Hashable, Sendable {
    public let indicator: Int32
    public let group: Int32

    public init(indicator: Int32, group: Int32) {
      self.indicator = indicator
      self.group = group
    }
  }

  /// Writes verdicts on all cells of a report that are reported and have none: those of `findings`, and on the others that
  /// they are verified as declared, or returned.
  ///
  /// - Parameters:
  ///   - findings: what the report does not hold is passed over.
  ///   - rest: `verified` or `returned`.
  /// - Returns: The cells that got a verdict.
  public static func judge(
    _ report: Int64, of actor: ID<Actor>, _ findings: [CellKey: Verdict], rest: String, in session: some Session
  ) async throws -> Set<CellKey> {
    let row = try await session.queryAtMostOne(
      """
      UPDATE report_values r SET (verified, refusals, verified_at) = (
        SELECT CASE WHEN count(j.verified) > 0 THEN array_agg(j.verified ORDER BY j.place) END,
          CASE WHEN count(j.refusal) > 0 THEN array_agg(j.refusal ORDER BY j.place) END,
          array_agg(j.verified_at ORDER BY j.place)
        FROM (
          SELECT c.place, CASE WHEN NOT c.is_open THEN c.verified WHEN f.indicator_id IS NOT NULL THEN f.verified
              WHEN \(rest)::text = 'verified' THEN c.declared END AS verified,
            CASE WHEN NOT c.is_open THEN c.refusal WHEN f.indicator_id IS NOT NULL THEN f.refusal
              ELSE NULLIF(\(rest)::text, 'verified') END AS refusal,
            CASE WHEN c.is_open THEN m.at ELSE c.verified_at END AS verified_at
          FROM (
            SELECT u.*, u.declared IS NOT NULL AND u.verified_at IS NULL AS is_open
            FROM unnest(r.indicators, r.groups, r.declared, r.verified, r.refusals, r.verified_at) WITH ORDINALITY
              u (indicator_id, group_id, declared, verified, refusal, verified_at, place)) c
          LEFT JOIN unnest(\(findings.map(\.key.indicator)), \(findings.map(\.key.group)),
            \(findings.map(\.value.verifiedValue)), \(findings.map(\.value.refusal)))
            f (indicator_id, group_id, verified, refusal)
            ON f.indicator_id = c.indicator_id AND f.group_id = c.group_id) j)
      FROM (SELECT clock_timestamp() AS at OFFSET 0) m
      WHERE r.actor_id = \(actor) AND r.report_id = \(report) AND EXISTS (
        SELECT FROM unnest(r.declared, r.verified_at) c (declared, verified_at)
        WHERE c.declared IS NOT NULL AND c.verified_at IS NULL)
      RETURNING r.indicators, r.groups, ARRAY(
        SELECT coalesce(v.at = m.at, FALSE) FROM unnest(r.verified_at) WITH ORDINALITY v (at, place) ORDER BY v.place)
        AS judged
      """)
    guard let row else { return [] }
    let (indicators, groups) = (
      try row.decode("indicators", as: [Int32].self), try row.decode("groups", as: [Int32].self)
    )
    let judged: [Bool] = try row["judged"]
    return Set(
      judged.indices.filter { judged[$0] }.map { CellKey(indicator: indicators[$0], group: groups[$0]) })
  }
}

extension Verdict {
  /// The word of one that comes without a value.
  var refusal: String? { verifiedValue == nil ? word : nil }
}
