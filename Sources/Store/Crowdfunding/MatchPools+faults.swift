import Domain
import Postgres

extension MatchPools {
  /// Sums of pools that differ from their movements, or from what their funds hold; at most `limit` sentences of a kind.
  public static func faults(limit: Int, in session: some Session) async throws -> [String] {
    let rows = try await session.query(
      """
      SELECT format('pool %s: its state or sums differ from its steps and movements', p.code) AS sentence
      FROM match_pools p JOIN match_pool_totals t USING (pool_id)
      LEFT JOIN LATERAL (
        SELECT x.state, x.step FROM match_pool_steps x WHERE x.pool_id = p.pool_id ORDER BY x.step DESC LIMIT 1) s ON true
      LEFT JOIN (
        SELECT m.pool_id, sum(m.amount_minor) FILTER (WHERE m.kind = 'receipt') AS received,
          sum(CASE m.kind WHEN 'award' THEN m.amount_minor ELSE -m.amount_minor END)
            FILTER (WHERE m.kind IN ('award', 'return') OR m.kind = 'payment' AND m.pledge_id IS NOT NULL) AS awarded,
          sum(m.amount_minor) FILTER (WHERE m.kind = 'payment') AS paid,
          sum(m.amount_minor) FILTER (WHERE m.kind = 'withdrawal') AS withdrawn
        FROM match_movements m GROUP BY m.pool_id) m ON m.pool_id = p.pool_id
      WHERE (t.state, t.step, t.received_minor, t.awarded_minor, t.paid_minor, t.withdrawn_minor) IS DISTINCT FROM
          (coalesce(s.state, ''), coalesce(s.step, 0::smallint), coalesce(m.received, 0), coalesce(m.awarded, 0),
            coalesce(m.paid, 0), coalesce(m.withdrawn, 0))
        OR held_by_fund(p.fund_id, 'match_cash') <> t.received_minor - t.paid_minor - t.withdrawn_minor
        OR t.state = 'settled' AND t.received_minor - t.paid_minor <> (
          SELECT coalesce(sum(l.amount_minor), 0) FROM match_leftovers l WHERE l.pool_id = p.pool_id)
      ORDER BY p.pool_id LIMIT \(limit)
      """)
    let shares = try await session.query(
      """
      SELECT format('pool %s: what campaign %s has of it differs from its movements', p.code, c.code) AS sentence
      FROM match_pool_campaigns k JOIN match_pools p USING (pool_id) JOIN campaigns c USING (campaign_id)
      LEFT JOIN (
        SELECT m.pool_id, m.campaign_id, sum(CASE m.kind WHEN 'return' THEN -m.amount_minor ELSE m.amount_minor END)
          FILTER (WHERE m.kind <> 'payment' OR m.pledge_id IS NULL) AS matched
        FROM match_movements m GROUP BY m.pool_id, m.campaign_id) m
        ON m.pool_id = k.pool_id AND m.campaign_id = k.campaign_id
      WHERE k.matched_minor <> coalesce(m.matched, 0) ORDER BY k.pool_id, k.campaign_id LIMIT \(limit)
      """)
    // A pledge that counts and that a pool looked past; one that went back and kept its match.
    let pledges = try await session.query(
      """
      SELECT format('pledge %s: pool %s does not match it as its state asks', g.code, p.code) AS sentence
      FROM match_pools p JOIN match_pool_totals t USING (pool_id) JOIN match_pool_campaigns k USING (pool_id)
      JOIN campaigns c USING (campaign_id) JOIN pledges g USING (campaign_id)
      JOIN pledge_states s ON s.pledge_id = g.pledge_id
      JOIN pledge_steps x ON x.pledge_id = g.pledge_id AND x.state = 'captured' AND NOT x.is_late
      LEFT JOIN match_movements a ON a.pledge_id = g.pledge_id AND a.pool_id = p.pool_id AND a.kind = 'award'
      LEFT JOIN match_movements r ON r.pledge_id = g.pledge_id AND r.pool_id = p.pool_id AND r.kind = 'return'
      LEFT JOIN match_movements m ON m.pledge_id = g.pledge_id AND m.pool_id = p.pool_id AND m.kind = 'payment'
      WHERE p.method = 'per_pledge' AND t.state IN ('open', 'settled')
        AND (x.at AT TIME ZONE c.time_zone)::date BETWEEN p.first_on AND p.last_on
        AND (a.pledge_id IS NULL OR a.amount_minor > 0 AND (
          (s.state IN ('captured', 'disputed', 'won') AND NOT s.is_released AND (r.pledge_id IS NOT NULL OR m.pledge_id IS NOT NULL))
          OR (s.is_released AND m.pledge_id IS NULL)
          OR (s.state IN ('refund_due', 'refund_sent', 'refunded', 'refund_failed', 'unclaimed') AND r.pledge_id IS NULL)))
      ORDER BY g.pledge_id LIMIT \(limit)
      """)
    return try (rows + shares + pledges).map { try $0["sentence"] }
  }

  /// One movement of a pool that matches pledge by pledge, with what the rule reads of its pledge.
  public struct Replayed: Sendable {
    public let kind: Movement.Kind
    public let amountMinor: Int64
    public let pledge: Code?
    public let pledgeMinor: Int64?
    public let campaign: Int64?
    public let reason: String?
    public let givers: [String]
  }

  /// The movements of a pool in their order, after one; those who apply the rule again read them page by page.
  public static func movements(of pool: Int64, after movement: Int64, limit: Int, in session: some Session) async throws
    -> [(id: Int64, movement: Replayed)]
  {
    let rows = try await session.query(
      """
      SELECT m.movement_id, m.kind, m.amount_minor, g.code, g.amount_minor AS pledge_minor, m.campaign_id, m.reason,
        ARRAY(SELECT w.giver FROM match_givers w WHERE w.movement_id = coalesce(a.movement_id, m.movement_id)) AS givers
      FROM match_movements m LEFT JOIN pledges g USING (pledge_id)
      LEFT JOIN match_movements a ON m.kind = 'return' AND a.pledge_id = m.pledge_id AND a.pool_id = m.pool_id
        AND a.kind = 'award'
      WHERE m.pool_id = \(pool) AND m.movement_id > \(movement) ORDER BY m.movement_id LIMIT \(limit)
      """)
    return try rows.map { row in
      (
        try row["movement_id"],
        Replayed(
          kind: try row.word("kind"), amountMinor: try row["amount_minor"], pledge: try row["code"],
          pledgeMinor: try row["pledge_minor"], campaign: try row["campaign_id"], reason: try row["reason"],
          givers: try row["givers"])
      )
    }
  }
}
