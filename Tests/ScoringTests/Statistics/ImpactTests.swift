import Domain
import Scoring
import Testing

@Suite("Social return and equity weights")
struct ImpactTests {
  private struct Worked: Decodable {
    struct Outcome: Decodable {
      let name: String
      let quantity, proxy, deadweight, displacement, attribution, dropOff: Double
      let durationYears: Int

      enum CodingKeys: String, CodingKey {
        case name, quantity, proxy, deadweight, displacement, attribution
        case dropOff = "drop_off"
        case durationYears = "duration_years"
      }
    }
    struct Input: Decodable {
      let investment: Double
      let rate: Double
      let outcomes: [Outcome]

      enum CodingKeys: String, CodingKey {
        case investment, outcomes
        case rate = "discount_rate"
      }
    }
    struct Expected: Decodable {
      struct Part: Decodable {
        let firstYear, present: Double

        enum CodingKeys: String, CodingKey {
          case firstYear = "impact_year1"
          case present = "pv"
        }
      }
      let parts: [Part]
      let total, npv, ratio, net: Double

      enum CodingKeys: String, CodingKey {
        case parts = "per_outcome"
        case total = "total_present_value"
        case npv
        case ratio = "sroi_ratio"
        case net = "net_sroi"
      }
    }
    let input: Input
    let expected: Expected
  }

  @Test("the worked example comes out outcome by outcome")
  func worked() throws {
    let golden = try GoldenFile.json("Statistics/sroi_worked.json", as: Worked.self)
    let outcomes = try golden.input.outcomes.map { row in
      SocialReturn.Outcome(
        name: row.name, quantity: row.quantity, proxy: row.proxy,
        adjustment: try ImpactAdjustment(
          deadweight: row.deadweight, attribution: row.attribution, displacement: row.displacement,
          dropOff: row.dropOff),
        durationYears: row.durationYears)
    }
    for (outcome, expected) in zip(outcomes, golden.expected.parts) {
      #expect(close(outcome.firstYearImpact, expected.firstYear))
      #expect(close(outcome.presentValue(discountRate: golden.input.rate), expected.present))
    }
    let social = try SocialReturn(
      investment: golden.input.investment, discountRate: golden.input.rate, outcomes: outcomes)
    #expect(close(social.presentValue, golden.expected.total))
    #expect(close(social.netPresentValue, golden.expected.npv))
    #expect(close(social.ratio, golden.expected.ratio) && close(social.netRatio, golden.expected.net))
  }

  /// The rates of the rural water case of ericyueric/insigoo-sia-open (MIT), and its guard for ratios of others.
  @Test("all four deductions together, and no deduction from what was already net")
  func adjustments() throws {
    let adjustment = try ImpactAdjustment(deadweight: 0.15, attribution: 0.25, displacement: 0.05, dropOff: 0.15)
    #expect(close(adjustment.netRate(inYear: 2), 0.51478125))
    #expect(PublishedReturn(ratio: 5.6, basis: .net).adjusted(netRate: 0.515) == nil)
    #expect(PublishedReturn(ratio: 5.6, basis: nil).adjusted(netRate: 0.515) == nil)
    #expect(close(PublishedReturn(ratio: 5.6, basis: .gross).adjusted(netRate: 0.515), 2.884))
  }

  @Test("a percent where a share belongs is refused by name")
  func percentRefused() {
    let problem = #expect(throws: Problem.self) { try ImpactAdjustment(attribution: 25) }
    #expect(problem?.code == "adjustment_out_of_range" && problem?.place?.field == "attribution")
    #expect(throws: Problem.self) { try ImpactAdjustment(deadweight: .nan) }
    #expect(throws: Problem.self) { try SocialReturn(investment: 0, discountRate: 0, outcomes: []) }
  }

  private struct EquityCases: Decodable {
    struct Case: Decodable {
      let median, group, elasticity, w: Double
    }
    let cases: [Case]
  }

  @Test("equity weights follow the Green Book's formula")
  func equity() throws {
    for row in try GoldenFile.json("Statistics/equity_weights.json", as: EquityCases.self).cases {
      let weight = try EquityWeight(elasticity: row.elasticity).weight(medianIncome: row.median, groupIncome: row.group)
      #expect(close(weight, row.w))
    }
    #expect(try EquityWeight().weight(medianIncome: 400, groupIncome: 1) == 4)
    #expect(try EquityWeight(elasticity: 1, incomeFloor: 200).weight(medianIncome: 400, groupIncome: 0) == 2)
    #expect(throws: Problem.self) { try EquityWeight().weight(medianIncome: 400, groupIncome: 0) }
  }
}
