import Foundation
import Interchange
import Scoring
import Testing

@Suite("Published and independent tables come out of framework files")
struct EvaluationGoldenTests {
  /// Normalised values as `actor → indicator → value`.
  private func normalised(_ fixture: EvaluationFixture) throws -> [String: [String: Double]] {
    var table: [String: [String: Double]] = [:]
    for row in PlainTable(try fixture.text("normalised.csv")).rows {
      table[row["actor"] ?? "", default: [:]][row["indicator"] ?? ""] = Double(row["value"] ?? "")
    }
    return table
  }

  private func scores(_ fixture: EvaluationFixture) throws -> [String: [String: [String: String]]] {
    var table: [String: [String: [String: String]]] = [:]
    for row in PlainTable(try fixture.text("scores.csv")).rows {
      table[row["actor"] ?? "", default: [:]][row["node"] ?? ""] = row
    }
    return table
  }

  @Test(
    "ASEM by COINr: normalised values, scores of every node and ranks",
    arguments: [
      ("asem-minmax", "minmax_amean", true), ("asem-zscore", "zscore_amean", true),
      ("asem-goalposts", "goalposts_amean", true), ("asem-geometric", "minmax1_100_gmean", false),
      ("asem-pipeline", "pipeline", true),
    ])
  func asem(framework: String, golden: String, hasNormalised: Bool) async throws {
    try await EvaluationFixture.with { fixture in
      let isPipeline = framework == "asem-pipeline"
      let values = PlainTable(try EvaluationFixture.golden("asem_input_data.csv"))
      let indicators = Set(values.columns.dropFirst(7))
      let text = values.text(renaming: ["EurAsia_group": "group"]) { name in
        name == "uCode" || indicators.contains(name) || (isPipeline && name == "EurAsia_group")
      }
      try await fixture.evaluate(try EvaluationFixture.framework(framework), text, isWide: true)
      if hasNormalised {
        let ours = try normalised(fixture)
        for row in PlainTable(try EvaluationFixture.golden("asem_\(golden)_normalised.csv")).rows {
          for (indicator, value) in row where indicator != "uCode" {
            let own = ours[row["uCode"] ?? ""]?[indicator]
            #expect(agree(own, Double(value)), "\(row["uCode"] ?? "") \(indicator): \(own as Any) for \(value)")
          }
        }
      }
      let ours = try scores(fixture)
      for row in PlainTable(try EvaluationFixture.golden("asem_\(golden)_scores.csv")).rows {
        let actor = try #require(ours[row["uCode"] ?? ""])
        for (node, value) in row where node != "uCode" && node != "Rank_Index" {
          let own = actor[node]?["score"].flatMap(Double.init)
          #expect(agree(own, Double(value)), "\(row["uCode"] ?? "") \(node): \(own as Any) for \(value)")
        }
        #expect(actor["Index"]?["rank"] == row["Rank_Index"])
      }
    }
  }

  @Test("effective weights are COINr's")
  func effectiveWeights() throws {
    let bytes = Array(try EvaluationFixture.framework("asem-minmax").utf8)
    let plan = try Plan(try FrameworkFile(bytes: bytes).framework)
    var ours = Dictionary(uniqueKeysWithValues: zip(plan.indicators, plan.effectiveWeights))
    for (node, weight) in zip(plan.nodes, plan.effectiveNodeWeights) { ours[node] = weight }
    for row in PlainTable(try EvaluationFixture.golden("asem_effective_weights.csv")).rows {
      #expect(agree(ours[row["iCode"] ?? ""], Double(row["EffWeight"] ?? "")), "\(row)")
    }
  }

