import Domain
import Postgres

/// The table `targets`: baselines and targets that actors agreed to.
public enum Targets {
  public struct Value: Hashable, Sendable {
    public let actor: ID<Actor>
    public let indicator: Int32
    public let group: Int32
    public let period: Int32
    public let baseline: Double?
    public let target: Double?

    public init(
      actor: ID<Actor>, indicator: Int32, group: Int32, period: Int32, baseline: Double?, target: Double?
    ) {
      self.actor = actor
      self.indicator = indicator
      self.group = group
      self.period = period
      self.baseline = baseline
      self.target = target
    }
  }

  /// Records `values`, leaving out those that say what is recorded already: importing twice changes nothing.
  /// - Returns: How many were new.
  public static func record(_ values: [Value], of programme: ID<Programme>, in session: some Session) async throws
    -> Int
  {
    let known = Set(try await current(of: programme, knownBy: .endOfTime, in: session))
    let new = values.filter { !known.contains($0) }
    guard !new.isEmpty else { return 0 }
    // A NULL can't stand in a bound array: not-a-number, which the CHECK refuses as a value, stands for it.
    let absent = Double.nan
    return try await session.execute(
      """
      INSERT INTO targets (actor_id, programme_id, indicator_id, group_id, period_id, baseline, target)
      SELECT a, \(programme), i, g, p, nullif(b, 'NaN'), nullif(t, 'NaN')
      FROM unnest(\(new.map(\.actor.rawValue)), \(new.map(\.indicator)), \(new.map(\.group)), \(new.map(\.period)),
        \(new.map { $0.baseline ?? absent }), \(new.map { $0.target ?? absent })) AS n (a, i, g, p, b, t)
      """)
  }

  /// What held by `moment`: of several records for a cell and period the last, in the order of actors' keys.
  ///
  /// - Parameters:
  ///   - actors: only those of these; nil for all.
  ///   - range: only those of actors whose keys are among these.
  public static func current(
    of programme: ID<Programme>, actors: [ID<Actor>]? = nil, among range: ClosedRange<ID<Actor>>? = nil,
    knownBy moment: Moment, in session: some Session
  ) async throws -> [Value] {
    let keys = actors?.map(\.rawValue) ?? []
    let (first, last) = (range?.lowerBound.rawValue ?? .min, range?.upperBound.rawValue ?? .max)
    let rows = try await session.query(
      """
      SELECT DISTINCT ON (actor_id, indicator_id, group_id, period_id)
        actor_id, indicator_id, group_id, period_id, baseline, target
      FROM targets WHERE programme_id = \(programme) AND recorded_at <= \(moment)
        AND (\(actors == nil) OR actor_id = ANY (\(keys))) AND actor_id BETWEEN \(first) AND \(last)
      ORDER BY actor_id, indicator_id, group_id, period_id, target_id DESC
      """)
    return try rows.map {
      Value(
        actor: try $0["actor_id"], indicator: try $0["indicator_id"], group: try $0["group_id"],
        period: try $0["period_id"], baseline: try $0["baseline"], target: try $0["target"])
    }
  }
}
