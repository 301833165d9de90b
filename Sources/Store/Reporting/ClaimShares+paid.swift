import Domain
import Postgres

extension ClaimShares {
  /// An outcome of an actor: the reported indicator, and the target group.
  public struct Outcome: Hashable, Sendable {
    public let actor: Code
    public let indicator: String
    public let group: String

    public init(actor: Code, indicator: String, group: String) {
      self.actor = actor
      self.indicator = indicator
      self.group = group
    }
  }

  /// An indicator, in all its versions, and a target group.
  public struct Measured: Hashable, Sendable {
    public let indicator: String
    public let group: String

    /// The same of everybody; nil where it is.
    public var ofEverybody: Measured? {
      group == TargetGroup.everybody.text ? nil : Measured(indicator: indicator, group: TargetGroup.everybody.text)
    }
  }

  /// What all programmes claim of the indicators that a programme claims something of, at whatever actor: by actor and
  /// outcome, in the order in which it was recorded.
  public static func claims(besides programme: ID<Programme>, in session: some Session) async throws
    -> [Measured: [ID<Actor>: [OutcomeClaims.Claim]]]
  {
    let rows = try await session.query(
      """
      SELECT s.actor_id, s.indicator, g.code AS target_group, s.programme_id, e.first_on, e.last_on, s.share_bp
      FROM claim_shares s JOIN periods e USING (period_id) JOIN target_groups g USING (group_id)
      WHERE s.indicator IN (SELECT x.indicator FROM claim_shares x WHERE x.programme_id = \(programme))
      ORDER BY s.recorded_at
      """)
    var found: [Measured: [ID<Actor>: [OutcomeClaims.Claim]]] = [:]
    for row in rows {
      let measured = Measured(indicator: try row["indicator"], group: try row["target_group"])
      let actor: ID<Actor> = try row["actor_id"]
      found[measured, default: [:]][actor, default: []].append(
        OutcomeClaims.Claim(
          programme: try row["programme_id"], days: try DateSpan(row["first_on"], through: row["last_on"]),
          shareBP: Int(try row.decode("share_bp", as: Int32.self))))
    }
    return found
  }

  /// What an actor reported of an outcome in one period.
  public struct Told: Sendable {
    public let period: DateSpan
    public let value: Double
    public let denominator: Double?
  }

  /// What actors reported of outcomes by a day and as known by a moment, by actor and outcome, periods in their order: of
  /// an outcome of everybody also that of each target group.
  public static func told(
    _ outcomes: [Measured], by actors: [ID<Actor>], asOf: CalendarDate, knownBy moment: Moment, in session: some Session
  ) async throws -> [Measured: [ID<Actor>: [Told]]] {
    let rows = try await session.query(
      """
      -- The latest report of each period, under whatever version of the indicator.
      WITH outcomes AS (
        SELECT i.indicator_id, i.code AS indicator, g.group_id, g.code AS target_group
        FROM unnest(\(outcomes.map(\.indicator)), \(outcomes.map(\.group))) o (indicator, target_group)
        JOIN indicators i ON i.code = o.indicator
        JOIN target_groups g ON g.code = o.target_group OR o.target_group = \(TargetGroup.everybody)
        GROUP BY i.indicator_id, g.group_id),
      told AS (
        SELECT DISTINCT ON (v.actor_id, o.indicator, c.group_id, v.period_id)
          v.actor_id, o.indicator, o.target_group, v.period_id, c.denominator,
          CASE WHEN c.verified_at <= \(moment) THEN coalesce(c.verified, c.declared) ELSE c.declared END AS value
        FROM report_values v CROSS JOIN LATERAL unnest(v.indicators, v.groups, v.declared, v.denominators, v.verified,
          v.verified_at) c (indicator_id, group_id, declared, denominator, verified, verified_at)
        JOIN outcomes o ON o.indicator_id = c.indicator_id AND o.group_id = c.group_id
        WHERE v.indicators && ARRAY(SELECT o.indicator_id FROM outcomes o)
          AND v.actor_id = ANY (\(actors.map(\.rawValue))) AND v.submitted_on <= \(asOf) AND v.recorded_at <= \(moment)
        ORDER BY v.actor_id, o.indicator, c.group_id, v.period_id, v.report_id DESC)
      SELECT t.actor_id, t.indicator, t.target_group, e.first_on, e.last_on, t.value, t.denominator
      FROM told t JOIN periods e USING (period_id)
      WHERE t.value IS NOT NULL AND e.last_on <= \(asOf)
      ORDER BY t.actor_id, t.indicator, t.target_group, e.last_on, e.first_on
      """)
    var found: [Measured: [ID<Actor>: [Told]]] = [:]
    for row in rows {
      let measured = Measured(indicator: try row["indicator"], group: try row["target_group"])
      let actor: ID<Actor> = try row["actor_id"]
      found[measured, default: [:]][actor, default: []].append(
        Told(
          period: try DateSpan(row["first_on"], through: row["last_on"]), value: try row["value"],
          denominator: try row["denominator"]))
    }
    return found
  }
}
