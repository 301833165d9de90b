import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Results-based financing as it was paid, from framework files")
struct ResultsBasedFinancingTests {
  /// Evaluates, proposes, and returns the amounts by actor.
  private func pay(
    _ fixture: EvaluationFixture, _ framework: String, _ values: String, payers: Bool = false
  ) async throws -> [String: Int64] {
    try await fixture.evaluate(framework, values)
    let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
    let proposal = try PaymentProposal.write(
      PaymentProposal.Request(
        framework: path("framework.yml"), scores: path("out/scores.csv"), parts: path("out/parts.csv"),
        payers: payers ? path("payers.csv") : nil), to: path("proposal.csv"))
    return Dictionary(uniqueKeysWithValues: proposal.rows.map { ($0.actor, $0.amountMinor) })
  }

  @Test("twenty facilities have the published scores, and the nineteen of the zone earn their part of 121,235 by them")
  func performancePackage() async throws {
    let rows = PlainTable(try EvaluationFixture.golden("orbf_performance_package_20_facilities.csv")).rows
    let leaves = rows.filter { $0["facility_id"] == "1" }.map { row in
      let cap = (Double(row["cap_pct"] ?? "") ?? 0) / 100
      return "  - {code: \(row["activity"] ?? ""), parent: score, weight: \(row["weight"] ?? ""), "
        + "normalise: {method: achievement, baseline: 0, cap: [0, \(cap)]}}"
    }
    let framework = """
      framework: package
      version: 1
      coverage: {minimum: 0}
      indicators:
      \(leaves.joined(separator: "\n"))
      tree: [{code: score}]
      proposal: {method: threshold_and_cap, budget_minor: 12123500, currency: USD, threshold: 0.75, cap: 1.25}
      """
    let totals = PlainTable(try EvaluationFixture.golden("orbf_performance_package_20_facilities_totals.csv")).rows
    let values = { (facilities: Set<String>) in
      rows.filter { facilities.contains($0["facility_id"] ?? "") }.map { row in
        "\(row["facility_id"] ?? ""),\(row["activity"] ?? ""),\(row["achieved"] ?? ""),\(row["target"] ?? "")\n"
      }.reduce("actor,indicator,value,target\n", +)
    }
    try await EvaluationFixture.with { fixture in
      let zone = totals.filter { $0["in_county_zone"] == "1" }
      #expect(zone.count == 19)
      let paid = try await pay(fixture, framework, values(Set(zone.compactMap { $0["facility_id"] })))
      for row in zone {
        let numbers = ["available_budget_recomputed", "performance_score_recomputed"].map {
          Double(row[$0] ?? "") ?? .nan
        }
        let amount = try #require(paid[row["facility_id"] ?? ""])
        #expect((Double(amount) - numbers[0] * numbers[1] * 100).magnitude < 1, "\(row)")
      }
      // One facility alone earns its score of the whole budget: the published scores of all twenty.
      for row in totals {
        let facility = row["facility_id"] ?? ""
        let alone = try await pay(fixture, framework, values([facility]))
        let score = try #require(Double(row["performance_score_recomputed"] ?? ""))
        #expect((Double(alone[facility] ?? 0) - 12_123_500 * score).magnitude < 1, "\(row)")
      }
    }
  }

  private struct Senegal: Decodable {
    struct Row: Decodable {
      let orgunit: Int
      let activity: String
      let claimed, verified, validated: Double?
      let amount: Double
    }
    let rowsRecomputedNotAssertedUpstream: [Row]
  }

  private static let gated = """
    framework: gate
    version: 1
    coverage: {minimum: 0}
    verification: {discrepancy: 0.05}
    indicators:
      - {code: act1, parent: score, kind: flow, normalise: {method: goalposts, low: 0, high: 100, truncate: false}}
      - {code: act2, parent: score, kind: flow, normalise: {method: goalposts, low: 0, high: 100, truncate: false}}
    tree: [{code: score}]
    """

