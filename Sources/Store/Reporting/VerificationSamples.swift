import Domain
import Postgres

/// The tables `verification_samples` and `verification_sample_frame`, and what verifiers found so far.
public enum VerificationSamples {
  /// Somebody who can be drawn, with what is known of the risk.
  public struct Candidate: Sendable {
    public let id: ID<Actor>
    public let actor: Code
    public let report: Int64
    public let risk: AuditRisk
  }

  /// The latest reports of a period that nobody has judged, in the order of actors' codes.
  public static func candidates(of programme: Programmes.Stored, for period: DateSpan, in session: some Session)
    async throws -> [Candidate]
  {
    let rows = try await session.query(
      """
      WITH open AS (
        SELECT DISTINCT ON (r.actor_id) r.actor_id, r.report_id, r.version, r.submitted_on
        FROM reports r JOIN periods e USING (period_id)
        WHERE r.programme_id = \(programme.id) AND e.first_on = \(period.first) AND e.last_on = \(period.last)
        ORDER BY r.actor_id, r.version DESC)
      SELECT o.actor_id, a.code, o.report_id, o.version > 1 AS is_correction,
        o.submitted_on > \(period.last)::date + \(programme.programme.graceDays)::int AS is_late,
        past.discrepancy, rise.largest
      FROM open o JOIN actors a USING (actor_id)
      -- 1. What was found of earlier claims: see Discrepancy.
      LEFT JOIN LATERAL (
        SELECT avg(CASE WHEN f.found <> 0 THEN least(abs(f.declared - f.found) / abs(f.found), 1e6)
          WHEN f.declared = 0 THEN 0 ELSE 1 END) AS discrepancy
        FROM (SELECT v.declared, coalesce(v.verified, 0) AS found
          FROM \(fragment: judged) v WHERE v.actor_id = o.actor_id) f) past ON true
      -- 2. The largest rise over the last report for an earlier period.
      LEFT JOIN LATERAL (
        SELECT max(n.declared / p.declared) AS largest
        FROM indicator_values n JOIN indicator_values p ON p.actor_id = n.actor_id AND p.group_id = n.group_id
          AND p.indicator_id = n.indicator_id AND p.declared > 0
        WHERE n.actor_id = o.actor_id AND n.report_id = o.report_id AND p.report_id = (
          SELECT max(q.report_id) FROM reports q JOIN periods e USING (period_id)
          WHERE q.actor_id = o.actor_id AND q.programme_id = \(programme.id) AND e.last_on < \(period.first))) rise ON true
      WHERE NOT EXISTS (SELECT FROM verifications w WHERE w.actor_id = o.actor_id AND w.report_id = o.report_id)
      ORDER BY a.code
      """)
    return try rows.map { row in
      let risk = AuditRisk(
        pastDiscrepancy: try row["discrepancy"], isLate: try row["is_late"], isCorrection: try row["is_correction"],
        largestRise: try row["largest"])
      return Candidate(id: try row["actor_id"], actor: try row["code"], report: try row["report_id"], risk: risk)
    }
  }

  /// - Returns: The sample drawn under this key; nil where there is none.
  public static func drawn(by drawer: String, under key: String, in session: some Session) async throws -> Int64? {
    try await session.queryAtMostOne(
      "SELECT sample_id FROM verification_samples WHERE drawn_by = \(drawer) AND idempotency_key = \(key)"
    ).map { try $0["sample_id"] }
  }

