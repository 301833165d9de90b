import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Values that cannot be scored are refused by place, and nothing is written")
struct EvaluationRefusalTests {
  private static let framework = """
    framework: small
    version: 1
    indicators:
      - {code: jobs, parent: score, kind: flow, normalise: {method: minmax}}
      - {code: dropout, parent: score, kind: ratio, direction: down}
    tree:
      - {code: score}
    """

  private static let header = "actor,indicator,value,baseline,target,state\n"

  @Test("a value in another unit than its indicator is refused by row and column; one without a unit is read")
  func units() async throws {
    let rules = Self.framework.replacing("kind: flow,", with: "kind: flow, unit: posts,")
    let refusals = { (rules: String, rows: String) async throws -> [String] in
      try await EvaluationFixture.with { fixture in
        do {
          try await fixture.evaluate(rules, bytes: Array("actor,indicator,value,unit\n\(rows)".utf8))
        } catch let problems as Problems {
          return problems.list.map { "\($0.code.rawValue) \($0.place?.line ?? 0) \($0.place?.column ?? 0)" }
        }
        return []
      }
    }
    #expect(try await refusals(rules, "a,jobs,1,posts\nb,jobs,2,\n") == [])
    let mixed = "a,jobs,1,posts\nb,jobs,2,hours\nc,jobs,3,Posts\n"
    #expect(try await refusals(rules, mixed) == ["unit_mismatch 3 10", "unit_mismatch 4 10"])
    // Where the framework does not say, rows of one indicator agree.
    #expect(try await refusals(Self.framework, mixed) == ["unit_mismatch 3 10", "unit_mismatch 4 10"])
    #expect(try await refusals(Self.framework, "a,jobs,1,hours\nb,jobs,2,hours\n") == [])
  }

