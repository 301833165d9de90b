import Domain
import Postgres

/// The tables `runs`, `scores`, `score_parts` and `current_runs`.
public enum Runs {
  /// Writes a run. Nobody sees it before ``publish(_:for:in:)``.
  public static func insert(
    _ identity: ScoringRun.Identity, _ result: ScoringRun.Result, startedAt: Moment, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO runs (programme_id, framework_id, as_of, recorded_until, seed, engine_version, inputs_sha256,
        results_sha256, actor_count, observation_count, root_node, summary, started_at)
      VALUES (\(identity.programme), \(identity.framework), \(identity.asOf), \(identity.recordedUntil),
        \(identity.seed), \(identity.engineVersion), \(result.inputsSHA256), \(result.resultsSHA256),
        \(result.actorCount), \(result.observationCount), \(result.rootNode), \(result.summary)::jsonb, \(startedAt))
      RETURNING run_id
      """)
  }

  /// Writes scores of a run by COPY: `body` calls `write` once a row, actor by actor.
  public static func copyScores(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (ID<Actor>, ActorScore) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(
      into: "scores",
      columns: [
        "actor_id", "run_id", "node", "score", "unweighted", "lower_bound", "upper_bound", "rank", "coverage", "status",
      ]
    ) { writer in
      try body { actor, score in
        try writer.beginRow()
        try writer.write(actor.rawValue)
        try writer.write(run)
        try writer.write(score.node)
        try writer.write(score.score)
        try writer.write(score.unweighted)
        try writer.write(score.lowerBound)
        try writer.write(score.upperBound)
        try writer.write(score.rank)
        try writer.write(score.coverage)
        try writer.write(score.status)
      }
    }
  }

  /// Writes what the scores of a run are made of by COPY: `body` calls `write` once a row, actor by actor.
  public static func copyParts(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (ID<Actor>, ScorePart) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(
      into: "score_parts",
      columns: [
        "actor_id", "run_id", "indicator", "group_code", "raw", "normalised", "evidence", "weight", "contribution",
        "status",
      ]
    ) { writer in
      try body { actor, part in
        try writer.beginRow()
        try writer.write(actor.rawValue)
        try writer.write(run)
        try writer.write(part.indicator)
        try writer.write(part.group)
        try writer.write(part.raw)
        try writer.write(part.normalised)
        try writer.write(part.evidence)
        try writer.write(part.weight)
        try writer.write(part.contribution)
        try writer.write(part.status)
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
