import Domain
import Postgres

/// The table `reporting_requirements`, and what follows from it: what is due, and what was answered.
public enum Requirements {
  public static func insert(
    _ requirement: ReportingRequirement, programme: ID<Programme>, group: Int32, by recorder: String,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO reporting_requirements (programme_id, indicator, group_id, first_on, last_on, recorded_by)
      VALUES (\(programme), \(requirement.indicator), \(group), \(requirement.first), \(requirement.last), \(recorder))
      """)
  }

  /// What a programme asks for, in the order of indicators, groups and days.
  public static func list(of programme: Code, in session: some Session) async throws -> [ReportingRequirement] {
    let rows = try await session.query(
      """
      SELECT q.indicator, g.code, q.first_on, q.last_on
      FROM reporting_requirements q JOIN programmes p USING (programme_id) JOIN target_groups g USING (group_id)
      WHERE p.code = \(programme) ORDER BY q.indicator, g.code, q.first_on
      """)
    return try rows.map {
      try ReportingRequirement(
        of: programme, indicator: $0["indicator"], group: $0["code"], from: $0["first_on"], through: $0["last_on"])
    }
  }

  /// Ends a requirement that would go on past `day`, which becomes its last.
  /// - Returns: Whether there is one.
  public static func end(
    _ indicator: Code, group: Int32, of programme: ID<Programme>, on day: CalendarDate, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      UPDATE reporting_requirements SET last_on = \(day)
      WHERE programme_id = \(programme) AND indicator = \(indicator) AND group_id = \(group) AND first_on <= \(day)
        AND (last_on IS NULL OR last_on > \(day))
      """) == 1
  }

  /// Which of a programme's dues are asked for.
  public struct DueFilter: Sendable {
    public var actor: Code?
    public var state: DueState?
    public var after: Due.Cursor?
    public var limit: Int

    public init(actor: Code? = nil, state: DueState? = nil, after: Due.Cursor? = nil, limit: Int) {
      self.actor = actor
      self.state = state
      self.after = after
      self.limit = limit
    }
  }

  /// What actors owe `programme` for `periods`, which are over on `day`, in the order of actors, periods, indicators and
  /// groups. An actor owes what is asked on a period's last day while it takes part on that day.
  public static func dues(
    of programme: Programmes.Stored, for periods: [DateSpan], on day: CalendarDate, _ filter: DueFilter,
    in session: some Session
  ) async throws -> [Due] {
    let grace = programme.programme.graceDays
    let rows = try await session.query(
      """
      WITH spans AS (
        SELECT f::date AS first_on, l::date AS last_on
        FROM unnest(\(periods.map(\.first.description)), \(periods.map(\.last.description))) AS s (f, l))
      SELECT a.code AS actor, s.first_on, s.last_on, q.indicator, g.code AS target_group, x.report_id, x.programme,
        x.submitted_on, x.version, x.state, x.is_returned
      FROM spans s
      JOIN reporting_requirements q ON q.programme_id = \(programme.id)
        AND daterange(q.first_on, q.last_on, '[]') @> s.last_on
      JOIN enrolments e ON e.programme_id = \(programme.id) AND daterange(e.first_on, e.last_on, '[]') @> s.last_on
      JOIN actors a ON a.actor_id = e.actor_id
      JOIN target_groups g ON g.group_id = q.group_id
      LEFT JOIN periods p ON p.first_on = s.first_on AND p.last_on = s.last_on
      -- The latest report that says anything of the cell answers, whatever programme it was sent to; but for one sent to
      -- another programme under another version of the indicator than the latest sent to this one.
      LEFT JOIN LATERAL (
        SELECT v.report_id, rp.code AS programme, v.submitted_on, r.version, v.state,
          v.verdict IS NOT DISTINCT FROM 'returned' AS is_returned
        FROM indicator_values v JOIN indicators i USING (indicator_id)
        JOIN reports r ON r.actor_id = v.actor_id AND r.report_id = v.report_id
        JOIN programmes rp ON rp.programme_id = r.programme_id
        WHERE v.actor_id = a.actor_id AND v.period_id = p.period_id AND v.group_id = q.group_id AND i.code = q.indicator
          AND (r.programme_id = q.programme_id OR \(fragment: isOfOwnVersion))
        ORDER BY v.report_id DESC LIMIT 1) x ON true
      WHERE (\(filter.actor)::text IS NULL OR a.code = \(filter.actor)) AND \(fragment: after(filter.after))
        AND \(fragment: condition(filter.state, grace: grace, on: day))
      ORDER BY a.code, s.first_on, q.indicator, g.code LIMIT \(filter.limit)
      """)
    return try rows.map { row in
      var answer: Due.Answer?
      if let report: Int64 = try row["report_id"] {
        answer = Due.Answer(
          report: report, programme: try row["programme"], submittedOn: try row["submitted_on"],
          version: try row["version"], state: try row.word("state"), isReturned: try row["is_returned"])
      }
      return Due(
        of: try row["actor"], period: try DateSpan(row["first_on"], through: row["last_on"]),
        indicator: try row["indicator"], group: try row["target_group"], graceDays: grace, answer: answer, on: day)
    }
  }

  /// Of a value `v` of indicator `i` in answer to a requirement `q`: whether its version of the indicator is that of the
  /// latest value that was reported to the programme itself, where there is one.
  static let isOfOwnVersion: SQL = """
    v.indicator_id = coalesce((
      SELECT o.indicator_id FROM indicator_values o JOIN indicators k USING (indicator_id)
      JOIN reports p ON p.actor_id = o.actor_id AND p.report_id = o.report_id
      WHERE o.actor_id = v.actor_id AND o.period_id = v.period_id AND o.group_id = v.group_id AND k.code = i.code
        AND p.programme_id = q.programme_id
      ORDER BY o.report_id DESC LIMIT 1), v.indicator_id)
    """

  private static func after(_ cursor: Due.Cursor?) -> SQL {
    guard let cursor else { return "true" }
    return """
      (a.code, s.first_on, q.indicator, g.code)
        > (\(cursor.actor), \(cursor.first), \(cursor.indicator), \(cursor.group))
      """
  }

  /// Says as SQL what ``Due/state`` says of a row.
  private static func condition(_ state: DueState?, grace: Int, on day: CalendarDate) -> SQL {
    let counts: SQL = "(x.report_id IS NOT NULL AND NOT x.is_returned)"
    return switch state {
    case nil: "true"
    case .due: "NOT \(fragment: counts) AND \(day) <= s.last_on + \(grace)::int"
    case .missing: "NOT \(fragment: counts) AND \(day) > s.last_on + \(grace)::int"
    case .late: "\(fragment: counts) AND x.submitted_on > s.last_on + \(grace)::int"
    case .answered: "\(fragment: counts) AND x.submitted_on <= s.last_on + \(grace)::int"
    }
  }
}
