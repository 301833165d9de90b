import Domain
import Postgres

/// The tables `appeal_terms`, `appeals` and `appeal_answers`.
public enum Appeals {
  public static func insert(
    _ terms: AppealTerms, of programme: ID<Programme>, by recorder: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO appeal_terms (programme_id, filing_days, answer_days, recorded_by)
      VALUES (\(programme), \(terms.filingDays), \(terms.answerDays), \(recorder))
      """)
  }

  /// - Returns: nil where the programme has set none.
  public static func terms(of programme: ID<Programme>, in session: some Session) async throws -> AppealTerms? {
    try await session.queryAtMostOne(
      """
      SELECT filing_days, answer_days FROM appeal_terms WHERE programme_id = \(programme)
      ORDER BY recorded_at DESC LIMIT 1
      """
    ).map { try AppealTerms(filingDays: $0["filing_days"], answerDays: $0["answer_days"]) }
  }

  /// The day, in `zone`, on which a report was judged or a run that scored the actor ended; nil where there is none.
  public static func foundOn(
    _ subject: Appeal.Subject, of actor: ID<Actor>, in programme: ID<Programme>, zone: String, session: some Session
  ) async throws -> CalendarDate? {
    let row =
      switch subject {
      case .verification(let report):
        try await session.queryAtMostOne(
          """
          SELECT (coalesce(v.verified_at, c.verified_at) AT TIME ZONE \(zone))::date AS found_on
          FROM reports r LEFT JOIN verifications v USING (actor_id, report_id)
          -- Verdicts that a file brought stand with the cells alone.
          CROSS JOIN LATERAL (
            SELECT max(i.verified_at) AS verified_at FROM indicator_values i
            WHERE i.actor_id = r.actor_id AND i.report_id = r.report_id AND i.verdict IN ('verified', 'rejected')) c
          WHERE r.actor_id = \(actor) AND r.report_id = \(report) AND r.programme_id = \(programme)
            AND (v.report_id IS NOT NULL OR c.verified_at IS NOT NULL)
          """)
      case .score(let run):
        try await session.queryAtMostOne(
          """
          SELECT (r.finished_at AT TIME ZONE \(zone))::date AS found_on FROM runs r
          WHERE r.run_id = \(run) AND r.programme_id = \(programme)
            AND EXISTS (SELECT FROM standing_of(r.run_id, \(actor)))
          """)
      }
    return try row.map { try $0["found_on"] }
  }

  public static func insert(
    _ subject: Appeal.Subject, of actor: ID<Actor>, in programme: ID<Programme>, because grounds: String,
    by filer: String, on day: CalendarDate, answerDueOn due: CalendarDate, session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO appeals (actor_id, programme_id, report_id, run_id, grounds, filed_by, filed_on, answer_due_on)
      VALUES (\(actor), \(programme), \(subject.report), \(subject.run), \(grounds), \(filer), \(day), \(due))
      RETURNING appeal_id
      """)
  }

  public static func insert(
    _ outcome: Appeal.Outcome, on appeal: Int64, of actor: ID<Actor>, because reasoning: String, by person: String,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO appeal_answers (actor_id, appeal_id, outcome, reasoning, answered_by)
      VALUES (\(actor), \(appeal), \(outcome.rawValue), \(reasoning), \(person))
      """)
  }

  public static func find(_ appeal: Int64, of actor: Code, in session: some Session) async throws -> Appeal? {
    try await select("WHERE c.code = \(actor) AND a.appeal_id = \(appeal)", in: session).first
  }

  /// Appeals in the order in which they were filed.
  public static func list(
    of actor: Code?, state: Appeal.State?, on day: CalendarDate, after: Int64, limit: Int, in session: some Session
  ) async throws -> [Appeal] {
    try await select(
      """
      WHERE a.appeal_id > \(after) AND (\(actor)::text IS NULL OR c.code = \(actor))
        AND \(fragment: condition(state, on: day))
      ORDER BY a.appeal_id LIMIT \(limit)
      """, in: session)
  }

  /// Says as SQL what ``Appeal/state(on:)`` says.
  private static func condition(_ state: Appeal.State?, on day: CalendarDate) -> SQL {
    switch state {
    case nil: "true"
    case .pending: "w.outcome IS NULL AND \(day) <= a.answer_due_on"
    case .overdue: "w.outcome IS NULL AND \(day) > a.answer_due_on"
    case .allowed: "w.outcome = 'allowed'"
    case .dismissed: "w.outcome = 'dismissed'"
    case .withdrawn: "w.outcome = 'withdrawn'"
    }
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Appeal] {
    let rows = try await session.query(
      """
      SELECT a.appeal_id, c.code AS actor, p.code AS programme, a.report_id, a.run_id, a.grounds, a.filed_by,
        a.filed_on, a.answer_due_on, w.outcome, w.reasoning, w.answered_by, w.answered_at
      FROM appeals a JOIN actors c USING (actor_id) JOIN programmes p USING (programme_id)
      LEFT JOIN appeal_answers w ON w.actor_id = a.actor_id AND w.appeal_id = a.appeal_id \(fragment: rest)
      """)
    return try rows.map { row in
      let report: Int64? = try row["report_id"]
      let run: Int64? = try row["run_id"]
      var answer: Appeal.Answer?
      if let person: String = try row["answered_by"] {
        answer = Appeal.Answer(
          try row.word("outcome"), because: try row["reasoning"], by: person, at: try row["answered_at"])
      }
      return Appeal(
        id: try row["appeal_id"], actor: try row["actor"], programme: try row["programme"],
        subject: report.map { .verification(report: $0) } ?? .score(run: run ?? 0), grounds: try row["grounds"],
        filedBy: try row["filed_by"], filedOn: try row["filed_on"], answerDueOn: try row["answer_due_on"],
        answer: answer)
    }
  }
}

extension Appeal.Subject {
  fileprivate var report: Int64? { if case .verification(let report) = self { report } else { nil } }
  fileprivate var run: Int64? { if case .score(let run) = self { run } else { nil } }
}
