import Actions
import Domain
import Foundation
import TestSupport
import Testing

@Suite("Quadratic rounds against the matches that gitcoinco/pluralistic.js asserts")
struct MatchRoundGoldenTests {
  struct Golden: Decodable {
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

  private static let golden = Result {
    try JSONDecoder().decode(
      Golden.self,
      from: Data(contentsOf: URL(fileURLWithPath: "Tests/ScoringTests/Golden/Funding/gitcoin_linear_qf.json")))
  }

  private static func mad(_ amount: Double) -> String { String(format: "%.2f", amount) }

  /// Cases whose gifts are whole dirhams: below a centime there is no money.
  @Test("campaigns and pledges come to the same matches, to the centime, and what is left is said", arguments: 0..<5)
  func asserted(number: Int) async throws {
    let golden = try MatchRoundGoldenTests.golden.get()
    let row = golden.cases[number]
    let projects = golden.contributions.sorted { $0.key < $1.key }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let codes = projects.map { $0.key.replacing("_", with: "-") }
      for code in codes {
        try await books.open(books.definition(code, goal: "1.00", mode: .keepWhatYouRaise))
      }
      let limit = try row.cap.map { try books.mad(MatchRoundGoldenTests.mad($0)) }
      try await books.openPool(
        "round", .quadratic(QuadraticRound(campaignLimit: limit, spendsWholePool: row.ignoreSaturation)), for: codes,
        received: MatchRoundGoldenTests.mad(row.pool))
      for (project, code) in zip(projects, codes) {
        for (index, amount) in project.value.enumerated() {
          try await books.give("\(code)-\(index)", to: code, MatchRoundGoldenTests.mad(amount))
          try await books.verify("backer-\(code)-\(index)", as: "person-\(index)")
        }
        try await books.close(code)
      }
      try await books.settle("round")
      let sheet = try await books.pool("round")
      for (project, share) in zip(projects, sheet.shares) {
        let expected = try #require(row.expected[project.key])
        #expect(share.paid.decimal == MatchRoundGoldenTests.mad(expected), "\(project.key) of pool \(row.pool)")
      }
      let left = sheet.leftovers.reduce(0) { $0 + $1.amount.minor }
      #expect(sheet.paid.minor + left == sheet.received.minor)
      #expect(sheet.leftovers.map(\.reason) == (number == 1 ? ["pool_exceeds_matches"] : []))
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }
}
