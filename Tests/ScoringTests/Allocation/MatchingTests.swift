import Domain
import Scoring
import Testing

@Suite("Matching")
struct MatchingTests {
  private struct Linear: Decodable {
    struct Case: Decodable {
      let pool: Double
      let ignoreSaturation: Bool
      let cap: Double?
      let contributions: [String: [Double]]?
      let expected: [String: Double]

      enum CodingKeys: String, CodingKey {
        case pool, cap, expected, contributions
        case ignoreSaturation = "ignore_saturation"
      }
    }
    let contributions: [String: [Double]]
    let cases: [Case]

    enum CodingKeys: String, CodingKey {
      case contributions = "contributions_by_distinct_contributor"
      case cases
    }
  }

  private static func claims(_ contributions: [String: [Double]]) throws -> [MatchClaim] {
    try contributions.map { actor, amounts in
      try MatchClaim(
        actor: actor,
        contributions: amounts.enumerated().map { ("person \($0.offset)", base($0.element)) })
    }
  }

  /// Six decimals, as the golden file says.
  private static func base(_ amount: Double) -> Int64 { Int64((amount * 1e6).rounded()) }

  @Test("the asserted quadratic matches come out to the base unit")
  func asserted() throws {
    let golden = try GoldenFile.json("Funding/gitcoin_linear_qf.json", as: Linear.self)
    #expect(golden.cases.count == 6)
    for row in golden.cases {
      let rule = try QuadraticMatch(
        capMinor: row.cap.map(MatchingTests.base), spendsWholePool: row.ignoreSaturation, rounding: .down)
      let claims = try MatchingTests.claims(row.contributions ?? golden.contributions)
      let pool = MatchingTests.base(row.pool)
      let proposal = try rule.propose(claims, budgetMinor: pool)
      for line in proposal.rows {
        #expect(line.amountMinor == row.expected[line.actor].map(MatchingTests.base), "pool \(row.pool)")
      }
      #expect(proposal.leftovers.reduce(proposal.totalMinor) { $0 + $1.amountMinor } == pool)
    }
  }

  @Test("the unit that truncation loses is handed out by largest remainder")
  func largestRemainder() throws {
    let golden = try GoldenFile.json("Funding/gitcoin_linear_qf.json", as: Linear.self)
    let rule = try QuadraticMatch(capMinor: 50_000_000, spendsWholePool: true)
    let proposal = try rule.propose(MatchingTests.claims(golden.contributions), budgetMinor: 100_000_000)
    #expect(proposal.rows.map(\.amountMinor) == [19_318_182, 30_681_818, 50_000_000])
    #expect(proposal.rows.map(\.reason) == [.matched, .matched, .capped])
  }

  @Test("a campaign round: many small gifts, one large one split over accounts of one person, a few")
  func campaign() throws {
    let a = try MatchClaim(actor: "A", contributions: (0..<25).map { ("p\($0)", 10_000) })
    let b = try MatchClaim(actor: "B", contributions: [("rich", 250_000)])
    let split = try MatchClaim(actor: "B", contributions: (0..<25).map { _ in ("rich", 10_000) })
    let c = try MatchClaim(actor: "C", contributions: (0..<4).map { ("p\($0)", 40_000) })
    for round in [[a, b, c], [c, split, a]] {
      let proposal = try QuadraticMatch().propose(round, budgetMinor: 1_000_000)
      #expect(proposal.rows.map(\.amountMinor) == [925_926, 0, 74_074])
      #expect(proposal.rows[1].reason == .nothingToMatch)
    }
  }

  @Test("random rounds never pass the pool or the cap, and more givers never bring less")
  func properties() throws {
    var random = TestRandom(seed: 13)
    for _ in 0..<60 {
      let claims = try (0..<Int.random(in: 1...12, using: &random)).map { actor in
        try MatchClaim(
          actor: "a\(actor + 10)",
          contributions: (0..<Int.random(in: 0...20, using: &random)).map {
            ("p\($0)", Int64.random(in: 1...1_000_000, using: &random))
          })
      }
      let cap = Int64.random(in: 1...500_000, using: &random)
      let rule = try QuadraticMatch(capMinor: cap, spendsWholePool: Bool.random(using: &random))
      let pool = Int64.random(in: 0...3_000_000, using: &random)
      let proposal = try rule.propose(claims, budgetMinor: pool)
      #expect(proposal.leftovers.reduce(proposal.totalMinor) { $0 + $1.amountMinor } == pool)
      #expect(proposal.rows.allSatisfy { (0...cap).contains($0.amountMinor) })
      #expect(try rule.propose(claims.shuffled(using: &random), budgetMinor: pool) == proposal)
    }
  }

  private struct Goteo: Decodable {
    struct Case: Decodable {
      let formula: String
      let factor: Double
      let money, limit, expected: Int64
    }
    let cases: [Case]

    enum CodingKeys: String, CodingKey { case cases = "cases_ours" }
  }

  @Test("a contribution is matched by factor or percentage up to the limit")
  func goteo() throws {
    for row in try GoldenFile.json("Funding/goteo_match_formulas.json", as: Goteo.self).cases {
      let factor = Int64((row.factor * (row.formula == "percentage" ? 100 : 10_000)).rounded())
      let rule = try ContributionMatch(factorBasisPoints: factor, projectLimitMinor: row.limit)
      #expect(rule.match(contributionMinor: row.money) == row.expected)
    }
  }

  @Test("a match is held by the part that is matched, by the project's limit and by what the pool has")
  func matchLimits() throws {
    let rule = try ContributionMatch(
      factorBasisPoints: 10_000, matchedContributionMinor: 10_000, projectLimitMinor: 50_000)
    #expect(rule.match(contributionMinor: 8_000, poolLeftMinor: 5_000) == 5_000)
    #expect(rule.match(contributionMinor: 80_000) == 10_000)
    #expect(rule.match(contributionMinor: 8_000, matchedBeforeMinor: 47_000) == 3_000)
    #expect(rule.match(contributionMinor: -5) == 0)
    #expect(throws: Problem.self) { try ContributionMatch(factorBasisPoints: 0) }
    #expect(throws: Problem.self) { try MatchClaim(actor: "a", contributions: [("p", 0)]) }
  }
}
