import Domain
import Postgres

extension Runs {
  public static func find(_ id: Int64, in session: some Session) async throws -> ScoringRun? {
    try await session.queryAtMostOne("\(fragment: columns) WHERE r.run_id = \(id)").map(decode)
  }

  /// The run that readers of `programme` see.
  public static func current(of programme: Code, in session: some Session) async throws -> ScoringRun? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) JOIN current_runs c ON c.run_id = r.run_id WHERE p.code = \(programme)
      """
    ).map(decode)
  }

  /// The latest runs of `programme`, newest first.
  public static func list(of programme: Code, limit: Int, in session: some Session) async throws -> [ScoringRun] {
    try await session.query(
      "\(fragment: columns) WHERE p.code = \(programme) ORDER BY r.run_id DESC LIMIT \(limit)"
    ).map(decode)
  }

  private static let columns: SQL = """
    SELECT r.run_id, r.programme_id, r.framework_id, r.as_of, r.recorded_until, r.seed, r.engine_version,
      r.inputs_sha256, r.results_sha256, r.actor_count, r.observation_count, r.root_node, r.summary, r.started_at,
      r.finished_at, p.code AS programme_code, f.code AS framework_code, f.version AS framework_version
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
    return ScoringRun(
      id: try row["run_id"], programme: try row["programme_code"], framework: try row["framework_code"],
      frameworkVersion: try row["framework_version"], identity: identity, result: result,
      startedAt: try row["started_at"], finishedAt: try row["finished_at"])
  }

  /// The scores of one node of a run, best first, then those without a rank, by code.
  ///
  /// - Parameter offset: Scores to leave out before.
  public static func scores(of run: Int64, node: String, offset: Int = 0, limit: Int, in session: some Session)
    async throws -> [RankedActor]
  {
    let rows = try await session.query(
      """
      SELECT \(fragment: scoreColumns), a.code, a.kind, a.name_ar, a.name_fr, a.name_en
      FROM scores s JOIN actors a USING (actor_id) WHERE s.run_id = \(run) AND s.node = \(node)
      ORDER BY s.rank NULLS LAST, a.code LIMIT \(limit) OFFSET \(offset)
      """)
    return try rows.map { row in
      RankedActor(
        actor: try row["code"], kind: try row.word("kind"), names: try row.names(), score: try decodeScore(row))
    }
  }

  /// The scores of every node of one actor.
  public static func scores(of run: Int64, actor: Code, in session: some Session) async throws -> [ActorScore] {
    let rows = try await session.query(
      """
      SELECT \(fragment: scoreColumns) FROM scores s JOIN actors a USING (actor_id)
      WHERE s.run_id = \(run) AND a.code = \(actor) ORDER BY s.node
      """)
    return try rows.map(decodeScore)
  }

  /// What the score of one actor is made of, in the order of indicators and groups.
  public static func parts(of run: Int64, actor: Code, in session: some Session) async throws -> [ScorePart] {
    let rows = try await session.query(
      """
      SELECT s.indicator, s.group_code, s.raw, s.normalised, s.evidence, s.weight, s.contribution, s.status
      FROM score_parts s JOIN actors a USING (actor_id)
      WHERE s.run_id = \(run) AND a.code = \(actor) ORDER BY s.indicator, s.group_code
      """)
    return try rows.map { row in
      ScorePart(
        indicator: try row["indicator"], group: try row["group_code"], raw: try row["raw"],
        normalised: try row["normalised"], evidence: try row["evidence"], weight: try row["weight"],
        contribution: try row["contribution"], status: try row["status"])
    }
  }

  private static let scoreColumns: SQL = """
    s.node, s.score, s.unweighted, s.lower_bound, s.upper_bound, s.rank, s.coverage, s.status
    """

  private static func decodeScore(_ row: Row) throws -> ActorScore {
    ActorScore(
      node: try row["node"], score: try row["score"], unweighted: try row["unweighted"],
      lowerBound: try row["lower_bound"], upperBound: try row["upper_bound"], rank: try row["rank"],
      coverage: try row["coverage"], status: try row["status"])
  }
}
