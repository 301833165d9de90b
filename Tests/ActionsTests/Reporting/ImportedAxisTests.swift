import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Groups in files of reports add up, or the file says why they do not")
struct ImportedAxisTests {
  private static let header =
    "external_ref,programme,actor,indicator,group,period_start,period_end,value,submitted_on,difference_reason\n"

  private static func row(_ group: String, _ value: String, reason: String = "", indicator: String = "jobs") -> String {
    "A,small,coop-a,\(indicator),\(group),2026-01-01,2026-03-31,\(value),2026-04-10,\(reason)\n"
  }

  /// Imports rows into a programme that knows women and men.
  private func outcome(of rows: String) async throws -> (refusals: [String], recorded: Int, stated: [Double]) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("axes-\(UUID().uuidString).csv").path
    try Data((Self.header + rows).utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let names = try Names(fr: "Groupe")
      try await tadamun.define(
        [],
        groups: [
          TargetGroup(Code("women"), names: names, axis: Code("sex")),
          TargetGroup(Code("men"), names: names, axis: Code("sex")),
        ])
      let result = try await tadamun.importReports(path)
      let stated: [Double] = try await pool.query("SELECT difference FROM disaggregation_differences").map {
        try $0["difference"]
      }
      let refusals = result.refusals.list.map {
        "\($0.code) \($0.place?.line ?? 0) \($0.place?.field ?? "")"
      }
      return (refusals, result.outcome.recorded, stated)
    }
  }

  @Test("what adds up is taken in; what does not is refused where everybody stands")
  func adds() async throws {
    let good = try await outcome(of: Self.row("", "10") + Self.row("women", "6") + Self.row("men", "4"))
    #expect(good.refusals.isEmpty && good.recorded == 1 && good.stated.isEmpty)
    let bad = try await outcome(of: Self.row("women", "6") + Self.row("men", "3") + Self.row("", "10"))
    #expect(bad.refusals == ["disaggregation_differs 4 value"] && bad.recorded == 0)
    // Shares do not add up, nor do some groups of an axis that are fewer than all.
    let shares = try await outcome(
      of: Self.row("", "0.3", indicator: "dropout") + Self.row("women", "0.2", indicator: "dropout")
        + Self.row("", "10") + Self.row("women", "6"))
    #expect(shares.refusals.isEmpty && shares.recorded == 1)
  }

  @Test("a reason takes the difference in, by its amount; a reason for nothing, or in another place, is refused")
  func stated() async throws {
    let stated = try await outcome(
      of: Self.row("", "10", reason: "one not asked") + Self.row("women", "6") + Self.row("men", "3"))
    #expect(stated.refusals.isEmpty && stated.recorded == 1 && stated.stated == [1])
    let idle = try await outcome(
      of: Self.row("", "10", reason: "why") + Self.row("women", "6") + Self.row("men", "4"))
    #expect(idle.refusals == ["difference_not_there 2 difference_reason"])
    let misplaced = try await outcome(
      of: Self.row("", "10") + Self.row("women", "6", reason: "why") + Self.row("men", "3"))
    #expect(misplaced.refusals.first == "difference_reason_unexpected 3 difference_reason")
  }
}
