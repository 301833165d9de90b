import Domain
import Postgres

/// The table `claim_shares`.
public enum ClaimShares {
  public static func insert(
    _ share: ClaimShare, of actor: ID<Actor>, period: Int32, group: Int32, by programme: ID<Programme>,
    recorder: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO claim_shares (actor_id, period_id, indicator, group_id, programme_id, share_bp, recorded_by)
      VALUES (\(actor), \(period), \(share.indicator), \(group), \(programme), \(share.shareBP), \(recorder))
      """)
  }

  /// Whether a share is what its programme said last of the outcome on any of those days, of just this period.
  public static func isLatest(_ share: ClaimShare, in session: some Session) async throws -> Bool {
    let row = try await session.queryAtMostOne(
      """
      SELECT e.first_on, e.last_on, s.share_bp FROM claim_shares s JOIN actors a USING (actor_id)
      JOIN periods e USING (period_id) JOIN target_groups g USING (group_id) JOIN programmes p USING (programme_id)
      WHERE a.code = \(share.actor) AND s.indicator = \(share.indicator.text) AND g.code = \(share.group)
        AND p.code = \(share.programme) AND e.first_on <= \(share.period.last) AND e.last_on >= \(share.period.first)
      ORDER BY s.recorded_at DESC LIMIT 1
      """)
    guard let row else { return false }
    return try DateSpan(row["first_on"], through: row["last_on"]) == share.period
      && Int(row.decode("share_bp", as: Int32.self)) == share.shareBP
  }

  /// The shares of an actor's outcomes that count, the last that was said of each period, in the order of periods,
  /// indicators, groups and programmes.
  public static func list(of actor: Code, in session: some Session) async throws -> [ClaimShare] {
    try await session.query(
      """
      SELECT DISTINCT ON (e.first_on, e.last_on, s.indicator, g.code, p.code)
        e.first_on, e.last_on, s.indicator, g.code AS target_group, p.code AS programme, s.share_bp
      FROM claim_shares s JOIN actors a USING (actor_id) JOIN periods e USING (period_id)
      JOIN target_groups g USING (group_id) JOIN programmes p USING (programme_id)
      WHERE a.code = \(actor)
      ORDER BY e.first_on, e.last_on, s.indicator, g.code, p.code, s.recorded_at DESC
      """
    ).map { row in
      try ClaimShare(
        of: actor, period: DateSpan(row["first_on"], through: row["last_on"]), indicator: row["indicator"],
        group: row["target_group"], by: row["programme"], shareBP: row["share_bp"])
    }
  }
}