  public static func insert(
    _ sample: AuditSample, of candidates: [Candidate], programme: ID<Programme>, period: Int32, randomCount: Int,
    riskCount: Int, under key: String, by drawer: String, in session: some Session
  ) async throws -> Int64 {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO verification_samples (programme_id, period_id, seed, random_count, risk_count, drawn_by, idempotency_key)
      VALUES (\(programme), \(period), \(Int64(bitPattern: sample.seed)), \(randomCount), \(riskCount), \(drawer), \(key))
      RETURNING sample_id
      """)
    try await session.execute(
      """
      INSERT INTO verification_sample_frame (sample_id, actor_id, report_id, weight, part)
      SELECT \(id), c.actor_id, c.report_id, c.weight, nullif(c.part, '')
      FROM unnest(\(candidates.map(\.id.rawValue)), \(candidates.map(\.report)), \(candidates.map(\.risk.weight)),
        \(candidates.map { sample.drawn[$0.actor]?.rawValue ?? "" })) AS c (actor_id, report_id, weight, part)
      """)
    return id
  }

  public static func find(_ sample: Int64, in session: some Session) async throws -> VerificationSample? {
    try await select("WHERE s.sample_id = \(sample)", in: session).first
  }

  /// A programme's samples, the latest first.
  public static func list(of programme: Code, in session: some Session) async throws -> [VerificationSample] {
    try await select("WHERE p.code = \(programme) ORDER BY s.sample_id DESC LIMIT 200", in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [VerificationSample] {
    try await session.query(
      """
      SELECT s.sample_id, p.code, e.first_on, e.last_on, s.seed, s.random_count, s.risk_count, s.drawn_by, s.drawn_at,
        (SELECT count(*) FROM verification_sample_frame f WHERE f.sample_id = s.sample_id) AS population
      FROM verification_samples s JOIN programmes p USING (programme_id) JOIN periods e USING (period_id)
      \(fragment: rest)
      """
    ).map { row in
      let seed: Int64 = try row["seed"]
      return VerificationSample(
        id: try row["sample_id"], programme: try row["code"],
        period: try DateSpan(row["first_on"], through: row["last_on"]), seed: UInt64(bitPattern: seed),
        randomCount: try row["random_count"], riskCount: try row["risk_count"], population: try row["population"],
        drawnBy: try row["drawn_by"], drawnAt: try row["drawn_at"])
    }
  }

  /// Who could be drawn, in the order of codes after `actor`.
  /// - Parameter onlyOpen: Only those who were drawn and whose report nobody has judged: the verifiers' queue.
  public static func members(
    of sample: Int64, after actor: Code?, onlyOpen: Bool, limit: Int, in session: some Session
  ) async throws -> [VerificationSample.Member] {
    try await session.query(
      """
      SELECT a.code, f.report_id, f.weight, f.part, w.report_id IS NOT NULL AS is_judged
      FROM verification_sample_frame f JOIN actors a USING (actor_id)
      LEFT JOIN verifications w ON w.actor_id = f.actor_id AND w.report_id = f.report_id
      WHERE f.sample_id = \(sample) AND (\(actor)::text IS NULL OR a.code > \(actor))
        AND (NOT \(onlyOpen) OR f.part IS NOT NULL AND w.report_id IS NULL)
      ORDER BY a.code LIMIT \(limit)
      """
    ).map { row in
      let part: String? = try row["part"]
      return VerificationSample.Member(
        actor: try row["code"], report: try row["report_id"], weight: try row["weight"],
        part: part.flatMap(AuditSample.Part.init), isJudged: try row["is_judged"])
    }
  }

  /// Cells that were verified, or rejected and then have no verified value: of the values what is needed alone.
  private static let judged: SQL = """
    (SELECT r.actor_id, r.report_id, c.declared, c.verified
      FROM report_values r CROSS JOIN LATERAL unnest(r.declared, r.verified, r.refusals) c (declared, verified, refusal)
      WHERE c.verified IS NOT NULL OR c.refusal = 'rejected')
    """

  /// What every verifier found so far, in the order of names.
  public static func verifiers(in session: some Session) async throws -> [VerifierRecord] {
    try await session.query(
      """
      SELECT w.verified_by, count(*) FILTER (WHERE w.outcome = 'verified') AS verified,
        count(*) FILTER (WHERE w.outcome = 'returned') AS returned, coalesce(sum(c.judged), 0)::bigint AS judged,
        coalesce(sum(c.rejected), 0)::bigint AS rejected, sum(c.discrepancy) / nullif(sum(c.judged), 0)::double precision
          AS mean_discrepancy, sum(c.same)::double precision / nullif(sum(c.judged), 0)::double precision AS share_as_declared
      FROM verifications w LEFT JOIN LATERAL (
        SELECT count(*) AS judged, count(*) FILTER (WHERE v.verified IS NULL) AS rejected,
          count(*) FILTER (WHERE v.verified = v.declared) AS same,
          sum(CASE WHEN v.verified IS NULL OR v.verified = 0 THEN CASE WHEN v.declared = 0 THEN 0 ELSE 1 END
            ELSE abs(v.declared - v.verified) / abs(v.verified) END) AS discrepancy
        FROM \(fragment: judged) v WHERE v.actor_id = w.actor_id AND v.report_id = w.report_id) c ON true
      GROUP BY w.verified_by ORDER BY w.verified_by LIMIT 1000
      """
    ).map { row in
      VerifierRecord(
        verifier: try row["verified_by"], verifiedReports: try row["verified"], returnedReports: try row["returned"],
        judgedCells: try row["judged"], rejectedCells: try row["rejected"],
        meanDiscrepancy: try row["mean_discrepancy"], shareAsDeclared: try row["share_as_declared"])
    }
  }
}
