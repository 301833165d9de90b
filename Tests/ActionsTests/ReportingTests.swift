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
        "UPDATE indicator_values SET declared = 9", "DELETE FROM indicator_values", "UPDATE reports SET version = 9",
        "UPDATE indicator_values SET verdict = NULL, verified = NULL, verified_at = NULL", "TRUNCATE reports CASCADE",
      ] {
        await #expect(throws: PostgresError.self, "\(statement)") { try await app.execute(SQL(unsafeRaw: statement)) }
      }
      await #expect(throws: PostgresError.self) {
        try await admin.execute("UPDATE indicator_values SET declared = 9")
      }
    }
  }
}