  private func refusal(_ bytes: [UInt8], isWide: Bool = false) async throws -> [Problem] {
    try await EvaluationFixture.with { fixture in
      do {
        try await fixture.evaluate(EvaluationRefusalTests.framework, bytes: bytes, isWide: isWide)
      } catch {
        #expect(!FileManager.default.fileExists(atPath: fixture.output))
        let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).sorted()
        #expect(left == ["framework.yml", "values.csv"])
        if let problem = error as? Problem { return [problem] }
        return (error as? Problems)?.list ?? []
      }
      return []
    }
  }

  @Test(
    "a bad row says what is wrong with it, in which line and column",
    arguments: [
      ("a,job,1,,,", "indicator_unknown", 2, 3), ("a,jobs,1,,,\na,jobs,2,,,", "cell_duplicate", 3, 1),
      ("a,jobs,1e308,,,", "value_out_of_range", 2, 8), ("a,jobs,1e999,,,", "number_out_of_range", 2, 8),
      ("a,jobs,NaN,,,", "number_malformed", 2, 8), ("a,jobs,inf,,,", "number_malformed", 2, 8),
      ("a,jobs,\"1,5\",,,", "number_malformed", 2, 9), (",jobs,1,,,", "actor_missing", 2, 1),
      ("a,jobs,1,,,perhaps", "state_unknown", 2, 12), ("a,jobs,1,,,missing", "value_not_expected", 2, 12),
      ("a,jobs,,,,verified", "value_missing", 2, 11), ("a,dropout,0.3,0.1,0.2,", "direction_conflict", 2, 19),
      ("a,jobs", "csv_cell_count", 2, 1),
    ])
  func badRow(row: String, code: String, line: Int, column: Int) async throws {
    let problems = try await refusal(Array((EvaluationRefusalTests.header + row + "\n").utf8))
    let first = try #require(problems.first)
    if code != "csv_cell_count" {
      #expect(first.code.rawValue == code)
      #expect(first.place?.column == column)
    }
    #expect(first.place?.line == line)
  }

  @Test("all mistakes are told at once")
  func allAtOnce() async throws {
    let rows = EvaluationRefusalTests.header + "a,job,1,,,\nb,jobs,x,,,\nc,jobs,1,,,odd\n"
    #expect(try await refusal(Array(rows.utf8)).map { $0.place?.line } == [2, 3, 4])
  }

  @Test("an empty file, an Arabic one in Windows-1256 and a line without end")
  func format() async throws {
    #expect(try await refusal([]).first?.code == "csv_empty")
    let arabic: [UInt8] =
      Array(EvaluationRefusalTests.header.utf8) + [0xE3, 0xC9, 0xC7, 0xE4] + Array(",jobs,1,,,\n".utf8)
    #expect(try await refusal(arabic).first?.code == "encoding_not_utf8")
    let endless = Array(EvaluationRefusalTests.header.utf8) + Array(repeating: UInt8(ascii: "7"), count: 20_000_000)
    #expect(try await refusal(endless).first?.code == "csv_row_too_long")
  }

  @Test("columns that nothing reads are warned of and left out")
  func unused() async throws {
    try await EvaluationFixture.with { fixture in
      let wide = try await fixture.evaluate(
        EvaluationRefusalTests.framework, "uCode,jobs,dropout,weather\na,1,0.1,2\nb,2,,3\n", isWide: true)
      #expect(wide.warnings.count == 1 && wide.warnings[0].contains("weather"))
      #expect(try fixture.text("run.json").contains("weather"))
      #expect(wide.run.actors == ["a", "b"])
    }
  }

  @Test("a framework with mistakes is refused with all of them, each at its line and column")
  func framework() throws {
    let text = """
      framework: bad
      version: one
      indicator: []
      coverage: {minimum: 2}
      indicators:
        - {code: a, parent: nowhere, weight: -1}
        - {code: b, parent: score, normalise: {method: magic}}
        - {code: c, parent: score, direction: sideways, normalise: {method: goalposts, low: 1}}
      tree:
        - {code: score, aggregate: power}
      """
    let problems = #expect(throws: Problems.self) { try FrameworkFile(bytes: Array(text.utf8), name: "f.yml") }
    let found = (problems?.list ?? []).map { "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
    #expect(
      Set(found) == [
        "key_unknown 3:1", "value_of_wrong_type 2:10", "value_unknown 7:50", "value_unknown 8:41", "key_missing 8:62",
        "key_missing 10:5",
      ])
  }

  @Test("contradictions of a framework are found where they stand")
  func contradictions() throws {
    let text = """
      framework: bad
      version: 1
      groups: {a: {weight: 0}, b: {income: 10}}
      indicators:
        - {code: x, parent: nowhere}
        - {code: x, parent: root, normalise: {method: goalposts, low: 5, high: 5}}
        - {code: y, parent: root, groups: [c], normalise: {method: achievement, baseline: 1, target: 0}}
        - {code: z, parent: two, adjust: {basis: net, deadweight: 0.1}}
      tree:
        - {code: root, aggregate: geometric}
        - {code: one, parent: two}
        - {code: two, parent: one}
      gates: [{indicator: m, below: 5, node: none, value: 0}]
      """
    let problems = #expect(throws: Problems.self) { try FrameworkFile(bytes: Array(text.utf8)) }
    let codes = Set((problems?.list ?? []).map(\.code.rawValue))
    #expect(
      codes.isSuperset(of: [
        "weight_not_positive", "median_income_missing", "node_unknown", "code_duplicate", "goalposts_equal",
        "group_unknown", "direction_conflict", "deducted_twice", "floor_missing", "tree_cycle",
      ]))
    #expect((problems?.list ?? []).allSatisfy { $0.place?.line != nil })
  }

  @Test(
    "texts that are no YAML, or too much of it, end in a problem and never in a crash",
    arguments: [
      "", "- a\n", "a: b: c\n", "a: [\n", String(repeating: "[", count: 5_000), "a: 1\na: 2\n", "\u{0}", "x: &a [*a]\n",
      "? [a]\n: b\n", String(repeating: "- ", count: 5_000),
    ])
  func noYAML(text: String) {
    #expect(throws: Problems.self) { try FrameworkFile(bytes: Array(text.utf8)) }
  }

  @Test("every shipped framework can be run")
  func shipped() throws {
    for name in ["hdi-like", "results-based-financing", "retro-funding", "oriental-social-economy"] {
      _ = try FrameworkFile(bytes: Array(try EvaluationFixture.shipped(name).utf8), name: name)
    }
  }
}
