import Domain
import Scoring
import Testing

@Suite("Results-based financing")
struct ResultsBasedFinancingTests {
  private static func claims() throws -> [PerformanceClaim] {
    let rows = try NumberTable("Funding/orbf_performance_package_20_facilities.csv").rows
    return try Dictionary(grouping: rows) { $0["facility_id"] ?? "" }.map { facility, rows in
      let achievements = try rows.map { row in
        let number = { (column: String) in try #require(row[column].flatMap(Double.init)) }
        return try Achievement(
          indicator: try #require(row["activity"]), achieved: number("achieved"), target: number("target"),
          weight: number("weight"), cap: number("cap_pct") / 100)
      }
      return PerformanceClaim(actor: facility, achievements: achievements, part: Int64(rows.count))
    }
  }

  @Test("twenty facilities have the performance scores of the published package")
  func scores() throws {
    let totals = try NumberTable("Funding/orbf_performance_package_20_facilities_totals.csv").rows
    let rule = try ThresholdAndCap()
    let claims = try Dictionary(uniqueKeysWithValues: ResultsBasedFinancingTests.claims().map { ($0.actor, $0) })
    #expect(totals.count == 20)
    for row in totals {
      let claim = try #require(claims[row["facility_id"] ?? ""])
      #expect(close(rule.score(of: claim.achievements), row["performance_score_recomputed"].flatMap(Double.init)))
    }
  }

  @Test("each achievement is paid as published: nothing below 75 %, no more than its cap")
  func achievements() throws {
    for row in try NumberTable("Funding/orbf_performance_package_20_facilities.csv").rows {
      let cell = { (column: String) in try #require(row[column].flatMap(Double.init)) }
      let achievement = try Achievement(
        indicator: "i", achieved: cell("achieved"), target: cell("target"), weight: 1, cap: cell("cap_pct") / 100)
      #expect(close(achievement.payable(threshold: 0.75), try cell("allowed_percent"), relative: 1e-11))
    }
    let exact = try Achievement(indicator: "i", achieved: 0.675, target: 0.9, weight: 1, cap: 1)
    #expect(exact.payable(threshold: 0.75) > 0)
  }

  @Test("nineteen facilities of the zone earn their part of 121,235 times their score; the rest stays over")
  func zone() throws {
    let totals = try NumberTable("Funding/orbf_performance_package_20_facilities_totals.csv").rows
    let zone = totals.filter { $0["in_county_zone"] == "1" }
    let codes = Set(zone.compactMap { $0["facility_id"] })
    let claims = try ResultsBasedFinancingTests.claims().filter { codes.contains($0.actor) }
    #expect(claims.reduce(0) { $0 + $1.part } == 171)
    let proposal = try ThresholdAndCap().propose(claims, budgetMinor: 12_123_500)
    for row in proposal.rows {
      let total = try #require(zone.first { $0["facility_id"] == row.actor })
      let numbers = try ["available_budget_recomputed", "performance_score_recomputed"].map {
        try #require(total[$0].flatMap(Double.init))
      }
      #expect(abs(Double(row.amountMinor) - numbers[0] * numbers[1] * 100) < 1)
    }
    #expect(proposal.leftovers.map(\.reason) == [.notEarned])
    #expect(proposal.leftovers.reduce(proposal.totalMinor) { $0 + $1.amountMinor } == 12_123_500)
  }

  @Test("what one cannot earn, or was given instead, is nobody else's")
  func partsOfOthers() throws {
    let whole = try Achievement(indicator: "i", achieved: 1, target: 1, weight: 1, cap: 1)
    let claims = ["a", "b", "c", "d"].map {
      PerformanceClaim(actor: $0, achievements: [whole], ineligibility: $0 == "b" ? "provisional" : nil)
    }
    let alone = try ThresholdAndCap().propose(claims, budgetMinor: 1_000)
    #expect(alone.rows.map(\.amountMinor) == [250, 0, 250, 250])
    #expect(alone.leftovers == [.init(amountMinor: 250, reason: .notEarned)])
    let override = Override(actor: "c", amountMinor: 100, reason: "less", approver: "x")
    let decided = try ThresholdAndCap().propose(claims, budgetMinor: 1_000, overrides: [override])
    #expect(decided.rows.map(\.amountMinor) == [250, 0, 100, 250])
    #expect(decided.leftovers == [.init(amountMinor: 400, reason: .notEarned)])
    // More than is left is scaled down alike.
    let large = Override(actor: "c", amountMinor: 900, reason: "more", approver: "x")
    let scaled = try ThresholdAndCap().propose(claims, budgetMinor: 1_000, overrides: [large])
    #expect(scaled.rows.map(\.amountMinor) == [50, 0, 900, 50] && scaled.leftovers.isEmpty)
  }

  @Test("where caps above one would pass the budget everyone is scaled down alike")
  func scaledDown() throws {
    let over = try Achievement(indicator: "i", achieved: 3, target: 1, weight: 1, cap: 1.25)
    let claims = ["a", "b", "c"].map { PerformanceClaim(actor: $0, achievements: [over]) }
    let proposal = try ThresholdAndCap().propose(claims, budgetMinor: 1_000)
    #expect(proposal.rows.map(\.amountMinor) == [334, 333, 333] && proposal.leftovers.isEmpty)
    let none = try ThresholdAndCap().propose([PerformanceClaim(actor: "a", achievements: [])], budgetMinor: 10)
    #expect(none.rows.map(\.reason) == [.nothingEarned])
    #expect(none.leftovers == [.init(amountMinor: 10, reason: .notEarned)])
    #expect(throws: Problems.self) {
      try ThresholdAndCap().propose([PerformanceClaim(actor: "a", achievements: [over], part: 0)], budgetMinor: 10)
    }
  }

  /// The rule of BLSQ/orbf2@fd7a203 (MIT): 1,240 where its seed project, taking a percent for a share, pays 25,000.
  @Test("a quality bonus is a share, and a percent in its place is refused")
  func qualityBonus() throws {
    let bonus = try QualityBonus(threshold: 0.5, slope: 0.35, constant: 0.03)
    #expect(close(try bonus.share(quality: 0.6), 0.24))
    #expect(try bonus.share(quality: 0.5) == 0)
    #expect(throws: Problem.self) { try bonus.share(quality: 60) }
    #expect(throws: Problem.self) { try QualityBonus(threshold: 50, slope: 0.35, constant: 0.3) }
    let half = try Achievement(indicator: "i", achieved: 4, target: 5, weight: 1, cap: 1)
    let claim = PerformanceClaim(actor: "a", achievements: [half], quality: 0.6)
    let proposal = try ThresholdAndCap(bonus: bonus).propose([claim], budgetMinor: 125_000)
    #expect(proposal.rows.map(\.amountMinor) == [124_000])
  }

  @Test("claims that differ from verification by more than 5 % lose the quarter")
  func discrepancy() {
    let gate = DiscrepancyGate()
    let good = DiscrepancyGate.Month(claimed: 105, verified: 100, validated: 100)
    let bad = DiscrepancyGate.Month(claimed: 106, verified: 100, validated: 100)
    #expect(gate.payable(quarter: [good, good]) == [100, 100])
    #expect(gate.payable(quarter: [good, bad]) == [0, 0])
  }

  @Test("a claim that verification found to be nothing differs by 100 %")
  func claimOfNothing() {
    #expect(DiscrepancyGate.Month(claimed: 500, verified: 0, validated: nil).difference == 1)
    #expect(DiscrepancyGate.Month(claimed: 0, verified: 0, validated: 0).difference == 0)
    #expect(DiscrepancyGate.Month(claimed: 500, verified: nil, validated: 3).difference == nil)
  }
}
