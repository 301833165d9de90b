import Domain
import Postgres

extension Runs {
  /// Writes a run. Nobody sees it before ``publish(_:for:in:)``.
  public static func insert(_ record: Record, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO runs (programme_id, framework_id, as_of, recorded_until, seed, engine_version, inputs_sha256,
        results_sha256, actor_count, observation_count, root_node, summary, started_at)
      VALUES (\(record.programme), \(record.framework), \(record.asOf), \(record.recordedUntil), \(record.seed),
        \(record.engineVersion), \(record.inputsSHA256), \(record.resultsSHA256), \(record.actorCount),
        \(record.observationCount), \(record.rootNode), \(record.summary)::jsonb, \(record.startedAt))
      RETURNING run_id
      """)
  }

  /// Writes the scores of a run by COPY, in the order given.
  public static func copy(_ rows: [ScoreRow], of run: Int64, in transaction: Transaction) async throws {
    try await transaction.copyIn(
      into: "scores",
      columns: [
        "actor_id", "run_id", "node", "score", "unweighted", "lower_bound", "upper_bound", "rank", "coverage", "status",
      ]
    ) { writer in
      for row in rows {
        try writer.beginRow()
        try writer.write(row.actor.rawValue)
        try writer.write(run)
        try writer.write(row.node)
        try writer.write(row.score)
        try writer.write(row.unweighted)
        try writer.write(row.lowerBound)
        try writer.write(row.upperBound)
        try writer.write(row.rank)
        try writer.write(row.coverage)
        try writer.write(row.status)
      }
    }
  }

  /// Writes what the scores of a run are made of by COPY, in the order given.
  public static func copy(_ rows: [PartRow], of run: Int64, in transaction: Transaction) async throws {
    try await transaction.copyIn(
      into: "score_parts",
      columns: [
        "actor_id", "run_id", "indicator", "group_code", "raw", "normalised", "evidence", "weight", "contribution",
        "status",
      ]
    ) { writer in
      for row in rows {
        try writer.beginRow()
        try writer.write(row.actor.rawValue)
        try writer.write(run)
        try writer.write(row.indicator)
        try writer.write(row.group)
        try writer.write(row.raw)
        try writer.write(row.normalised)
        try writer.write(row.evidence)
        try writer.write(row.weight)
        try writer.write(row.contribution)
        try writer.write(row.status)
      }
    }
  }

  /// Lets readers see `run` instead of what they saw before: one statement, whole or not at all.
  public static func publish(_ run: Int64, for programme: ID<Programme>, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO current_runs (programme_id, run_id) VALUES (\(programme), \(run))
      ON CONFLICT (programme_id) DO UPDATE SET run_id = excluded.run_id, published_at = now()
      """)
  }
}
