import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A target on the wrong side of its baseline is refused where it is recorded")
struct AgreedDirectionTests {
  private static let yearly = ["2026-01-01", "2026-12-31"]
  private static let second = ["2026-04-01", "2026-06-30"]

  private func goal(
    _ small: SmallProgramme, _ indicator: String, _ days: [String], _ baseline: Double?, _ target: Double?,
    place: Place? = nil
  ) throws -> Target {
    try Target(
      programme: small.code, actor: small.cooperatives[0], indicator: Code(indicator),
      span: DateSpan(CalendarDate(iso: days[0]), through: CalendarDate(iso: days[1])), baseline: baseline,
      target: target, place: place)
  }

  private func recorded(_ pool: Pool) async throws -> Int { try await pool.queryValue("SELECT count(*) FROM targets") }

  /// Expects `goals` to be refused, each at its place, and nothing to be recorded.
  private func expectRefusal(_ small: SmallProgramme, _ pool: Pool, _ goals: [Target], count: Int = 1) async throws {
    let before = try await recorded(pool)
    let refused = await #expect(throws: Problems.self) {
      try await small.tadamun.submit([], targets: goals, to: small.code, by: .sample)
    }
    #expect(refused?.list.map(\.code) == Array(repeating: "direction_conflict", count: count))
    #expect(refused?.list.allSatisfy { $0.place?.field != nil } ?? false)
    #expect(try await recorded(pool) == before)
  }

  @Test("up and down, by the catalogue where no framework compares the two")
  func catalogue() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(
        Tadamun(pool),
        framework: SmallProgramme.framework.replacing("kind: flow}", with: "kind: flow, normalise: {method: minmax}}"))
      try await expectRefusal(small, pool, [goal(small, "jobs", Self.yearly, 10, 5)])
      try await expectRefusal(
        small, pool, [goal(small, "dropout", Self.yearly, 0.1, 0.2, place: Place(file: "f.xml", line: 7, field: "A-1"))]
      )
      // Equal, and on the right side.
      _ = try await small.tadamun.submit(
        [], targets: [goal(small, "jobs", Self.yearly, 10, 10), goal(small, "dropout", Self.yearly, 0.2, 0.1)],
        to: small.code, by: .sample)
    }
  }

  @Test("a baseline of a year and a target of a quarter are compared, whichever was recorded first")
  func apart() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      // What SmallProgramme agreed on is replaced by a baseline alone.
      _ = try await small.tadamun.submit(
        [], targets: [goal(small, "jobs", Self.yearly, 50, nil)], to: small.code, by: .sample)
      try await expectRefusal(small, pool, [goal(small, "jobs", Self.second, nil, 40)])
      _ = try await small.tadamun.submit(
        [], targets: [goal(small, "jobs", Self.second, nil, 60)], to: small.code, by: .sample)
      try await expectRefusal(small, pool, [goal(small, "jobs", Self.yearly, 70, nil)])
      try await expectRefusal(
        small, pool,
        [goal(small, "jobs", Self.second, nil, 30), goal(small, "jobs", ["2026-07-01", "2026-09-30"], nil, 31)],
        count: 2)
    }
  }

  @Test("where the framework asks to keep a value, the side does not matter; where it turns the direction, it decides")
  func framework() async throws {
    let text = SmallProgramme.framework
      .replacing(
        "direction: up, kind: flow}",
        with: "kind: flow, normalise: {method: achievement, maintain: true, tolerance: 5}}")
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool), framework: text)
      _ = try await small.tadamun.submit(
        [], targets: [goal(small, "jobs", Self.second, 10, 5)], to: small.code, by: .sample)
      try await expectRefusal(small, pool, [goal(small, "dropout", Self.second, 0.1, 0.2)])
    }
  }

  @Test("in a file of reports it is refused with line, column and field, and good reports are kept where asked")
  func file() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("goals-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,baseline,target
      A,small,coop-a,jobs,2026-01-01,2026-03-31,10,2026-04-10,8,12
      B,small,coop-b,jobs,2026-01-01,2026-03-31,10,2026-04-10,12,8

      """
    let path = folder.appendingPathComponent("r.csv").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await SmallProgramme(Tadamun(pool)).tadamun
      let refused = try await tadamun.importReports(path)
      #expect(refused.outcome.recorded == 0)
      let problem = try #require(refused.refusals.list.first)
      #expect(problem.code == "direction_conflict" && refused.refusals.list.count == 1)
      #expect(problem.place?.line == 3 && problem.place?.field == "target" && problem.place?.file == path)
      #expect(problem.place?.column == 60)
      let values: Int = try await pool.queryValue("SELECT count(*) FROM indicator_values")
      #expect(values == 0)
      let rest = folder.appendingPathComponent("rest.csv").path
      let kept = try await tadamun.importReports(path, options: ImportOptions(keepGood: rest))
      #expect(kept.outcome.recorded == 1 && kept.refusals.rows == 1)
      #expect(try String(contentsOfFile: rest, encoding: .utf8).contains("B,small,coop-b"))
    }
  }
}
