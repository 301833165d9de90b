import Domain
import Postgres

/// The table `memberships`.
public enum Memberships {
  public static func insert(
    of member: ID<Actor>, in union: ID<Actor>, from first: CalendarDate, through last: CalendarDate?,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO memberships (member_id, union_id, first_on, last_on)
      VALUES (\(member), \(union), \(first), \(last))
      """)
  }

  /// Codes of the actors that are members of `union` on `day`.
  public static func members(of union: Code, on day: CalendarDate, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      SELECT a.code FROM memberships m JOIN actors a ON a.actor_id = m.member_id JOIN actors u ON u.actor_id = m.union_id
      WHERE u.code = \(union) AND m.first_on <= \(day) AND (m.last_on IS NULL OR m.last_on >= \(day)) ORDER BY a.code
      """)
    return try rows.map { try $0["code"] }
  }

  /// Whether the same membership is recorded already.
  public static func exists(_ membership: Membership, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM memberships m
        JOIN actors a ON a.actor_id = m.member_id JOIN actors u ON u.actor_id = m.union_id
        WHERE a.code = \(membership.member) AND u.code = \(membership.union) AND m.first_on = \(membership.first)
          AND m.last_on IS NOT DISTINCT FROM \(membership.last))
      """)
  }
}
