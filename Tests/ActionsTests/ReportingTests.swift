import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Reports come in once, whole, and stay")
struct ReportingTests {
  @Test("a resend changes nothing; another body under the same reference is refused")
  func idempotent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let first = try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      #expect(first.recorded == 1 && first.values == 2)
      let again = try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      #expect(again.recorded == 0 && again.known == 1)
      let problems = await #expect(throws: Problems.self) {
        try await small.report(0, quarter: 0, jobs: 4, dropout: nil)
      }
      #expect(problems?.list.map(\.code) == ["idempotency_conflict"])
      #expect(try await pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 1)
    }
  }

  @Test("zero is a value and missing is not")
  func zeroAndMissing() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 0, dropout: nil)
      let rows = try await pool.query("SELECT state, declared, missing_reason FROM indicator_values ORDER BY state")
      #expect(try rows.map { try $0.decode("state", as: String.self) } == ["missing", "reported"])
      #expect(try rows[0].decode("declared", as: Double?.self) == nil)
      #expect(try rows[1].decode("declared", as: Double?.self) == 0)
    }
  }

  @Test(
    "a report that names what is not there is refused by code, and nothing of it is stored",
    arguments: [
      ("indicator", "indicator_unknown"), ("group", "group_unknown"), ("actor", "actor_unknown"),
      ("period", "period_not_in_calendar"), ("range", "value_out_of_range"),
    ])
  func refusals(wrong: String, code: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let cell = ReportCell(
        try Code(wrong == "indicator" ? "unknown" : "jobs"), for: try Code(wrong == "group" ? "unknown" : "all"),
        .value(wrong == "range" ? -1 : 1, numerator: nil, denominator: nil))
      let period =
        wrong == "period"
        ? try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-02-28")) : small.quarters[0]
      let report = try Report(
        programme: small.code, actor: Code(wrong == "actor" ? "unknown" : "coop-a"), period: period,
        submittedOn: CalendarDate(iso: "2026-04-10"), cells: [cell])
      let problems = await #expect(throws: Problems.self) {
        try await small.tadamun.submit([SubmittedReport(reference: "r", report)], to: small.code, by: .api)
      }
      #expect(problems?.list.map(\.code.rawValue) == [code])
      #expect(try await pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 0)
    }
  }

  @Test("a verdict is given once; a report that is sent back says why")
  func verification() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2, verified: false)
      let id: Int64 = try await pool.queryValue("SELECT report_id FROM reports")
      let verifier = try Source("verifier")
      let silent = await #expect(throws: Problem.self) {
        try await small.tadamun.verify(report: id, of: small.cooperatives[0], returned: true, note: " ", by: verifier)
      }
      #expect(silent?.code == "reason_missing")
      let jobs = SubmittedReport.CellKey(indicator: try Code("jobs"), group: TargetGroup.everybody)
      let count = try await small.tadamun.verify(
        report: id, of: small.cooperatives[0], findings: [jobs: CellFinding(.verified(2))], by: verifier)
      #expect(count == 2)
      let second = await #expect(throws: Problem.self) {
        try await small.tadamun.verify(report: id, of: small.cooperatives[0], by: verifier)
      }
      #expect(second?.code == "already_verified")
      let found: Double = try await pool.queryValue(
        "SELECT v.verified FROM indicator_values v JOIN indicators i USING (indicator_id) WHERE i.code = 'jobs'")
      #expect(found == 2)
    }
  }

  @Test("what was declared can't be changed by the application, by any statement")
  func declaredStays() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2)
      for statement in [
        "UPDATE report_values SET declared = NULL", "DELETE FROM report_values", "UPDATE reports SET version = 9",
        "UPDATE report_values SET verified = NULL, refusals = NULL, verified_at = NULL", "TRUNCATE reports CASCADE",
        "TRUNCATE report_values",
      ] {
        await #expect(throws: PostgresError.self, "\(statement)") { try await app.execute(SQL(unsafeRaw: statement)) }
      }
      await #expect(throws: PostgresError.self) {
        try await admin.execute("UPDATE report_values SET declared = array_fill(9::double precision, array[2])")
      }
    }
  }

  @Test(
    "the database takes cells with their report alone, and of what exists",
    arguments: [
      ("1, i.indicator_id, g.group_id, r.period_id, r.submitted_on", "report_values_pkey"),
      ("2, i.indicator_id, g.group_id, r.period_id, r.submitted_on", "reports_are_closed"),
      ("0, i.indicator_id, g.group_id, r.period_id, r.submitted_on", nil),
      ("0, i.indicator_id, g.group_id, r.period_id + 1, r.submitted_on", "reports_are_closed"),
      ("0, i.indicator_id, g.group_id, r.period_id, r.submitted_on + 1", "reports_are_closed"),
      ("0, 999, g.group_id, r.period_id, r.submitted_on", "indicator_and_group_exist"),
      ("0, i.indicator_id, 999, r.period_id, r.submitted_on", "indicator_and_group_exist"),
      ("2, 999, g.group_id, r.period_id, r.submitted_on", "reports_are_closed"),
    ] as [(String, String?)])
  func strayValues(cell: String, constraint: String?) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.report(0, quarter: 0, jobs: 3, dropout: nil)
      try await admin.execute("INSERT INTO target_groups (code, name_en) VALUES ('women', 'Women')")
      guard let constraint else { return try await ReportingTests.insert(cell, admin) }
      let error = await #expect(throws: PostgresError.self) { try await ReportingTests.insert(cell, admin) }
      #expect(error?.constraint == constraint)
    }
  }

  /// Inserts a second version of the one report there is, and a cell of the new version (0), of the first, which has
  /// cells (1), or of one that was recorded before and has none (2).
  private static func insert(_ cell: String, _ admin: Pool) async throws {
    let cells = """
      INSERT INTO report_values (actor_id, report_id, indicators, groups, period_id, submitted_on, absences)
      SELECT r.actor_id, r.report_id + CASE c.version WHEN 0 THEN 1000 WHEN 2 THEN 2000 ELSE 0 END, ARRAY[c.indicator],
        ARRAY[c.target_group], c.period, c.day, ARRAY['missing']
      FROM reports r, indicators i, target_groups g,
        LATERAL (SELECT \(cell)) AS c (version, indicator, target_group, period, day)
      WHERE r.version = 1 AND i.code = 'jobs' AND g.code = 'women'
      """
    let version = { (number: Int) -> SQL in
      """
      INSERT INTO reports (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash,
        submitted_on)
      SELECT actor_id, report_id + 1000 * \(number), programme_id, period_id, 1 + \(number), source, \("again \(number)"),
        body_hash, submitted_on
      FROM reports WHERE version = 1
      """
    }
    try await admin.execute(version(2))
    try await admin.transaction { transaction in
      try await transaction.execute(version(1))
      try await transaction.execute(SQL(unsafeRaw: cells))
    }
  }
}
