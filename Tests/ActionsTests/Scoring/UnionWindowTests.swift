import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A member's figures are its union's while it is a member and takes part")
struct UnionWindowTests {
  private static func cooperative(_ code: String, _ unions: UnionProgramme) async throws -> Code {
    let code = try Code(code)
    _ = try await unions.tadamun.registerMissing(
      [Actor(code: code, kind: .cooperative, names: Names(fr: "Exemple"))], by: .sample)
    return code
  }

  @Test(
    "only periods on whose last day the membership held count, for the union and for those above it",
    arguments: [
      ("2025-01-01", nil, 103), ("2026-03-31", nil, 103), ("2026-04-01", nil, 102), ("2026-06-30", nil, 102),
      ("2026-07-01", nil, 100), ("2025-01-01", "2026-03-30", 100), ("2025-01-01", "2026-03-31", 101),
      ("2026-04-01", "2026-05-15", 100), ("2025-01-01", "2026-06-30", 103),
    ] as [(String, String?, Double)])
  func membership(_ first: String, _ last: String?, _ expected: Double) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let code = try await Self.cooperative("l2-3", unions)
      try await unions.tadamun.enrol([code], in: unions.code, from: unions.quarters[0].first)
      try await unions.join("l2-3", "l1", from: first, through: last)
      try await unions.report("l2-3", quarter: 0, "reach", ["everyone": 1])
      try await unions.report("l2-3", quarter: 1, "reach", ["everyone": 2])
      try await unions.report("l2-2", quarter: 0, "reach", ["everyone": 100])
      let run = try await unions.tadamun.score(unions.code, asOf: unions.asOf).run
      #expect(try await unions.figure("reach", of: "l1") == expected)
      #expect(try await unions.figure("reach", of: "lead") == expected)
      #expect(try await unions.figure("reach", of: "l2-3") == 3, "its own figure has it all")
      #expect(try await unions.tadamun.replay(run: run, of: unions.code).isSame)
    }
  }

  @Test("a guest that reports to another programme is nobody's figure here until it is enrolled")
  func guest() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let unions = try await UnionProgramme(Tadamun(pool))
      let tadamun = unions.tadamun
      let (guest, other) = (try await Self.cooperative("guest", unions), try Code("other"))
      try await tadamun.create(
        Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad, calendar: .free),
        by: .sample)
      try await tadamun.enrol([guest], in: other, from: unions.quarters[0].first)
      try await unions.join("guest", "l1")
      for quarter in 0...1 {
        let cell = try ReportCell(Code("reach"), for: Code("everyone"), .value(7, numerator: nil, denominator: nil))
        let report = try Report(
          programme: other, actor: guest, period: unions.quarters[quarter],
          submittedOn: unions.quarters[quarter].last.adding(days: 5), cells: [cell])
        _ = try await tadamun.submit([SubmittedReport(reference: "g\(quarter)", report)], to: other, by: .sample)
      }
      try await unions.report("l2-2", quarter: 0, "reach", ["everyone": 100])
      let first = try await tadamun.score(unions.code, asOf: unions.asOf).run
      #expect(try await unions.figure("reach", of: "lead") == 100)
      // From the second quarter on it takes part: the night after notices, and counts that quarter.
      try await tadamun.enrol([guest], in: unions.code, from: unions.quarters[1].first)
      let quick = try await tadamun.score(unions.code, asOf: unions.asOf)
      #expect(try await unions.figure("reach", of: "l1") == 107)
      #expect(try await unions.figure("reach", of: "lead") == 107)
      let full = try await tadamun.score(unions.code, asOf: unions.asOf, extent: .everything)
      let runs = try await tadamun.runs(of: unions.code, limit: 3)
      #expect(runs[0].id == full.run && runs[1].id == quick.run && runs[0].result == runs[1].result)
      for run in [first, quick.run] { #expect(try await tadamun.replay(run: run, of: unions.code).isSame) }
    }
  }
}
