import Domain
import Postgres

/// The table `run_warnings`.
public enum RunWarnings {
  /// A warning by the key of its actor; nil where it is about all of them.
  public struct Stored: Sendable {
    public let actor: ID<Actor>?
    public let kind: String
    public let indicator: String?
    public let count: Int
    public let pValue: Double?
    public let message: String
    /// Whether it hangs on the actor's own values alone.
    public let isOwn: Bool

    public init(
      actor: ID<Actor>?, kind: String, indicator: String?, count: Int, pValue: Double?, message: String, isOwn: Bool
    ) {
      self.actor = actor
      self.kind = kind
      self.indicator = indicator
      self.count = count
      self.pValue = pValue
      self.message = message
      self.isOwn = isOwn
    }
  }

  /// Writes the warnings of a run, in their order.
  public static func copy(_ warnings: [Stored], of run: Int64, in transaction: Transaction) async throws {
    guard !warnings.isEmpty else { return }
    try await transaction.copyIn(
      into: "run_warnings",
      columns: ["run_id", "place", "actor_id", "kind", "indicator", "observations", "p_value", "message", "is_own"]
    ) { writer in
      for (place, warning) in warnings.enumerated() {
        try writer.beginRow()
        try writer.write(run)
        try writer.write(place + 1)
        try writer.write(warning.actor?.rawValue)
        try writer.write(warning.kind)
        try writer.write(warning.indicator)
        try writer.write(warning.count)
        try writer.write(warning.pValue)
        try writer.write(warning.message)
        try writer.write(warning.isOwn)
      }
    }
  }

  /// What a run found in the values of single actors.
  public static func own(of run: Int64, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT actor_id, kind, indicator, observations, p_value, message FROM run_warnings
      WHERE run_id = \(run) AND is_own ORDER BY place
      """)
    return try rows.map { row in
      Stored(
        actor: try row["actor_id"], kind: try row["kind"], indicator: try row["indicator"],
        count: try row["observations"], pValue: try row["p_value"], message: try row["message"], isOwn: true)
    }
  }

  /// A page of a run's warnings, in their order.
  ///
  /// - Parameter actor: only those about this actor; nil for all.
  public static func list(
    of run: Int64, actor: Code?, offset: Int, limit: Int, in session: some Session
  ) async throws -> [RunWarning] {
    let rows = try await session.query(
      """
      SELECT a.code, w.kind, w.indicator, w.observations, w.p_value, w.message
      FROM run_warnings w LEFT JOIN actors a USING (actor_id)
      WHERE w.run_id = \(run) AND (\(actor)::text IS NULL OR a.code = \(actor))
      ORDER BY w.place LIMIT \(limit) OFFSET \(offset)
      """)
    return try rows.map { row in
      RunWarning(
        actor: try row["code"], kind: try row["kind"], indicator: try row["indicator"],
        count: try row["observations"], pValue: try row["p_value"], message: try row["message"])
    }
  }
}
