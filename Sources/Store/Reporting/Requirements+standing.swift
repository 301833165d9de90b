import Domain
import Postgres

extension Requirements {
  /// A programme that asks something of some actor, with what its dues are reckoned from.
  public struct Asking: Sendable {
    public let stored: Programmes.Stored
    /// Which day it is for the programme.
    public let today: CalendarDate
    /// The first day it asks anything of; nil where it names no cells.
    public let firstAsked: CalendarDate?
  }

  /// How many cells of one actor, programme and period were answered on one day.
  public struct Tally: Sendable {
    public let actor: Code
    public let programme: Code
    public let period: DateSpan
    /// Nil for those that nobody answered, or whose answer was sent back.
    public let answeredOn: CalendarDate?
    public let count: Int
  }

  /// The programmes that any of `actors` takes or took part in, in the order of codes.
  public static func asking(_ actors: [Code], in session: some Session) async throws -> [Asking] {
    let programmes = try await Programmes.list(ofAny: actors, in: session)
    let rows = try await session.query(
      """
      SELECT p.programme_id, (clock_timestamp() AT TIME ZONE p.time_zone)::date AS today, min(q.first_on) AS first_asked
      FROM programmes p LEFT JOIN reporting_requirements q USING (programme_id)
      WHERE p.programme_id = ANY (\(programmes.map(\.id.rawValue))) GROUP BY p.programme_id
      """)
    var days: [ID<Programme>: (today: CalendarDate, first: CalendarDate?)] = [:]
    for row in rows { days[try row["programme_id"]] = (try row["today"], try row["first_asked"]) }
    return programmes.compactMap { stored in
      days[stored.id].map { Asking(stored: stored, today: $0.today, firstAsked: $0.first) }
    }
  }

  /// What `actors` owe programmes over periods that are over, counted by the day it was answered on, in one query for
  /// all; it says of each cell what ``dues(of:for:on:_:in:)`` says.
  public static func tallies(
    of actors: [Code], for spans: [(programme: Programmes.Stored, period: DateSpan)], in session: some Session
  ) async throws -> [Tally] {
    let rows = try await session.query(
      """
      WITH spans AS (
        SELECT s.programme_id, s.f::date AS first_on, s.l::date AS last_on
        FROM unnest(\(spans.map(\.programme.id.rawValue)), \(spans.map(\.period.first.description)),
          \(spans.map(\.period.last.description))) AS s (programme_id, f, l)),
      cells AS (
        SELECT a.code AS actor, o.code AS programme, s.first_on, s.last_on, x.submitted_on
        FROM spans s
        JOIN programmes o ON o.programme_id = s.programme_id
        JOIN reporting_requirements q ON q.programme_id = s.programme_id
          AND daterange(q.first_on, q.last_on, '[]') @> s.last_on
        JOIN enrolments e ON e.programme_id = s.programme_id AND daterange(e.first_on, e.last_on, '[]') @> s.last_on
        JOIN actors a ON a.actor_id = e.actor_id AND a.code = ANY (\(actors.map(\.text)))
        LEFT JOIN periods p ON p.first_on = s.first_on AND p.last_on = s.last_on
        -- The report that answers a due says it here too, unless it was sent back.
        LEFT JOIN LATERAL (
          SELECT CASE WHEN v.verdict IS DISTINCT FROM 'returned' THEN v.submitted_on END AS submitted_on
          FROM indicator_values v JOIN indicators i USING (indicator_id)
          JOIN reports r ON r.actor_id = v.actor_id AND r.report_id = v.report_id
          WHERE v.actor_id = a.actor_id AND v.period_id = p.period_id AND v.group_id = q.group_id
            AND i.code = q.indicator
            AND (r.programme_id = q.programme_id OR \(fragment: isOfOwnVersion))
          ORDER BY v.report_id DESC LIMIT 1) x ON true)
      SELECT actor, programme, first_on, last_on, submitted_on, count(*) AS cells FROM cells
      GROUP BY actor, programme, first_on, last_on, submitted_on
      ORDER BY last_on DESC, programme, actor, first_on, submitted_on
      """)
    return try rows.map { row in
      Tally(
        actor: try row["actor"], programme: try row["programme"],
        period: try DateSpan(row["first_on"], through: row["last_on"]), answeredOn: try row["submitted_on"],
        count: try row["cells"])
    }
  }
}
