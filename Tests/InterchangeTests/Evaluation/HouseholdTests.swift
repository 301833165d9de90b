import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Headcounts over households, from a framework file")
struct HouseholdTests {
  private struct Expected: Decodable {
    let n, poor: Int
    let incidence, intensity, adjusted: Double
    let contribution: [String: Double]

    enum CodingKeys: String, CodingKey {
      case n, poor, contribution
      case incidence = "H"
      case intensity = "A"
      case adjusted = "M0"
    }
  }

  private func evaluate(
    _ fixture: EvaluationFixture, _ framework: String, households: String, values: String = "actor,indicator,value\n"
  ) async throws -> Evaluation {
    let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
    for (name, text) in ["f.yml": framework, "v.csv": values, "h.csv": households] {
      try Data(text.utf8).write(to: fixture.folder.appendingPathComponent(name))
    }
    return try await Evaluation.run(
      EvaluationRequest(
        framework: path("f.yml"), values: path("v.csv"), output: fixture.output, households: path("h.csv")))
  }

  private static func framework(_ headcount: String, more: String = "", kind: String = "ratio") -> String {
    """
    framework: poverty
    version: 1
    indicators:
      - code: poverty
        parent: score
        kind: \(kind)
        direction: down
        normalise: {method: goalposts, low: 0, high: 1}
        headcount: \(headcount)
        \(more)
    tree: [{code: score}]
    """
  }

  @Test(
    "the published table comes out for all people and for each region", arguments: ["all_k3_equal", "Bastia_k3_equal"])
  func published(key: String) async throws {
    let data = Data(try EvaluationFixture.golden("alkire_foster_expected.json").utf8)
    let golden = try #require(try JSONDecoder().decode([String: Expected].self, from: data)[key])
    let table = PlainTable(try EvaluationFixture.golden("alkire_foster_input.csv"))
    let names = table.columns.filter { $0 != "person" && $0 != "Region" }
    let actor = key.hasPrefix("all") ? "all" : "Bastia"
    let lines = table.rows.map { row in
      ([actor == "all" ? "all" : row["Region"] ?? ""] + names.map { row[$0] ?? "" }).joined(separator: ",")
    }
    let dimensions = names.map { "{column: \($0)}" }.joined(separator: ", ")
    try await EvaluationFixture.with { fixture in
      let evaluation = try await evaluate(
        fixture, Self.framework("{cutoff: 3/11, dimensions: [\(dimensions)]}"),
        households: ((["actor"] + names).joined(separator: ",") + "\n" + lines.joined(separator: "\n") + "\n"))
      let rows = PlainTable(try fixture.text("headcounts.csv")).rows.filter { $0["actor"] == actor }
      let whole = try #require(rows.first)
      #expect(whole["people"] == "\(golden.n)" && whole["poor"] == "\(golden.poor)" && whole["incomplete"] == "0")
      for (column, expected) in [
        ("incidence", golden.incidence), ("intensity", golden.intensity), ("adjusted", golden.adjusted),
      ] { #expect(agree(Double(whole[column] ?? ""), expected), "\(column)") }
      for row in rows.dropFirst() {
        #expect(agree(Double(row["contribution"] ?? ""), golden.contribution[row["dimension"] ?? ""]), "\(row)")
      }
      #expect(rows.count == 12)
      let run = evaluation.run
      let place = try #require(run.actors.firstIndex(of: actor))
      #expect(agree(run.parts(place).first?.raw, golden.adjusted))
      #expect(agree(run.score(place).score, 1 - golden.adjusted))
    }
  }

  @Test("cutoffs on answers, members counted, blanks left out, and exactly a third of the weights is enough")
  func dualCutoff() async throws {
    let rule =
      "{cutoff: 1/3, measure: incidence, dimensions: [{column: school, below: 6, weight: 2}, "
      + "{column: walk, above: 30}, {column: water}, {column: light, weight: 2}]}"
    let households = """
      actor,size,school,walk,water,light
      a,5,5,30,0,0
      a,3,6,31,1,0
      a,2,6,31,0,0
      a,4,9,,0,0
      b,1,9,0,0,0
      """
    try await EvaluationFixture.with { fixture in
      let evaluation = try await evaluate(fixture, Self.framework(rule), households: households)
      let count = try #require(evaluation.headcounts.first?.count)
      // Two of six weights are a third: five by school, three by a long walk and water; two reach one sixth only.
      #expect(count.people == 10 && count.poor == 8 && count.incomplete == 4)
      #expect(evaluation.run.parts(0)[0].raw == 0.8 && evaluation.run.score(1).score == 1)
    }
  }

  @Test("incidence is a proportion: small numbers of people are drawn to what all have in common")
  func shrunk() async throws {
    // The ten cooperatives of eb_beta_binomial.csv, as households.
    let golden = PlainTable(try EvaluationFixture.golden("eb_beta_binomial.csv"))
    var households = "actor,poor\n"
    for row in golden.rows {
      let (poor, all) = (Int(row["x"] ?? "") ?? 0, Int(row["n"] ?? "") ?? 0)
      for person in 0..<all { households += "\(row["actor"] ?? ""),\(person < poor ? 1 : 0)\n" }
    }
    let rule = "{cutoff: 1/1, measure: incidence, dimensions: [{column: poor}]}"
    try await EvaluationFixture.with { fixture in
      let run = try await evaluate(
        fixture, Self.framework(rule, more: "shrink: beta_binomial"), households: households
      ).run
      for row in golden.rows {
        let actor = try #require(run.actors.firstIndex(of: row["actor"] ?? ""))
        #expect(agree(run.score(actor).score.map { 1 - $0 }, Double(row["eb"] ?? "")), "\(row)")
      }
    }
  }

  @Test("what was agreed on stands in the values; a value there is one too many")
  func agreed() async throws {
    let framework = Self.framework("{cutoff: 1/1, measure: incidence, dimensions: [{column: poor}]}")
      .replacing("{method: goalposts, low: 0, high: 1}", with: "{method: achievement}")
    let households = "actor,poor\na,1\na,0\na,0\na,0\n"
    try await EvaluationFixture.with { fixture in
      let values = "actor,indicator,value,baseline,target\na,poverty,,0.5,0.1\n"
      let run = try await evaluate(fixture, framework, households: households, values: values).run
      // From a half to a quarter, of the way to a tenth.
      #expect(agree(run.score(0).score, 0.625))
      let problem = await #expect(throws: Problem.self) {
        try await evaluate(
          fixture, framework, households: households, values: "actor,indicator,value\na,poverty,0.3\n")
      }
      #expect(problem?.code == "cell_duplicate")
    }
  }

  @Test("households where the framework counts none are refused")
  func unread() async throws {
    let framework = "framework: f\nversion: 1\nindicators: [{code: a, parent: s}]\ntree: [{code: s}]\n"
    try await EvaluationFixture.with { fixture in
      let problem = await #expect(throws: Problem.self) {
        try await evaluate(fixture, framework, households: "actor,poor\na,1\n")
      }
      #expect(problem?.code == "headcount_missing")
    }
  }
}
