import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Social return and equity weights, from framework files")
struct SocialReturnTests {
  private struct Worked: Decodable {
    struct Outcome: Decodable {
      let name: String
      let quantity, proxy, deadweight, displacement, attribution, dropOff: Double
      let durationYears: Int
    }
    struct Input: Decodable {
      let investment, discountRate: Double
      let outcomes: [Outcome]
    }
    struct Expected: Decodable {
      struct Part: Decodable { let impactYear1, pv: Double }
      let perOutcome: [Part]
      let totalPresentValue, npv, sroiRatio: Double
    }
    let input: Input
    let expected: Expected
  }

  private static func framework(_ outcomes: [String], investment: String = "spent", rate: Double = 0.035) -> String {
    """
    framework: return
    version: 1
    indicators: [{code: jobs, parent: score, kind: flow, normalise: {method: goalposts, low: 0, high: 100}}]
    tree: [{code: score}]
    social_return:
      investment: \(investment)
      discount_rate: \(rate)
      outcomes:
    \(outcomes.map { "    - {\($0)}" }.joined(separator: "\n"))
    """
  }

  private func evaluate(_ framework: String, _ values: String) async throws -> [[String: String]] {
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(framework, values)
      return PlainTable(try fixture.text("social_return.csv")).rows
    }
  }

  private func codes(_ framework: String) -> [String] {
    do { _ = try FrameworkFile(bytes: Array(framework.utf8)) } catch { return error.list.map(\.code.rawValue) }
    return []
  }

  @Test("the worked example comes out outcome by outcome, from quantities of two periods")
  func worked() async throws {
    let golden = try EvaluationFixture.golden("sroi_worked.json", as: Worked.self)
    let outcomes = golden.input.outcomes.enumerated().map { index, row in
      "name: \(row.name), indicator: outcome\(index), proxy: \(row.proxy), years: \(row.durationYears), "
        + "deadweight: \(row.deadweight), displacement: \(row.displacement), attribution: \(row.attribution), "
        + "drop_off: \(row.dropOff)"
    }
    let values = """
      actor,indicator,period,value
      a,jobs,2025,3
      a,outcome0,2024,10
      a,outcome0,2025,20
      a,outcome1,2024,85
      a,spent,2024,40000
      a,spent,2025,2000
      """
    let rows = try await evaluate(Self.framework(outcomes), values)
    #expect(rows.count == 3)
    for (row, expected) in zip(rows, golden.expected.perOutcome) {
      #expect(agree(Double(row["first_year"] ?? ""), expected.impactYear1))
      #expect(agree(Double(row["present_value"] ?? ""), expected.pv))
    }
    let whole = try #require(rows.last)
    #expect(agree(Double(whole["present_value"] ?? ""), golden.expected.totalPresentValue))
    #expect(agree(Double(whole["net_present_value"] ?? ""), golden.expected.npv))
    #expect(agree(Double(whole["ratio"] ?? ""), golden.expected.sroiRatio))
    #expect(rows[0]["cost_per_unit"] == "1400" && whole["investment"] == "42000")
  }

  private struct Adjustments: Decodable {
    struct Case: Decodable {
      let deadweight, attribution, displacement, dropoff, exact: Double?
      let thirdPartySroi, netRate, expectedDerived: Double?
      let basis: String?
    }
    let cases: [Case]
    let bandsNiaa: [String: [Double]]
  }

  @Test("all four deductions together are the published rate of the rural water case")
  func deductions() async throws {
    let golden = try EvaluationFixture.golden("sroi_adjustments.json", as: Adjustments.self).cases[0]
    let shares = [
      ("deadweight", golden.deadweight), ("attribution", golden.attribution), ("displacement", golden.displacement),
      ("drop_off", golden.dropoff),
    ].map { "\($0.0): \($0.1 ?? .nan)" }
    let outcome = "name: water, indicator: jobs, proxy: 1, years: 2, \(shares.joined(separator: ", "))"
    let rows = try await evaluate(Self.framework([outcome], rate: 0), "actor,indicator,value\na,jobs,1\n")
    // What the second year is worth without a discount: 0.51478125 of the gross unit.
    let numbers = ["first_year", "present_value"].map { Double(rows[0][$0] ?? "") ?? .nan }
    #expect(agree(numbers[1] - numbers[0], golden.exact))
    // Nobody said what was put in: the value is known, the ratio is not.
    #expect(rows[1]["ratio"] == "" && rows[1]["investment"] == "")
  }

  @Test("a gross ratio of others is adjusted; one that is net, or of unknown basis, is not deducted from a second time")
  func publishedRatios() async throws {
    let golden = try EvaluationFixture.golden("sroi_adjustments.json", as: Adjustments.self).cases.dropFirst()
    let values = "actor,indicator,value\na,jobs,1\na,spent,1000\n"
    #expect(golden.map(\.basis) == ["net", "gross", nil])
    for row in golden {
      let (ratio, rate) = (try #require(row.thirdPartySroi), try #require(row.netRate))
      let basis = row.basis.map { ", basis: \($0)" } ?? ""
      let framework = Self.framework([
        "name: water, deadweight: \(1 - rate), published: {ratio: \(ratio)\(basis)}"
      ])
      guard let derived = row.expectedDerived else {
        #expect(codes(framework) == [row.basis == nil ? "basis_missing" : "deducted_twice"])
        continue
      }
      let rows = try await evaluate(framework, values)
      #expect(agree(Double(rows.last?["ratio"] ?? ""), derived))
    }
    let net = try await evaluate(
      Self.framework(["name: water, published: {ratio: 5.6, basis: net}"]), values)
    #expect(agree(Double(net.last?["ratio"] ?? ""), 5.6))
    let proxy = "name: w, indicator: jobs, proxy: 1, basis: net, attribution: 0.1"
    #expect(codes(Self.framework([proxy])) == ["deducted_twice"])
  }

  @Test("every band of the published categories is a share that can be taken off, and a percent is none")
  func bands() throws {
    let bands = try EvaluationFixture.golden("sroi_adjustments.json", as: Adjustments.self).bandsNiaa
    #expect(bands.count == 3)
    for (name, shares) in bands {
      for share in shares {
        #expect(codes(Self.framework(["name: w, indicator: jobs, proxy: 1, \(name): \(share)"])) == [])
      }
      #expect(codes(Self.framework(["name: w, indicator: jobs, proxy: 1, \(name): 25"])) == ["value_out_of_range"])
    }
  }

  @Test("what verifiers rejected is worth nothing, and an outcome that nobody reported has no value")
  func upheld() async throws {
    let outcomes = ["name: work, indicator: jobs, proxy: 10", "name: other, indicator: other, proxy: 10"]
    let values = """
      actor,indicator,period,value,state
      a,jobs,1,6,verified
      a,jobs,2,4,rejected
      a,spent,1,30,
      b,jobs,1,5,unverified
      """
    let rows = try await evaluate(Self.framework(outcomes), values)
    #expect(rows.map { $0["actor"] } == ["a", "a", "b", "b"])
    #expect(
      rows.map { $0["present_value"] }.map { Double($0 ?? "") }.map { $0.map { ($0 * 1.035).rounded() } } == [
        60, 60, 50, 50,
      ])
    #expect(agree(Double(rows[1]["ratio"] ?? ""), 2 / 1.035) && rows[3]["ratio"] == "")
  }

  private struct Equity: Decodable {
    struct Case: Decodable { let median, group, elasticity, w: Double }
    let cases: [Case]
  }

  @Test("equity weights of groups follow the Green Book's formula, under their cap and above the floor of incomes")
  func equity() throws {
    let weight = { (median: Double, income: Double, more: String) throws -> Double in
      let text = """
        framework: equity
        version: 1
        groups: {poor: {income: \(income)}}
        equity: {median_income: \(median)\(more)}
        indicators: [{code: a, parent: score}]
        tree: [{code: score}]
        """
      return try Plan(try FrameworkFile(bytes: Array(text.utf8)).framework).groupWeights[0]
    }
    let golden = try EvaluationFixture.golden("equity_weights.json", as: Equity.self)
    #expect(golden.cases.count == 5)
    for row in golden.cases {
      #expect(agree(try weight(row.median, row.group, ", eta: \(row.elasticity)"), row.w))
    }
    #expect(try weight(400, 1, "") == 4)
    #expect(try weight(400, 10, ", eta: 1, income_floor: 200") == 2)
  }
}
