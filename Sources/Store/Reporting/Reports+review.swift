import Domain
import Postgres

extension Reports {
  /// Says why cells were sent back or rejected.
  public static func insertReasons(
    _ reasons: [CellKey: String], of report: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO verdict_reasons (actor_id, report_id, indicator_id, group_id, reason)
      SELECT \(actor), \(report), c.indicator_id, c.group_id, c.reason
      FROM unnest(\(reasons.map(\.key.indicator)), \(reasons.map(\.key.group)), \(reasons.map(\.value)))
        AS c (indicator_id, group_id, reason)
      """)
  }

  public static func insert(
    _ statements: [Disaggregation.Statement], of report: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws {
    for statement in inserting(statements, of: report, of: actor) { try await session.run(statement) }
  }

  /// As ``insert(_:of:of:in:)``.
  public static func inserting(
    _ statements: [Disaggregation.Statement], of report: Int64, of actor: ID<Actor>
  ) -> [Statement<Void>] {
    statements.map { statement in
      Statement(
        """
        INSERT INTO disaggregation_differences (actor_id, report_id, indicator, axis, difference, reason)
        VALUES (\(actor), \(report), \(statement.indicator), \(statement.axis), \(statement.amount), \(statement.reason))
        """)
    }
  }

  public static func insertValidation(
    of sheet: ReportSheet, of actor: ID<Actor>, verifier: String, by approver: String, on basis: ReviewRule.Basis,
    note: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO report_validations (actor_id, report_id, author, verifier, validated_by, basis, note)
      VALUES (\(actor), \(sheet.id), \(sheet.author), \(verifier), \(approver), \(basis.rawValue), \(note))
      """)
  }

  /// Writes beside every verified value that it counts.
  /// - Returns: How many there are.
  public static func validateVerified(of report: Int64, of actor: ID<Actor>, in session: some Session) async throws
    -> Int
  {
    try await session.queryAtMostOne(
      """
      UPDATE report_values r SET (validated, validated_at) = (
        SELECT array_agg(coalesce(c.validated, c.verified) ORDER BY c.place),
          array_agg(coalesce(c.validated_at, CASE WHEN c.verified IS NOT NULL THEN m.at END) ORDER BY c.place)
        FROM unnest(r.verified, r.validated, r.validated_at) WITH ORDINALITY c (verified, validated, validated_at, place))
      FROM (SELECT clock_timestamp() AS at OFFSET 0) m
      WHERE r.actor_id = \(actor) AND r.report_id = \(report) AND EXISTS (
        SELECT FROM unnest(r.verified, r.validated) c (verified, validated)
        WHERE c.verified IS NOT NULL AND c.validated IS NULL)
      RETURNING (SELECT count(*) FROM unnest(r.validated_at) v (at) WHERE v.at = m.at) AS validated
      """
    ).map { try $0.decode("validated", as: Int.self) } ?? 0
  }

  public static func insertLock(of report: Int64, of actor: ID<Actor>, by locker: String, in session: some Session)
    async throws
  {
    try await session.execute(
      "INSERT INTO report_locks (actor_id, report_id, locked_by) VALUES (\(actor), \(report), \(locker))")
  }

  public static func insertReopening(
    of report: Int64, of actor: ID<Actor>, because reason: String, by opener: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO report_reopenings (actor_id, report_id, reopened_by, reason)
      VALUES (\(actor), \(report), \(opener), \(reason))
      """)
  }

  public static func insertThreshold(
    _ threshold: Money, of programme: ID<Programme>, from day: CalendarDate, by recorder: String,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO review_thresholds (programme_id, first_on, threshold_minor, recorded_by)
      VALUES (\(programme), \(day), \(threshold.minor), \(recorder))
      """)
  }

  /// The threshold of a programme on `day`, in minor units of its currency; nil where it has set none.
  public static func threshold(of programme: Code, on day: CalendarDate, in session: some Session) async throws
    -> Int64?
  {
    try await session.query(
      """
      SELECT t.threshold_minor FROM review_thresholds t JOIN programmes p USING (programme_id)
      WHERE p.code = \(programme) AND t.first_on <= \(day) ORDER BY t.first_on DESC, t.recorded_at DESC LIMIT 1
      """
    ).first?["threshold_minor"]
  }

  /// What reached an actor in the year up to `day`, in minor units of the programme's currency.
  public static func received(
    by actor: ID<Actor>, in programme: Code, upTo day: CalendarDate, session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM contributions c
      JOIN programmes p ON p.code = \(programme) AND p.currency = c.currency
      WHERE c.actor_id = \(actor) AND c.stage IN ('disbursement', 'direct')
        AND c.occurred_on > \(day)::date - 366 AND c.occurred_on <= \(day)
      """)
  }
}
