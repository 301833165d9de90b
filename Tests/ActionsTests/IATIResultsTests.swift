import Actions
import Domain
import Interchange
import Postgres
import TestSupport
import Testing

@Suite("What several activities of one organisation measured is one report")
struct IATIResultsTests {
  private typealias File = IATIFile

  /// Rows of numbers, as `1/2`.
  private func numbers(_ sql: SQL, _ columns: [String], _ pool: Pool) async throws -> [String] {
    try await pool.query(sql).map { row in
      try columns.map { "\(try row.decode($0, as: Double.self))" }.joined(separator: "/")
    }
  }

  private func listed(_ outcome: IATIImport) -> [String] {
    outcome.skipped.filter { $0.element.hasPrefix("result") }
      .map { "\($0.code) \($0.activity ?? "–") \($0.line) \($0.element)" }
  }

  @Test("values, baselines and targets of a flow are added up, in whatever order, and again change nothing")
  func flows() async throws {
    let files = try Files()
    let one = File.activity(
      "XX-P-1",
      File.result("<baseline value=\"0.1\"/>\n\(File.period("<target value=\"10\"/>\n<actual value=\"0.1\"/>"))"))
    let two = File.activity(
      "XX-P-2",
      File.result("<baseline value=\"0.2\"/>\n\(File.period("<target value=\"20\"/>\n<actual value=\"0.2\"/>"))"))
    let three = File.activity(
      "XX-P-3",
      File.result("<baseline value=\"0.3\"/>\n\(File.period("<target value=\"30\"/>\n<actual value=\"0.3\"/>"))"))
    let path = try files.write("a.xml", File.activities(one, two, three))
    let turned = try files.write("b.xml", File.activities(three, two, one))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let first = try await tadamun.importIATI(path, into: Code("wells"))
      #expect(first.reports.recorded == 1 && first.reports.values == 1 && first.reports.targets == 1)
      #expect(listed(first).isEmpty)
      for again in [path, turned] {
        let outcome = try await tadamun.importIATI(again, into: Code("wells"))
        #expect(outcome.reports.known == 1 && outcome.reports.recorded == 0 && outcome.reports.targets == 0)
      }
      let declared = try await numbers("SELECT declared FROM indicator_values", ["declared"], pool)
      #expect(declared == ["\(0.1 + 0.2 + 0.3)"])
      let agreed = try await numbers("SELECT baseline, target FROM targets", ["baseline", "target"], pool)
      #expect(agreed == ["\(0.1 + 0.2 + 0.3)/60.0"])
    }
  }

  @Test("goals for different spans are added up where the values are")
  func spans() async throws {
    let files = try Files()
    let path = try files.write(
      "a.xml",
      File.activities(
        File.activity("XX-P-1", File.result(File.period("<target value=\"10\"/><actual value=\"3\"/>"))),
        File.activity(
          "XX-P-2",
          File.result(
            File.period("<target value=\"20\"/>", from: "2023-01-01") + File.period("<actual value=\"4\"/>")))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let outcome = try await Tadamun(pool).importIATI(path, into: Code("wells"))
      #expect(outcome.reports.recorded == 1 && listed(outcome).isEmpty)
      let agreed = try await numbers("SELECT target FROM targets ORDER BY target", ["target"], pool)
      #expect(agreed == ["20.0", "30.0"])
    }
  }

  @Test("of a stock the first value stays, and the second is listed with its activity and line")
  func stocks() async throws {
    let files = try Files()
    let path = try files.write(
      "a.xml",
      File.activities(
        File.activity(
          "XX-P-1", File.result(File.period("<target value=\"80\"/>\n<actual value=\"40\"/>"), measure: "2")),
        File.activity(
          "XX-P-2", File.result(File.period("<target value=\"90\"/>\n<actual value=\"50\"/>"), measure: "2"))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let outcome = try await tadamun.importIATI(path, into: Code("wells"))
      #expect(outcome.reports.recorded == 1 && outcome.reports.corrections == 0)
      #expect(
        listed(outcome) == [
          "cell_twice XX-P-2 21 result/indicator/period/target", "cell_twice XX-P-2 22 result/indicator/period/actual",
        ])
      let declared = try await numbers("SELECT declared FROM indicator_values", ["declared"], pool)
      #expect(declared == ["40.0"])
      let again = try await tadamun.importIATI(path, into: Code("wells"))
      #expect(again.reports.known == 1 && again.reports.recorded == 0 && again.reports.targets == 0)
      #expect(again.skipped == outcome.skipped)
    }
  }

  @Test("the report of one activity keeps its reference; one more activity makes another that corrects it")
  func references() async throws {
    let files = try Files()
    let one = File.activity("XX-P-1", File.result(File.period("<actual value=\"3\"/>")))
    let two = File.activity("XX-P-2", File.result(File.period("<actual value=\"4\"/>")))
    let alone = try files.write("a.xml", File.activities(one))
    let both = try files.write("b.xml", File.activities(one, two))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      _ = try await tadamun.importIATI(alone, into: Code("wells"))
      let outcome = try await tadamun.importIATI(both, into: Code("wells"))
      #expect(outcome.reports.recorded == 1 && outcome.reports.corrections == 1)
      let rows = try await pool.query("SELECT external_ref FROM reports ORDER BY version")
      let references = try rows.map { try $0.decode("external_ref", as: String.self) }
      #expect(
        references == [
          "XX-P-1#2024-01-01/2024-12-31@2024-12-31", "XX-P-1+XX-P-2#2024-01-01/2024-12-31@2024-12-31",
        ])
    }
  }
}
