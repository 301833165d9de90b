import Actions
import Domain
import Interchange
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A report of an earlier day does not correct a later one")
struct SupersededReportTests {
  private static let header = "external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on\n"

  private static func row(
    _ day: String, value: Int = 10, reference: String = "A", actor: String = "coop-a"
  ) -> String {
    "\(reference),small,\(actor),jobs,2026-01-01,2026-03-31,\(value),\(day)\n"
  }

  private func standing(_ pool: Pool) async throws -> Double {
    try await pool.queryValue(
      """
      SELECT v.declared FROM indicator_values v JOIN reports r USING (actor_id, report_id)
      JOIN actors a ON a.actor_id = r.actor_id WHERE a.code = 'coop-a' ORDER BY r.version DESC LIMIT 1
      """)
  }

  @Test("the row is refused with the day of what stands; what is known word for word changes nothing")
  func file() async throws {
    let files = try Files()
    let first = try files.write("1.csv", Self.header + Self.row("2026-04-10", value: 10))
    let second = try files.write("2.csv", Self.header + Self.row("2026-05-01", value: 20))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      #expect(try await tadamun.importReports(first).outcome.recorded == 1)
      #expect(try await tadamun.importReports(second).outcome.corrections == 1)
      for path in [first, second, first] {
        let again = try await tadamun.importReports(path)
        #expect(again.outcome.known == 1 && again.outcome.recorded == 0 && again.refusals.isEmpty)
      }
      let between = try files.write(
        "3.csv",
        Self.header + Self.row("2026-04-20", value: 30) + Self.row("2026-04-20", reference: "B", actor: "coop-b"))
      let refused = try await tadamun.importReports(between)
      #expect(refused.outcome.recorded == 0)
      let problem = try #require(refused.refusals.list.first)
      #expect(refused.refusals.list.map(\.code) == ["report_superseded"])
      #expect(problem.place?.line == 2 && problem.place?.field == "submitted_on")
      #expect(problem.message.contains("2026-05-01") && problem.message.contains("2026-04-20"))
      #expect(try await standing(pool) == 20)
      let options = ImportOptions(keepGood: files.path("refused.csv"))
      let kept = try await tadamun.importReports(between, options: options)
      #expect(kept.outcome.recorded == 1 && kept.refusals.rows == 1)
      #expect(try files.read("refused.csv").contains("report_superseded"))
      // The same day, and a later one, correct.
      let same = try files.write("4.csv", Self.header + Self.row("2026-05-01", value: 40, reference: "C"))
      #expect(try await tadamun.importReports(same).outcome.corrections == 1)
      #expect(try await standing(pool) == 40)
      let reports: Int = try await pool.queryValue("SELECT count(*) FROM reports")
      #expect(reports == 4)
    }
  }

  @Test("of one file the order of rows says nothing: the later day corrects")
  func withinFile() async throws {
    let files = try Files()
    let path = try files.write(
      "r.csv", Self.header + Self.row("2026-05-01", value: 20) + Self.row("2026-04-10", value: 10))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let result = try await tadamun.importReports(path)
      #expect(result.refusals.isEmpty && result.outcome.recorded == 2 && result.outcome.corrections == 1)
      #expect(try await standing(pool) == 20)
    }
  }

  @Test("so it is in a file of hundreds, in which good reports are kept beside bad ones")
  func many() async throws {
    let files = try Files()
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let tadamun = small.tadamun
      let actors = try (0..<150).map { try Code("many-\($0)") }
      let names = try Names(fr: "Exemple")
      _ = try await tadamun.registerMissing(
        actors.map { Actor(code: $0, kind: .cooperative, names: names) }, by: .sample)
      try await tadamun.enrol(actors, in: small.code, from: small.quarters[0].first)
      let rows = { (day: String, actors: ArraySlice<Code>) in
        actors.map { Self.row(day, reference: "\($0)", actor: "\($0)") }.joined()
      }
      let all = actors[...]
      // Reporters who never reported, with a row that is refused among them.
      let bad = Self.row("2026-05-01", reference: "X", actor: "nobody")
      let path = try files.write("a.csv", Self.header + rows("2026-05-01", all.dropLast()) + bad)
      let first = try await tadamun.importReports(path, options: ImportOptions(keepGood: files.path("refused.csv")))
      #expect(first.outcome.recorded == 149 && first.outcome.known == 0 && first.refusals.rows == 1)
      let early = try await tadamun.importReports(files.write("b.csv", Self.header + rows("2026-04-10", all)))
      #expect(early.outcome.recorded == 0 && early.refusals.count == 149)
      let late = try await tadamun.importReports(files.write("c.csv", Self.header + rows("2026-05-02", all)))
      #expect(late.outcome.recorded == 150 && late.outcome.corrections == 149)
    }
  }

  @Test("of a file of IATI it is listed, and what stands stays")
  func iati() async throws {
    let files = try Files()
    let text = { (updated: String, value: Int) in
      """
      <iati-activities version="2.03">
      <iati-activity default-currency="MAD" xml:lang="fr" last-updated-datetime="\(updated)T00:00:00Z">
      <iati-identifier>MA-1</iati-identifier>
      <reporting-org ref="MA-F" type="40"><narrative>Fondation</narrative></reporting-org>
      <title><narrative>Puits</narrative></title>
      <participating-org ref="MA-C" role="4" type="22"><narrative>Coopérative</narrative></participating-org>
      <result type="1"><title><narrative>Eau</narrative></title>
      <indicator measure="1"><title><narrative>Puits</narrative></title>
      <period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-03-31"/>
      <actual value="\(value)"/></period>
      </indicator></result>
      </iati-activity>
      </iati-activities>
      """
    }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let new = try files.write("new.xml", text("2026-05-01", 5))
      #expect(try await tadamun.importIATI(new, into: Code("wells")).reports.recorded == 1)
      let old = try await tadamun.importIATI(files.write("old.xml", text("2026-04-10", 3)), into: Code("wells"))
      #expect(old.reports.recorded == 0)
      let skipped = old.skipped.filter { $0.code == "report_superseded" }
      #expect(skipped.count == 1 && skipped.first?.sentence.contains("2026-05-01") == true)
      let again = try await tadamun.importIATI(new, into: Code("wells"))
      #expect(again.reports.known == 1 && again.reports.recorded == 0)
      let values: [Double] = try await pool.query("SELECT declared FROM indicator_values").map { try $0["declared"] }
      #expect(values == [5])
    }
  }
}