  @Test("what is divided and what stands in for missing values is COINr's", arguments: ["denominated", "imputed"])
  func divided(stage: String) async throws {
    try await EvaluationFixture.with { fixture in
      let values = PlainTable(try EvaluationFixture.golden("asem_input_data.csv"))
      let text = values.text(renaming: ["EurAsia_group": "group"]) { !["uName", "Time"].contains($0) }
      let run = try await fixture.evaluate(try EvaluationFixture.framework("asem-pipeline"), text, isWide: true).run
      let golden = PlainTable(try EvaluationFixture.golden("asem_pipeline_\(stage).csv")).rows
      #expect(golden.count == 51 && run.actors.count == 51)
      for row in golden {
        let actor = try #require(run.actors.firstIndex(of: row["uCode"] ?? ""))
        for part in run.parts(actor) {
          let code = run.plan.indicators[part.indicator]
          let expected = Double(row[code] ?? "")
          let isFilled = part.status == .groupMean
          #expect(agree(stage == "denominated" && isFilled ? nil : part.raw, expected), "\(row["uCode"] ?? "") \(code)")
        }
      }
    }
  }

  @Test("the treated columns of the pipeline are COINr's")
  func treated() async throws {
    try await EvaluationFixture.with { fixture in
      let values = PlainTable(try EvaluationFixture.golden("asem_input_data.csv"))
      let text = values.text(renaming: ["EurAsia_group": "group"]) { !["uName", "Time"].contains($0) }
      let run = try await fixture.evaluate(try EvaluationFixture.framework("asem-pipeline"), text, isWide: true).run
      let golden = PlainTable(try EvaluationFixture.golden("asem_pipeline_treated.csv")).rows
      for (index, code) in run.plan.indicators.enumerated() {
        let column = golden.compactMap { Double($0[code] ?? "") }
        let minimum = run.scale.columns[index].minimum
        let maximum = run.scale.columns[index].maximum
        #expect(agree(minimum, column.min()) && agree(maximum, column.max()), "\(code)")
      }
    }
  }

  @Test("all rows of the Human Development Index, to its published decimals")
  func humanDevelopment() async throws {
    try await development(
      "undp_hdi_2022.csv", try EvaluationFixture.shipped("hdi-like"), node: "hdi", published: "hdi")
  }

  @Test("all rows of the inequality-adjusted index, to its published decimals")
  func inequalityAdjusted() async throws {
    try await development(
      "undp_ihdi_2022.csv", try EvaluationFixture.framework("ihdi"), node: "ihdi", published: "ihdi")
  }

  private func development(_ file: String, _ framework: String, node: String, published: String) async throws {
    try await EvaluationFixture.with { fixture in
      let table = PlainTable(try EvaluationFixture.golden(file))
      let text = table.text(renaming: ["iso3": "actor"]) { !["country", "year", "hdi", "ihdi"].contains($0) }
      try await fixture.evaluate(framework, text, isWide: true)
      let ours = try scores(fixture)
      for row in table.rows {
        let score = try #require(ours[row["iso3"] ?? ""]?[node]?["score"].flatMap(Double.init))
        #expect((score * 1000).rounded() / 1000 == Double(row[published] ?? ""), "\(row["iso3"] ?? "")")
      }
      #expect(ours.count == table.rows.count)
    }
  }

  @Test("the poverty headcount of Alkire and Foster, with an exact cutoff")
  func headcount() async throws {
    try await EvaluationFixture.with { fixture in
      let table = PlainTable(try EvaluationFixture.golden("alkire_foster_input.csv"))
      let dimensions = table.columns.filter { $0 != "person" && $0 != "Region" }
      let leaves = dimensions.map {
        "  - {code: \($0), parent: poverty, normalise: {method: goalposts, low: 0, high: 1}}"
      }
      let framework =
        "framework: poverty\nversion: 1\nindicators:\n\(leaves.joined(separator: "\n"))\n"
        + "tree:\n  - {code: poverty, aggregate: alkire_foster, cutoff: 3/11}\n"
      try await fixture.evaluate(framework, table.text(renaming: ["person": "actor"]) { $0 != "Region" }, isWide: true)
      let counts = try scores(fixture).values.compactMap { $0["poverty"]?["score"].flatMap(Double.init) }
      #expect(counts.count == 30)
      #expect(counts.count { $0 > 0 } == 28)
      #expect(agree(counts.reduce(0, +) / 30, 0.5151515151515151))
    }
  }
}
