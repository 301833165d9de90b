import Scoring
import Testing

@Suite("Retro Funding, season 7, month 1")
struct RetroFundingTests {
  private struct Parameters: Decodable {
    let budget, floor, capShare: Double

    enum CodingKeys: String, CodingKey {
      case budget
      case floor = "min_amount_per_project"
      case capShare = "max_share_per_project"
    }
  }

  private static func candidates() throws -> [(candidate: Candidate, paidMinor: Int64)] {
    try NumberTable("Funding/retrofunding_S7_M1_onchain_golden.csv").rows.map { row in
      let paid = try #require(row["reward_published"].flatMap(Double.init))
      return (
        Candidate(
          actor: try #require(row["project"]), score: row["normalized_score_recomputed"].flatMap(Double.init)),
        Int64((paid * 100).rounded())
      )
    }
  }

  @Test("all 148 projects have to the cent what they were paid")
  func published() throws {
    let golden = try RetroFundingTests.candidates()
    #expect(golden.count == 148)
    let parameters = try GoldenFile.json(
      "Funding/retrofunding_S7_M1_onchain_golden.params.json", as: Parameters.self)
    let rule = try WaterFilling(
      capShare: parameters.capShare, floorMinor: Int64(parameters.floor * 100), floor: .cliff)
    // The budget of 1,333,333.3333333333 has no third of a cent to spend.
    let budgetMinor = Int64((parameters.budget * 100).rounded(.down))
    let proposal = try rule.propose(golden.map(\.candidate), budgetMinor: budgetMinor)
    #expect(budgetMinor == 133_333_333)
    let paid = Dictionary(uniqueKeysWithValues: golden.map { ($0.candidate.actor, $0.paidMinor) })
    for row in proposal.rows { #expect(row.amountMinor == paid[row.actor], "\(row)") }
    #expect(proposal.leftovers == [.init(amountMinor: 1, reason: .rounding)])
    #expect(proposal.rows.count { $0.reason == .capped } == 3)
    #expect(proposal.rows.count { $0.reason == .belowFloor } == 40)
  }

  @Test("the sum that was really paid comes out the same by largest remainder")
  func largestRemainder() throws {
    let golden = try RetroFundingTests.candidates()
    let rule = try WaterFilling(capShare: 0.05, floorMinor: 20_000, floor: .cliff, rounding: .largestRemainder)
    let proposal = try rule.propose(golden.map(\.candidate).reversed(), budgetMinor: 133_333_332)
    let paid = golden.sorted { $0.candidate.actor < $1.candidate.actor }.map(\.paidMinor)
    #expect(proposal.rows.map(\.amountMinor) == paid)
    #expect(proposal.totalMinor == 133_333_332 && proposal.leftovers.isEmpty)
  }
}