  @Test("claims that differ from verification by more than 5 % are worth nothing, as in the published rows")
  func discrepancy() async throws {
    let golden = try EvaluationFixture.golden("orbf_senegal_claimed_verified_validated.json", as: Senegal.self)
    let text = { (number: Double?) in number.map { "\($0)" } ?? "" }
    var values = "actor,indicator,value,verified\n"
    for row in golden.rowsRecomputedNotAssertedUpstream {
      // What was validated without a claim stands as it was stated.
      let isStated = row.claimed == nil && row.verified == nil
      values +=
        "unit\(row.orgunit),\(row.activity),\(text(isStated ? row.validated : row.claimed)),\(text(row.verified))\n"
    }
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(Self.gated, values)
      let parts = PlainTable(try fixture.text("parts.csv")).rows
      for row in golden.rowsRecomputedNotAssertedUpstream {
        let part = parts.first { $0["actor"] == "unit\(row.orgunit)" && $0["indicator"] == row.activity }
        let numbers = ["raw", "evidence"].map { Double(part?[$0] ?? "") ?? .nan }
        #expect(numbers[0] * numbers[1] == row.amount, "\(row)")
      }
    }
  }

  @Test("one month past the tolerance takes the other months of the indicator with it, and no other indicator")
  func quarter() async throws {
    let values = """
      actor,indicator,period,value,verified
      good,act1,2016-01,105,100
      good,act1,2016-02,95,100
      bad,act1,2016-01,106,100
      bad,act1,2016-02,100,100
      bad,act2,2016-01,50,50
      """
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(Self.gated, values).run
      #expect(run.parts(1).first { $0.indicator == 0 }?.scored == 2)
      let bad = run.parts(0)
      #expect(bad.map(\.status) == [.rejected, .ok] && bad.map(\.scored) == [0, 0.5])
    }
  }

  private struct Payers: Decodable {
    struct Case: Decodable { let payer, percentage, payment: Int64 }
    let toPay: Int64
    let cases: [Case]
  }

  @Test("one payment is borne by three payers and what nobody of them bears, to the unit")
  func payers() async throws {
    let golden = try EvaluationFixture.golden("orbf_payers_split.json", as: Payers.self)
    // percentage / 100 · 0.20 is as many parts of 500.
    let parts = golden.cases.map { "p\($0.payer): \($0.percentage)" }.joined(separator: ", ")
    let framework = """
      framework: payers
      version: 1
      indicators: [{code: a, parent: score, normalise: {method: goalposts, low: 0, high: 1}}]
      tree: [{code: score}]
      proposal: {budget_minor: \(golden.toPay), currency: MAD, payers: {of: 500, parts: {\(parts)}}}
      """
    try await EvaluationFixture.with { fixture in
      _ = try await pay(fixture, framework, "actor,indicator,value\nx,a,1\n", payers: true)
      let text = try String(contentsOf: fixture.folder.appendingPathComponent("payers.csv"), encoding: .utf8)
      let rows = PlainTable(text).rows
      for row in golden.cases {
        #expect(rows.first { $0["payer"] == "p\(row.payer)" }?["amount_minor"] == "\(row.payment)")
      }
      #expect(rows.reduce(0) { $0 + (Int64($1["amount_minor"] ?? "") ?? 0) } == golden.toPay)
      let without = framework.replacing(", payers: {of: 500, parts: {\(parts)}}", with: "")
      let problem = await #expect(throws: Problem.self) {
        try await pay(fixture, without, "actor,indicator,value\nx,a,1\n", payers: true)
      }
      #expect(problem?.code == "payers_missing")
    }
  }

  private struct Seed: Decodable {
    struct Case: Decodable { let quality: Double, amount: Double, paymentIfPercentDividedBy100: Double? }
    let casesComputedByUs: [Case]
  }

  @Test("quality adds 24 % to what was earned: 1,240 where the seed project, taking a percent for a share, pays 25,000")
  func qualityBonus() async throws {
    let golden = try #require(
      try EvaluationFixture.golden("orbf_seed_project_quality_bonus.json", as: Seed.self).casesComputedByUs.first)
    let framework = """
      framework: bonus
      version: 1
      indicators:
        - {code: jobs, parent: quantity, kind: flow, normalise: {method: achievement, baseline: 0, cap: [0, 1]}}
        - {code: checklist, parent: quality, normalise: {method: goalposts, low: 0, high: 100}}
      tree:
        - {code: score}
        - {code: quantity, parent: score}
        - {code: quality, parent: score}
      proposal:
        method: threshold_and_cap
        budget_minor: 125000
        currency: MAD
        bonus: {node: quality, threshold: 0.5, slope: 0.35, constant: 0.03}
      """
    // Of both parts of the score 1,000 of 1,250 is earned: jobs and checklist reach 0.8 of what counts.
    try await EvaluationFixture.with { fixture in
      let rows = "actor,indicator,value,target\nx,jobs,100,100\nx,checklist,\(golden.quality),\n"
      let paid = try await pay(
        fixture, framework.replacing("threshold_and_cap", with: "threshold_and_cap\n  threshold: 0"), rows)
      // (1 + 0.6) / 2 of the budget, and 0.24 of that on top.
      #expect(paid["x"] == Int64((125_000 * 0.8 * 1.24).rounded()))
      #expect(Double(paid["x"] ?? 0) / 100 == golden.paymentIfPercentDividedBy100)
      let percent = framework.replacing("slope: 0.35", with: "slope: 35")
      let problems = #expect(throws: Problems.self) { try FrameworkFile(bytes: Array(percent.utf8)) }
      #expect(problems?.list.map(\.code.rawValue) == ["quality_rule_invalid"])
    }
  }

  private struct Equations: Decodable { let expected: [String: Double] }

  @Test("the budget of a zone goes to its facilities in proportion to the people they serve")
  func zone() async throws {
    let golden = try JSONDecoder().decode(
      Equations.self, from: Data(try EvaluationFixture.golden("orbf_nigeria_equations.json").utf8)
    ).expected
    let framework = """
      framework: zone
      version: 1
      indicators: [{code: population, parent: score, normalise: {method: goalposts, low: 0, high: 145}}]
      tree: [{code: score}]
      proposal: {method: proportional, budget_minor: 1600000, currency: NGN}
      """
    try await EvaluationFixture.with { fixture in
      let people = [1, 2, 5].map {
        "\($0),population,\(golden["payment_for_dff_ou_population_for_\($0)_and_2016q1"] ?? 0)\n"
      }
      let paid = try await pay(fixture, framework, people.reduce("actor,indicator,value\n", +))
      for unit in [1, 2, 5] {
        let expected = try #require(golden["payment_for_dff_ou_payment_for_\(unit)_and_2016q1"])
        #expect((Double(paid["\(unit)"] ?? 0) - expected * 100).magnitude < 1)
      }
      #expect(paid.values.reduce(0, +) == 1_600_000)
    }
  }
}
