import Domain
import Postgres

extension Memberships {
  /// A union, somebody below it at any depth, and days on which it is.
  public struct Below: Sendable {
    public let union: ID<Actor>
    public let member: ID<Actor>
    public let days: DateSpan
  }

  /// The tables `known` and `below (top, actor_id, span)` of a recursive query: everybody below `unions` at any depth, with
  /// the days on which they are, as known at a moment.
  static func below(_ unions: [ID<Actor>], _ moment: Moment) -> SQL {
    """
    known AS (
      SELECT member_id, union_id, daterange(first_on, last_on, '[]') AS span FROM memberships
      WHERE recorded_at <= \(moment)),
    below (top, actor_id, span) AS (
      SELECT union_id, member_id, span FROM known WHERE union_id = ANY (\(unions.map(\.rawValue)))
      UNION
      SELECT b.top, k.member_id, b.span * k.span FROM below b JOIN known k ON k.union_id = b.actor_id AND k.span && b.span)
    """
  }

  /// Everybody below `unions`, as known at a moment; the same pair once for each stretch of days.
  public static func below(_ unions: [ID<Actor>], knownBy moment: Moment, in session: some Session) async throws
    -> [Below]
  {
    let rows = try await session.query(
      """
      WITH RECURSIVE \(fragment: below(unions, moment))
      SELECT top, actor_id, lower(span) AS first_on, coalesce(upper(span) - 1, DATE '9999-12-31') AS last_on FROM below
      ORDER BY top, actor_id, first_on, last_on
      """)
    return try rows.map {
      Below(
        union: try $0["top"], member: try $0["actor_id"], days: try DateSpan($0["first_on"], through: $0["last_on"]))
    }
  }
}
