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

  /// Every outcome of which a programme claims something, with what was reported of it by a day and known by a moment,
  /// period after period, and the share that counts now.
  public static func periods(
    claimedBy programme: ID<Programme>, asOf: CalendarDate, knownBy moment: Moment, in session: some Session
  ) async throws -> [Outcome: [ClaimedPeriod]] {
    let rows = try await session.query(
      """
      -- 1. The share of each period: the latest that was recorded.
      WITH claimed AS (
        SELECT DISTINCT ON (s.actor_id, s.period_id, s.indicator, s.group_id)
          s.actor_id, s.period_id, s.indicator, s.group_id, s.share_bp
        FROM claim_shares s WHERE s.programme_id = \(programme)
        ORDER BY s.actor_id, s.period_id, s.indicator, s.group_id, s.recorded_at DESC),
      outcomes AS (SELECT DISTINCT actor_id, indicator, group_id FROM claimed),
      -- 2. What was reported of those outcomes: the latest report of each period.
      told AS (
        SELECT DISTINCT ON (v.actor_id, o.indicator, v.group_id, v.period_id)
          v.actor_id, o.indicator, v.group_id, v.period_id, v.state, v.denominator,
          CASE WHEN v.verdict = 'verified' AND v.verified_at <= \(moment) THEN v.verified ELSE v.declared END AS value
        FROM outcomes o JOIN indicators i ON i.code = o.indicator
        JOIN indicator_values v ON v.actor_id = o.actor_id AND v.indicator_id = i.indicator_id AND v.group_id = o.group_id
        WHERE v.submitted_on <= \(asOf) AND v.recorded_at <= \(moment)
        ORDER BY v.actor_id, o.indicator, v.group_id, v.period_id, v.report_id DESC)
      SELECT a.code AS actor, t.indicator, g.code AS target_group, t.value, t.denominator,
        coalesce(c.share_bp, 10000) AS share_bp
      FROM told t JOIN actors a USING (actor_id) JOIN target_groups g USING (group_id) JOIN periods e USING (period_id)
      LEFT JOIN claimed c USING (actor_id, period_id, indicator, group_id)
      WHERE t.state = 'reported' AND e.last_on <= \(asOf) ORDER BY a.code, t.indicator, g.code, e.last_on, e.first_on
      """)
    var found: [Outcome: [ClaimedPeriod]] = [:]
    for row in rows {
      let outcome = Outcome(actor: try row["actor"], indicator: try row["indicator"], group: try row["target_group"])
      found[outcome, default: []].append(
        ClaimedPeriod(value: try row["value"], denominator: try row["denominator"], shareBP: try row["share_bp"]))
    }
    return found
  }
}
