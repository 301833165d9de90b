import Domain
import Postgres

/// Unions and those below them, as a run sees them.
extension Memberships {
  /// A member of a union, at any depth, and the days on which it is one.
  public struct Unit: Sendable {
    public let union: ID<Actor>
    public let member: ID<Actor>
    public let code: Code
    /// By whatever way it belongs to the union, while it takes part in the programme; spans may overlap.
    public let spans: [DateSpan]
  }

  /// The members of those of `actors` that are unions, as far as they take part in a programme, as known at a moment:
  /// union after union, members in the order of their codes, each once.
  public static func units(
    of actors: [ID<Actor>], in programme: ID<Programme>, knownBy moment: Moment, in session: some Session
  ) async throws -> [Unit] {
    let rows = try await session.query(
      """
      WITH RECURSIVE \(fragment: below(actors, moment))
      SELECT b.top, a.actor_id, a.code, lower(b.span * e.span) AS first_on,
        coalesce(upper(b.span * e.span) - 1, DATE '9999-12-31') AS last_on
      FROM below b JOIN actors a USING (actor_id)
      JOIN (
        SELECT actor_id, daterange(first_on, last_on, '[]') AS span FROM enrolments
        WHERE programme_id = \(programme) AND recorded_at <= \(moment)) e
        ON e.actor_id = b.actor_id AND e.span && b.span
      ORDER BY b.top, a.code COLLATE "C", first_on, last_on
      """)
    var units: [Unit] = []
    for row in rows {
      let (union, member): (ID<Actor>, ID<Actor>) = (try row["top"], try row["actor_id"])
      let span = try DateSpan(try row["first_on"], through: try row["last_on"])
      if let last = units.last, last.union == union, last.member == member {
        units[units.count - 1] = Unit(union: union, member: member, code: last.code, spans: last.spans + [span])
      } else {
        units.append(Unit(union: union, member: member, code: try row["code"], spans: [span]))
      }
    }
    return units
  }

  /// Unions whose figures may have changed: those above one of `actors`, and those above a membership, or above an
  /// enrolment of a member, that was recorded between two moments.
  public static func unionsAbove(
    _ actors: [ID<Actor>], recordedAfter earlier: Moment, through later: Moment, in session: some Session
  ) async throws -> [ID<Actor>] {
    let rows = try await session.query(
      """
      WITH RECURSIVE above (actor_id) AS (
        (SELECT unnest(\(actors.map(\.rawValue)))
          UNION SELECT member_id FROM memberships WHERE recorded_at > \(earlier) AND recorded_at <= \(later)
          UNION SELECT actor_id FROM enrolments WHERE recorded_at > \(earlier) AND recorded_at <= \(later))
        UNION
        SELECT m.union_id FROM above a JOIN memberships m ON m.member_id = a.actor_id)
      SELECT DISTINCT m.union_id FROM above a JOIN memberships m ON m.union_id = a.actor_id
      """)
    return try rows.map { try $0["union_id"] }
  }
}
