import Domain
import Postgres

extension Grants {
  /// Codes of documents that are on file by `day`, by kind.
  public static func documents(
    of grant: ID<Grant>, by day: CalendarDate, in session: some Session
  ) async throws -> [GrantDocument.Kind: Set<Code>] {
    let rows = try await session.query(
      "SELECT kind, document FROM grant_documents WHERE grant_id = \(grant) AND on_day <= \(day)")
    var found: [GrantDocument.Kind: Set<Code>] = [:]
    for row in rows { found[try row.word("kind"), default: []].insert(try row["document"]) }
    return found
  }

  /// What was received beside the grant by `day`, in minor units: money, and the whole value of what came in kind.
  public static func cofunding(
    of grant: ID<Grant>, by day: CalendarDate, in session: some Session
  ) async throws -> (cash: Int64, inKind: Int64) {
    let row = try await session.queryOne(
      """
      SELECT (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM grant_cofunding c
          WHERE c.grant_id = \(grant) AND c.stage = 'received' AND c.on_day <= \(day)) AS cash,
        (SELECT coalesce(sum(k.quantity * k.unit_value_minor), 0)::bigint FROM grant_in_kind k
          WHERE k.grant_id = \(grant) AND k.received_on <= \(day)) AS in_kind
      """)
    return (try row["cash"], try row["in_kind"])
  }

  /// What the latest run of a programme up to `day` says of an actor at a node; nil where there is no run.
  public static func reading(
    of actor: Code, in programme: Code, node: String, by day: CalendarDate, in session: some Session
  ) async throws -> ScoreReading? {
    let row = try await session.queryAtMostOne(
      """
      SELECT r.run_id, r.results_sha256, r.as_of, s.score, s.coverage, s.status AS score_status,
        i.score_p5, i.score_p50, i.score_p95, i.grade
      FROM (
        SELECT r.run_id, r.results_sha256, r.as_of FROM runs r JOIN programmes p USING (programme_id)
        WHERE p.code = \(programme) AND r.as_of <= \(day) ORDER BY r.run_id DESC LIMIT 1) r
      JOIN actors a ON a.code = \(actor)
      LEFT JOIN LATERAL standing_of(r.run_id, a.actor_id) t ON true
      LEFT JOIN LATERAL scores_at(t.run_id, t.sheet_run_id, t.actor_id, t.ranks) s ON s.node = \(node)
      LEFT JOIN intervals i ON i.run_id = r.run_id AND i.actor_id = a.actor_id AND i.node = \(node)
      """)
    return try row.map(reading)
  }

  /// A reading as a run says it, and as a finding keeps it: the columns have the same names.
  static func reading(_ row: Row) throws -> ScoreReading {
    let low: Double? = try row["score_p5"]
    let interval = try low.map {
      ScoreReading.Interval(
        score: .init(low: $0, median: try row["score_p50"], high: try row["score_p95"]), grade: try row["grade"])
    }
    return ScoreReading(
      run: try row["run_id"], resultsSHA256: try row["results_sha256"], asOf: try row["as_of"], score: try row["score"],
      interval: interval, coverage: try row["coverage"], status: try row["score_status"])
  }

  /// The verified value of an indicator for a group in the latest period that has one, out of reports up to `day`.
  public static func verifiedValue(
    of indicator: Code, group: Code, actor: Code, by day: CalendarDate, in session: some Session
  ) async throws -> (value: Double, period: DateSpan)? {
    let row = try await session.queryAtMostOne(
      """
      SELECT v.value, p.first_on, p.last_on FROM (
        SELECT DISTINCT ON (v.period_id) v.period_id, v.verdict, coalesce(v.validated, v.verified) AS value
        FROM indicator_values v JOIN actors a USING (actor_id) JOIN indicators i USING (indicator_id)
        JOIN target_groups g USING (group_id)
        WHERE a.code = \(actor) AND i.code = \(indicator) AND g.code = \(group) AND v.submitted_on <= \(day)
        ORDER BY v.period_id, v.report_id DESC) v
      JOIN periods p USING (period_id) WHERE v.verdict = 'verified' ORDER BY p.last_on DESC, p.first_on DESC LIMIT 1
      """)
    return try row.map { (try $0["value"], try DateSpan(try $0["first_on"], through: try $0["last_on"])) }
  }

  /// Grants that still run and have reports that are due before `day` and that nobody has sent.
  public static func withOverdueReports(before day: CalendarDate, in session: some Session) async throws
    -> [(id: ID<Grant>, code: Code)]
  {
    let rows = try await session.query(
      """
      SELECT g.grant_id, g.code FROM grants g
      WHERE g.grant_id IN (SELECT r.grant_id FROM \(fragment: unsent) WHERE r.due_on < \(day) AND \(fragment: isUnsent))
      ORDER BY g.grant_id
      """)
    return try rows.map { (try $0["grant_id"], try $0["code"]) }
  }

  /// Reports of a grant that are due before `day` and that nobody has sent; none where it does not run any more.
  public static func overdueReports(
    of grant: ID<Grant>, before day: CalendarDate, in session: some Session
  ) async throws -> [(report: Int, step: Int, state: GrantReportState)] {
    let rows = try await session.query(
      """
      SELECT r.report, t.step, t.state FROM \(fragment: unsent)
      WHERE r.grant_id = \(grant) AND r.due_on < \(day) AND \(fragment: isUnsent) ORDER BY r.report
      """)
    return try rows.map { (try $0["report"], try $0["step"], try $0.word("state")) }
  }

  private static let unsent: SQL = """
    grant_reports r JOIN grant_report_states t USING (grant_id, report) JOIN grant_states s USING (grant_id)
    """
  private static let isUnsent: SQL = "t.state IN ('due', 'returned') AND s.state NOT IN ('closed', 'written_off')"

  /// What stands in the way of a tranche on a day, as the database sees it.
  public static func openItems(
    of tranche: Int, of grant: ID<Grant>, on day: CalendarDate, in session: some Session
  ) async throws -> [GrantAct.Waived] {
    let rows = try await session.query(
      "SELECT condition, report FROM open_conditions(\(grant), \(Int16(tranche)), \(day))")
    return try rows.map { row in
      if let condition: Int = try row["condition"] { return .condition(condition) }
      return .report(try row["report"])
    }
  }
}
