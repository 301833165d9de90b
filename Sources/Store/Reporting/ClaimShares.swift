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

  /// The shares of an actor's outcomes that count, in the order of periods, indicators, groups and programmes.
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
