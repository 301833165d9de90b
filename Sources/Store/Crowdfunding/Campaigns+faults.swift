import Domain
import Postgres

extension Campaigns {
  /// What stands beside steps to save adding them up — the state of each pledge, sums and state of each campaign, rewards
  /// taken — and differs from what the steps come to; at most `limit` sentences of a kind.
  public static func faults(limit: Int, in session: some Session) async throws -> [String] {
    try await sentences(
      """
      SELECT format('pledge %s stands as %s, its steps lead to %s', p.code, s.state, r.state) AS sentence
      FROM pledges p LEFT JOIN pledge_states s USING (pledge_id) LEFT JOIN (\(fragment: recomputedPledges)) r USING (pledge_id)
      WHERE (s.campaign_id, s.state, s.step, s.is_late, s.is_released, s.attempts, s.next_try_at) IS DISTINCT FROM
        (p.campaign_id, r.state, r.step, r.is_late, r.is_released, r.attempts, r.next_try_at)
      ORDER BY p.pledge_id LIMIT \(limit)
      """, in: session)
      + sentences(
        """
        SELECT format('campaign %s: its state or sums differ from its steps and its pledges', c.code) AS sentence
        FROM campaigns c JOIN campaign_totals t USING (campaign_id)
        LEFT JOIN LATERAL (
          SELECT x.state, x.step FROM campaign_steps x WHERE x.campaign_id = c.campaign_id ORDER BY x.step DESC LIMIT 1
        ) s ON true
        LEFT JOIN (
          SELECT campaign_id, sum(raised) AS raised, sum(late) AS late, sum(refunded) AS refunded, sum(lost) AS lost,
            sum(released) AS released, sum(amount_minor) FILTER (WHERE state = 'authorised') AS authorised FROM (\(fragment: recomputedPledges)) r GROUP BY campaign_id
        ) m USING (campaign_id)
        WHERE (t.state, t.step, t.raised_minor, t.late_minor, t.refunded_minor, t.lost_minor, t.released_minor,
            t.authorised_minor)
          IS DISTINCT FROM (coalesce(s.state, ''), coalesce(s.step, 0::smallint), coalesce(m.raised, 0),
            coalesce(m.late, 0), coalesce(m.refunded, 0), coalesce(m.lost, 0), coalesce(m.released, 0),
            coalesce(m.authorised, 0))
        ORDER BY c.campaign_id LIMIT \(limit)
        """, in: session)
      + sentences(
        """
        SELECT format('reward %s of campaign %s: %s taken, its pledges took %s', w.code, c.code, w.taken,
          coalesce(r.taken, 0)) AS sentence
        FROM campaign_rewards w JOIN campaigns c USING (campaign_id)
        LEFT JOIN (SELECT reward_id, sum(taken) AS taken FROM (\(fragment: recomputedPledges)) r GROUP BY reward_id) r
          USING (reward_id)
        WHERE w.taken <> coalesce(r.taken, 0) ORDER BY w.reward_id LIMIT \(limit)
        """, in: session)
  }

  /// Each pledge as its steps make it, with what it adds to its campaign and takes of its reward. What a step does
  /// depends on the ones before it: whether the money was captured, came late, or became the actor's.
  private static var recomputedPledges: SQL {
    """
    SELECT pledge_id, campaign_id, reward_id, amount_minor, max(step) AS step, (array_agg(state ORDER BY step DESC))[1] AS state,
      (array_agg(next_try_at ORDER BY step DESC))[1] AS next_try_at, bool_or(is_late) AS is_late,
      bool_or(state = 'released' AND was_captured) AS is_released,
      (count(*) FILTER (WHERE state = 'refund_sent'))::smallint AS attempts,
      sum(amount_minor) FILTER (WHERE state = 'captured' AND NOT is_late) AS raised,
      sum(amount_minor) FILTER (WHERE state = 'captured' AND is_late) AS late,
      sum(amount_minor) FILTER (WHERE state = 'refunded') AS refunded,
      sum(amount_minor) FILTER (WHERE state = 'lost' AND NOT was_released) AS lost,
      sum(amount_minor) FILTER (WHERE state = 'released' AND entry_id IS NOT NULL) AS released,
      sum(CASE WHEN state = 'pledged' THEN 1
        WHEN was IN ('pledged', 'authorised') AND state IN ('released', 'expired', 'cancelled')
          OR state = 'refund_due' AND NOT was_late OR state = 'lost' AND NOT was_released THEN -1 ELSE 0 END) AS taken
    FROM (
      SELECT s.*, coalesce(lag(s.state) OVER before, '') AS was,
        coalesce(bool_or(s.is_late) OVER (before ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_late,
        coalesce(bool_or(s.state = 'captured') OVER (before ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false)
          AS was_captured,
        coalesce(bool_or(s.state = 'released' AND s.entry_id IS NOT NULL)
          OVER (before ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_released
      FROM (
        SELECT x.*, p.campaign_id, p.reward_id, p.amount_minor FROM pledge_steps x JOIN pledges p USING (pledge_id)) s
      WINDOW before AS (PARTITION BY s.pledge_id ORDER BY s.step)
    ) steps GROUP BY pledge_id, campaign_id, reward_id, amount_minor
    """
  }

  private static func sentences(_ query: SQL, in session: some Session) async throws -> [String] {
    try await session.query(query).map { try $0["sentence"] }
  }
}
