import Domain
import Postgres

extension Runs {
  public static func find(_ id: Int64, in session: some Session) async throws -> ScoringRun? {
    try await session.queryAtMostOne("\(fragment: columns) WHERE r.run_id = \(id)").map(decode)
  }

  /// The run that readers of `programme` see.
  public static func current(of programme: Code, in session: some Session) async throws -> ScoringRun? {
    try await session.run(finding(nil, of: programme))
  }

  /// A run of `programme` by its key; the one that readers see where nil.
  public static func finding(_ id: Int64?, of programme: Code) -> Statement<ScoringRun?> {
    let asked: SQL = """
      \(fragment: columns)
      WHERE r.run_id = \(fragment: key(id, of: programme)) AND p.code = \(programme)
      """
    return Statement(asked.prepared()) { try $0.first.map(decode) }
  }

  /// The key of a run of `programme`; that of the one that readers see where nil.
  static func key(_ id: Int64?, of programme: Code) -> SQL {
    guard let id else {
      return """
        (SELECT c.run_id FROM current_runs c JOIN programmes x ON x.programme_id = c.programme_id
          WHERE x.code = \(programme))
        """
    }
    return "\(id)"
  }

  /// The latest runs of `programme` before the run `before`, newest first.
  public static func list(
    of programme: Code, before: Int64 = .max, limit: Int, in session: some Session
  ) async throws -> [ScoringRun] {
    try await session.query(
      """
      \(fragment: columns) WHERE p.code = \(programme) AND r.run_id < \(before)
      ORDER BY r.run_id DESC LIMIT \(limit)
      """
    ).map(decode)
  }

  private static let columns: SQL = """
    SELECT r.run_id, r.programme_id, r.framework_id, r.as_of, r.recorded_until, r.seed, r.engine_version,
      r.inputs_sha256, r.results_sha256, r.actor_count, r.observation_count, r.root_node, r.summary, r.started_at,
      r.finished_at, r.layout_sha256, r.base_run_id, r.reused_count, r.scale_id, r.scale_year, r.scale_version,
      r.replicates, r.bands_after, p.code AS programme_code, f.code AS framework_code, f.version AS framework_version
    FROM runs r JOIN programmes p ON p.programme_id = r.programme_id JOIN frameworks f USING (framework_id)
    """

  private static func decode(_ row: Row) throws -> ScoringRun {
    let identity = ScoringRun.Identity(
      programme: try row["programme_id"], framework: try row["framework_id"], asOf: try row["as_of"],
      recordedUntil: try row["recorded_until"], seed: try row["seed"], engineVersion: try row["engine_version"])
    let result = ScoringRun.Result(
      inputsSHA256: try row["inputs_sha256"], resultsSHA256: try row["results_sha256"],
      actorCount: try row["actor_count"], observationCount: try row["observation_count"],
      rootNode: try row["root_node"], summary: try row["summary"])
    var issue: RunProvenance.ScaleIssue?
    if let year = try row.decode("scale_year", as: Int?.self),
      let version = try row.decode("scale_version", as: Int?.self)
    {
      issue = .init(year: year, version: version)
    }
    let provenance = RunProvenance(
      layoutSHA256: try row["layout_sha256"], base: try row["base_run_id"], reusedCount: try row["reused_count"],
      scale: try row["scale_id"], scaleIssue: issue, replicates: try row["replicates"],
      bandsAfter: try row["bands_after"])
    return ScoringRun(
      id: try row["run_id"], programme: try row["programme_code"], framework: try row["framework_code"],
      frameworkVersion: try row["framework_version"], identity: identity, result: result, provenance: provenance,
      startedAt: try row["started_at"], finishedAt: try row["finished_at"])
  }

  /// The scores of every node of one actor.
  public static func scores(of run: Int64, actor: Code, in session: some Session) async throws -> [ActorScore] {
    let rows = try await session.query(
      """
      SELECT s.node, s.score, s.unweighted, s.lower_bound, s.upper_bound, s.rank, s.coverage, s.status,
        CASE WHEN s.node = r.root_node THEN t.band END AS band
      FROM actors a JOIN LATERAL standing_of(\(run), a.actor_id) t ON true
      CROSS JOIN LATERAL scores_at(t.run_id, t.sheet_run_id, t.actor_id, t.ranks) s JOIN runs r ON r.run_id = t.run_id
      WHERE a.code = \(actor) ORDER BY s.node
      """)
    return try rows.map(decodeScore)
  }

  /// What the score of one actor is made of, in the order of indicators and groups.
  public static func parts(of run: Int64, actor: Code, in session: some Session) async throws -> [ScorePart] {
    let rows = try await session.query(
      """
      SELECT s.indicator, s.group_code, s.raw, s.normalised, s.evidence, s.weight, s.contribution, s.status
      FROM actors a JOIN LATERAL standing_of(\(run), a.actor_id) t ON true
      CROSS JOIN LATERAL score_parts_at(t.run_id, t.sheet_run_id, t.actor_id) s
      WHERE a.code = \(actor) ORDER BY s.indicator, s.group_code
      """)
    return try rows.map { row in
      ScorePart(
        indicator: try row["indicator"], group: try row["group_code"], raw: try row["raw"],
        normalised: try row["normalised"], evidence: try row["evidence"], weight: try row["weight"],
        contribution: try row["contribution"], status: try row["status"])
    }
  }

  /// What the ranks of a run hang on, in the order of names; empty where no replicates ran.
  public static func factors(of run: Int64, in session: some Session) async throws -> [RankFactor] {
    try await session.query(
      """
      SELECT factor, first_order, first_low, first_high, total_order, total_low, total_high
      FROM run_factors WHERE run_id = \(run) ORDER BY factor
      """
    ).map { row in
      RankFactor(
        factor: try row["factor"],
        first: .init(estimate: try row["first_order"], low: try row["first_low"], high: try row["first_high"]),
        total: .init(estimate: try row["total_order"], low: try row["total_low"], high: try row["total_high"]))
    }
  }

  static func decodeScore(_ row: Row) throws -> ActorScore {
    ActorScore(
      node: try row["node"], score: try row["score"], unweighted: try row["unweighted"],
      lowerBound: try row["lower_bound"], upperBound: try row["upper_bound"], rank: try row["rank"],
      coverage: try row["coverage"], status: try row["status"], band: try row["band"])
  }
}
