import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A value in another unit than its indicator's is refused, whichever way it comes")
struct UnitTests {
  private static let header = "external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,unit\n"

  private static func row(_ reference: String, _ indicator: String, _ unit: String) -> String {
    "\(reference),small,coop-\(reference),\(indicator),2026-01-01,2026-03-31,0.5,2026-04-10,\(unit)\n"
  }

  private func imported(_ text: String, by tadamun: Tadamun) async throws -> ReportImport {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("units-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try await tadamun.importReports(file.path)
  }

  @Test("in a file, at row and column, also behind rows that were good; blank says nothing")
  func file() async throws {
    let good = ["a", "b", "c"].flatMap { [Self.row($0, "jobs", "count"), Self.row($0, "dropout", "share")] }
    let blank = good.map { $0.replacing(",count\n", with: ",\n") }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let bad = good.dropLast(2) + [Self.row("c", "jobs", "share"), Self.row("c", "dropout", "percent")]
      let refused = try await imported(Self.header + bad.joined(), by: tadamun)
      #expect(refused.outcome.recorded == 0 && refused.refusals.list.map(\.code) == ["unit_mismatch", "unit_mismatch"])
      let places = refused.refusals.list.map(\.place)
      #expect(places.map { $0?.line } == [6, 7] && places.map { $0?.field } == ["unit", "unit"])
      // The unit is the last cell.
      let start = Self.row("c", "jobs", "").count
      #expect(places.map { $0?.column } == [start, start + 3])
      let taken = try await imported(Self.header + good.joined(), by: tadamun)
      #expect(taken.refusals.isEmpty && taken.outcome.recorded == 3 && taken.outcome.values == 6)
      // What is said of units is no part of what was reported.
      let known = try await imported(Self.header + blank.joined(), by: tadamun)
      #expect(known.outcome.known == 3)
    }
  }

  @Test("the unit is that of the indicator's latest version")
  func version() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let next = try Indicator(
        Code("jobs"), version: 2, names: Names(fr: "Emplois"), unit: "full_time", kind: .flow, direction: .up)
      try await tadamun.define([next])
      let before = try await imported(Self.header + Self.row("a", "jobs", "count"), by: tadamun)
      #expect(before.refusals.list.map(\.code) == ["unit_mismatch"])
      let now = try await imported(Self.header + Self.row("a", "jobs", "full_time"), by: tadamun)
      #expect(now.outcome.recorded == 1)
    }
  }

  @Test("a resend under a known reference is no way around it")
  func resend() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let submit = { (unit: String?) in
        let cell = try ReportCell(Code("jobs"), .value(4, numerator: nil, denominator: nil), unit: unit)
        let report = try Report(
          programme: small.code, actor: small.cooperatives[0], period: small.quarters[0],
          submittedOn: CalendarDate(iso: "2026-04-10"), cells: [cell])
        return try await small.tadamun.submit([SubmittedReport(reference: "r", report)], to: small.code, by: .api)
      }
      #expect(try await submit("count").recorded == 1)
      #expect(try await submit(nil).known == 1)
      let code = try await ProposalTests.code { _ = try await submit("share") }
      #expect(code == "unit_mismatch")
      #expect(try await pool.queryValue("SELECT count(*) FROM indicator_values", as: Int.self) == 1)
    }
  }
}
