import Domain
import Postgres

/// The tables `trainings` and `training_attendance`.
public enum Trainings {
  public static func insert(
    _ training: Training, by centre: ID<Actor>, actors: [Code: ID<Actor>], groups: [Code: Int32], recorder: String,
    in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO trainings (code, centre_id, topic, first_on, last_on, hours, recorded_by)
      VALUES (\(training.code), \(centre), \(training.topic), \(training.span.first), \(training.span.last),
        \(training.hours), \(recorder))
      RETURNING training_id
      """)
    try await session.execute(
      """
      INSERT INTO training_attendance (training_id, actor_id, group_id, people)
      SELECT \(id), c.actor_id, c.group_id, c.people
      FROM unnest(\(training.attendance.map { actors[$0.actor]?.rawValue ?? 0 }),
        \(training.attendance.map { groups[$0.group] ?? -1 }),
        \(training.attendance.map { Int32($0.people) })) AS c (actor_id, group_id, people)
      """)
  }

  public static func find(_ code: Code, by centre: Code, in session: some Session) async throws -> Training? {
    try await select("WHERE c.code = \(centre) AND t.code = \(code)", in: session).first
  }

  /// The trainings an actor gave, and those its people came to, the latest first.
  public static func list(about actor: Code, limit: Int, in session: some Session) async throws -> [Training] {
    try await select(
      """
      WHERE c.code = \(actor) OR EXISTS (
        SELECT FROM training_attendance n JOIN actors a USING (actor_id)
        WHERE n.training_id = t.training_id AND a.code = \(actor))
      ORDER BY t.first_on DESC, t.training_id DESC LIMIT \(limit)
      """, in: session)
  }

  /// What an actor reported for the last period that was over on `day` before, or the first one that began after.
  public static func value(
    of indicator: Code, group: Int32, by actor: ID<Actor>, before day: CalendarDate? = nil,
    after end: CalendarDate? = nil, in session: some Session
  ) async throws -> TrainingComparison.Value? {
    var condition: SQL = "e.last_on < \(day)"
    var order: SQL = "e.last_on DESC"
    if let end {
      condition = "e.first_on > \(end)"
      order = "e.first_on"
    }
    return try await session.queryAtMostOne(
      """
      SELECT e.first_on, e.last_on, v.declared, v.verified
      FROM indicator_values v JOIN indicators i USING (indicator_id) JOIN periods e USING (period_id)
      WHERE v.actor_id = \(actor) AND i.code = \(indicator) AND v.group_id = \(group) AND v.state = 'reported'
        AND v.verdict IS DISTINCT FROM 'returned' AND \(fragment: condition)
      ORDER BY \(fragment: order), v.report_id DESC LIMIT 1
      """
    ).map { row in
      TrainingComparison.Value(
        period: try DateSpan(row["first_on"], through: row["last_on"]), declared: try row["declared"],
        verified: try row["verified"])
    }
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Training] {
    let rows = try await session.query(
      """
      SELECT t.training_id, t.code, c.code AS centre, t.topic, t.first_on, t.last_on, t.hours
      FROM trainings t JOIN actors c ON c.actor_id = t.centre_id \(fragment: rest)
      """)
    let ids: [Int64] = try rows.map { try $0["training_id"] }
    var counts: [Int64: [Training.Attendance]] = [:]
    let attendance = try await session.query(
      """
      SELECT n.training_id, a.code AS actor, g.code AS target_group, n.people FROM training_attendance n
      JOIN actors a USING (actor_id) JOIN target_groups g USING (group_id) WHERE n.training_id = ANY (\(ids))
      """)
    for row in attendance {
      counts[try row["training_id"], default: []].append(
        Training.Attendance(of: try row["actor"], group: try row["target_group"], people: try row["people"]))
    }
    return try rows.map { row in
      try Training(
        row["code"], by: row["centre"], topic: row["topic"],
        span: DateSpan(row["first_on"], through: row["last_on"]), hours: row["hours"],
        attendance: counts[try row["training_id"]] ?? [])
    }
  }
}
