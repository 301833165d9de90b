import Domain
import Postgres

/// The tables `runs`, `actor_sheets`, `kept_actors`, `standing_blocks`, `score_intervals`, `node_intervals`, `run_factors`
/// and `current_runs`.
public enum Runs {
  /// A key for a run to come: its sheets may be written before it is known what it comes to.
  public static func reserveKey(in session: some Session) async throws -> Int64 {
    try await session.queryValue("SELECT nextval('runs_run_id_seq')")
  }

  /// Lets the transaction wait between its statements, for observations that another one reads.
  public static func expectToWait(in transaction: Transaction) async throws {
    try await transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
  }

  /// Writes a run. Nobody sees it before ``publish(_:for:in:)``.
  public static func insert(
    _ run: Int64, _ identity: ScoringRun.Identity, _ result: ScoringRun.Result, _ provenance: RunProvenance,
    _ legend: RunLegend,
    startedAt: Moment, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO runs (run_id, programme_id, framework_id, as_of, recorded_until, seed, engine_version, inputs_sha256,
        results_sha256, actor_count, observation_count, root_node, summary, started_at, nodes, indicators, groups,
        node_statuses, part_statuses, layout_sha256, base_run_id, reused_count, scale_id, scale_year, scale_version,
        replicates, bands_after)
      OVERRIDING SYSTEM VALUE
      VALUES (\(run), \(identity.programme), \(identity.framework), \(identity.asOf), \(identity.recordedUntil),
        \(identity.seed), \(identity.engineVersion), \(result.inputsSHA256), \(result.resultsSHA256),
        \(result.actorCount), \(result.observationCount), \(result.rootNode), \(result.summary)::jsonb, \(startedAt),
        \(legend.nodes), \(legend.indicators), \(legend.groups), \(legend.nodeStatuses), \(legend.partStatuses),
        \(provenance.layoutSHA256), \(provenance.base), \(provenance.reusedCount), \(provenance.scale),
        \(provenance.scaleIssue?.year), \(provenance.scaleIssue?.version), \(provenance.replicates),
        \(provenance.bandsAfter))
      """)
  }

  /// Writes sheets that a run found by COPY: `body` calls `write` once an actor.
  public static func copySheets(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (ID<Actor>, ActorSheet) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(into: "actor_sheets", columns: ["run_id", "actor_id"] + sheetColumns) { writer in
      try body { actor, sheet in
        try writer.beginRow()
        try writer.write(run)
        try writer.write(actor.rawValue)
        try writer.write(doubles: sheet.scores)
        try writer.write(doubles: sheet.unweighted)
        try writer.write(doubles: sheet.lowerBounds)
        try writer.write(doubles: sheet.upperBounds)
        try writer.write(doubles: sheet.coverages)
        try writer.write(int16s: sheet.statuses)
        try writer.write(int16s: sheet.places)
        try writer.write(doubles: sheet.raws)
        try writer.write(doubles: sheet.normalised)
        try writer.write(doubles: sheet.evidences)
        try writer.write(doubles: sheet.weights)
        try writer.write(doubles: sheet.contributions)
        try writer.write(int16s: sheet.placeStatuses)
      }
    }
  }

  static let sheetColumns = [
    "scores", "unweighted", "lower_bounds", "upper_bounds", "coverages", "statuses", "places", "raws", "normalised",
    "evidences", "weights", "contributions", "place_statuses",
  ]

  public static func insert(_ factors: [RankFactor], of run: Int64, in session: some Session) async throws {
    for factor in factors {
      try await session.execute(
        """
        INSERT INTO run_factors (run_id, factor, first_order, first_low, first_high, total_order, total_low, total_high)
        VALUES (\(run), \(factor.factor), \(factor.first.estimate), \(factor.first.low), \(factor.first.high),
          \(factor.total.estimate), \(factor.total.low), \(factor.total.high))
        """)
    }
  }

  /// Lets readers see `run` instead of what they saw before: one statement, whole or not at all. A run that ended later and
  /// knows less, of the same day or an earlier one, takes nobody's place.
  ///
  /// Whoever publishes for the same programme at the same moment waits, so that the statement knows of its run.
  ///
  /// - Parameter isOfNight: Whether no run of a later day is to give way either.
  public static func publish(
    _ run: Int64, for programme: ID<Programme>, isOfNight: Bool, in session: some Session
  ) async throws {
    try await session.execute("SELECT pg_advisory_xact_lock(hashtextextended('tadamun current run', \(programme)))")
    try await session.execute(
      """
      INSERT INTO current_runs (programme_id, run_id) VALUES (\(programme), \(run))
      ON CONFLICT (programme_id) DO UPDATE SET run_id = excluded.run_id, published_at = now()
      WHERE NOT EXISTS (
        SELECT FROM runs seen, runs made WHERE seen.run_id = current_runs.run_id AND made.run_id = excluded.run_id
          AND seen.as_of >= made.as_of
          AND (seen.recorded_until > made.recorded_until OR (\(isOfNight) AND seen.as_of > made.as_of)))
      """)
  }
}
