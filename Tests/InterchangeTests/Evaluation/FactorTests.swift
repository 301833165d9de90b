import Foundation
import Interchange
import Scoring
import Testing

@Suite("Factors of a geometric mean multiply to it")
struct FactorTests {
  /// By actor, group and node: the product of the factors.
  private func products(_ fixture: EvaluationFixture) throws -> [[String]: Double] {
    var products: [[String]: Double] = [:]
    for row in PlainTable(try fixture.text("factors.csv")).rows {
      let key = [row["actor"] ?? "", row["group"] ?? "", row["node"] ?? "", row["kind"] == "group" ? "group" : ""]
      products[key, default: 1] *= Double(row["factor"] ?? "") ?? .nan
    }
    return products
  }

  @Test("every node of every country of the ASEM tables, to 1e-12")
  func asem() async throws {
    try await EvaluationFixture.with { fixture in
      let values = PlainTable(try EvaluationFixture.golden("asem_input_data.csv"))
      let indicators = Set(values.columns.dropFirst(7))
      let text = values.text { name in name == "uCode" || indicators.contains(name) }
      try await fixture.evaluate(try EvaluationFixture.framework("asem-geometric"), text, isWide: true)
      let products = try products(fixture)
      let golden = PlainTable(try EvaluationFixture.golden("asem_minmax1_100_gmean_scores.csv")).rows
      #expect(products.count >= golden.count * 11)
      for row in golden {
        for (node, value) in row where node != "uCode" && node != "Rank_Index" {
          #expect(agree(products[[row["uCode"] ?? "", "", node, ""]], Double(value)), "\(row["uCode"] ?? "") \(node)")
        }
      }
    }
  }

  @Test("group by group, with groups that are averaged so, floors, gaps and a gate")
  func groups() async throws {
    let framework = """
      framework: factors
      version: 1
      coverage: {minimum: 0}
      groups: {women: {weight: 2}, men: {weight: 1}}
      equity: {aggregate: geometric, floor: 0.05}
      indicators:
        - {code: i, parent: work, weight: 3, normalise: {method: goalposts, low: 0, high: 10}}
        - {code: j, parent: work, normalise: {method: goalposts, low: 0, high: 10}}
        - {code: k, parent: score, normalise: {method: goalposts, low: 0, high: 10}}
      tree: [{code: score, aggregate: geometric, floor: 0.01}, {code: work, parent: score, weight: 2, aggregate: power, p: 0, floor: 0.1}]
      gates: [{indicator: size, below: 5, node: score, value: 0}]
      """
    let rows = [
      "a,i,women,4", "a,j,women,0", "a,k,women,9", "a,i,men,7", "a,k,men,2", "b,i,women,4", "b,j,women,3",
      "b,k,women,1",
      "b,size,,2",
    ]
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(framework, "actor,indicator,group,value\n\(rows.joined(separator: "\n"))\n")
        .run
      let products = try products(fixture)
      let women = pow(pow(pow(0.4, 0.75) * pow(0.1, 0.25), 2) * 0.9, 1.0 / 3)
      let men = pow(0.7 * 0.7 * 0.2, 1.0 / 3)
      #expect(agree(products[["a", "women", "work", ""]], pow(0.4, 0.75) * pow(0.1, 0.25)))
      #expect(agree(products[["a", "women", "score", ""]], women) && agree(products[["a", "men", "score", ""]], men))
      #expect(agree(products[["a", "", "score", "group"]], run.score(0).score))
      #expect(agree(run.score(0).score, pow(women * women * men, 1.0 / 3)))
      // j was reported as 0, for women by a, and a gate set the score of b to 0: floors count, and the table says so.
      let floored = PlainTable(try fixture.text("factors.csv")).rows.filter { $0["status"] == "floored" }
      #expect(
        floored.map { [$0["actor"], $0["group"], $0["node"], $0["child"]] } == [
          ["a", "women", "work", "j"], ["b", "", "score", "women"],
        ])
      // A gate set the score of b: nothing multiplies to it, and its domain stands as it was.
      #expect(products[["b", "women", "score", ""]] == nil && products[["b", "women", "work", ""]] != nil)
    }
  }

  @Test("a framework without a geometric mean has none")
  func none() async throws {
    try await EvaluationFixture.with { fixture in
      let framework =
        "framework: f\nversion: 1\nindicators: [{code: i, parent: score, normalise: {method: goalposts, low: 0, high: 1}}]\ntree: [{code: score}]\n"
      let run = try await fixture.evaluate(framework, "actor,indicator,value\na,i,0.5\n").run
      #expect(run.factors(0).isEmpty)
      #expect(!FileManager.default.fileExists(atPath: fixture.output + "/factors.csv"))
    }
  }
}
