import Domain
import Postgres

extension Programmes {
  /// A programme, and which day it is there.
  public struct Today: Sendable {
    public let stored: Stored
    public let day: CalendarDate
  }

  public static func finding(_ code: Code) -> Statement<Today?> {
    let asked: SQL = selection("WHERE p.code = \(code)")
    return Statement(asked.prepared()) { rows in
      try rows.first.map { Today(stored: try stored($0), day: try $0["today"]) }
    }
  }

  /// An actor, and the spans over which it takes part in a programme; an open end reaches the end of the calendar.
  public struct Participant: Sendable {
    public let id: ID<Actor>
    public fileprivate(set) var spans: [DateSpan]
  }

  /// Those of `actors` that there are, whether they take part in the programme or not, by code.
  public static func participants(_ actors: [Code], in programme: Code) -> Statement<[Code: Participant]> {
    let named: SQL =
      if let actor = actors.first, actors.count == 1 {
        "a.code = \(actor)"
      } else {
        "a.code = ANY (\(actors.map(\.text)))"
      }
    let asked: SQL = """
      SELECT a.code, a.actor_id, e.first_on, coalesce(e.last_on, DATE '9999-12-31') AS last_on
      FROM actors a LEFT JOIN enrolments e ON e.actor_id = a.actor_id
        AND e.programme_id = (SELECT p.programme_id FROM programmes p WHERE p.code = \(programme))
      WHERE \(fragment: named)
      """
    return Statement(asked.prepared()) { rows in
      var found: [Code: Participant] = [:]
      for row in rows {
        let code: Code = try row["code"]
        var participant = try found[code] ?? Participant(id: row["actor_id"], spans: [])
        if let first: CalendarDate = try row["first_on"] {
          participant.spans.append(try DateSpan(first, through: row["last_on"]))
        }
        found[code] = participant
      }
      return found
    }
  }
}
