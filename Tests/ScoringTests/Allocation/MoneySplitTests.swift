import Domain
import Scoring
import Testing

@Suite("Splits of money")
struct MoneySplitTests {
  @Test(
    "parts add up to the amount, the largest fractions first and equal ones in order",
    arguments: [
      (10_000, [1, 1, 1], [3_334, 3_333, 3_333]), (100, [2, 1, 1, 2], [33, 17, 17, 33]), (1, [1, 3, 3], [0, 1, 0]),
      (0, [5, 5], [0, 0]), (7, [0, 0], [0, 0]), (7, [], []), (5, [0, 9], [0, 5]),
      (9_000_000_000_000_000, [.max, .max], [4_500_000_000_000_000, 4_500_000_000_000_000]),
    ] as [(Int64, [Int64], [Int64])])
  func split(amount: Int64, weights: [Int64], expected: [Int64]) {
    #expect(MoneySplit.split(amount, by: weights) == expected)
  }

  @Test("random splits are exact, never a unit from their share, and never upside down")
  func properties() {
    var random = TestRandom(seed: 31)
    for _ in 0..<300 {
      let weights = (0..<Int.random(in: 1...30, using: &random)).map { _ in Int64.random(in: 0...999, using: &random) }
      let amount = Int64.random(in: 0...1_000_000, using: &random)
      let parts = MoneySplit.split(amount, by: weights)
      let total = weights.reduce(0, +)
      #expect(parts.reduce(0, +) == (total > 0 ? amount : 0))
      for (part, weight) in zip(parts, weights) where total > 0 {
        #expect((part * total - amount * weight).magnitude < total.magnitude)
      }
      for left in weights.indices {
        for right in weights.indices where weights[left] < weights[right] { #expect(parts[left] <= parts[right]) }
      }
    }
  }

  private struct Payers: Decodable {
    struct Case: Decodable { let percentage, payment: Int64 }
    let toPay: Int64
    let cases: [Case]

    enum CodingKeys: String, CodingKey {
      case toPay = "to_pay"
      case cases
    }
  }

  @Test("payers bear their parts of a payment, to the unit where upstream has 200.00000000000003")
  func payers() throws {
    let golden = try GoldenFile.json("Funding/orbf_payers_split.json", as: Payers.self)
    // percentage / 100 · 0.20 is `percentage` parts of 500.
    let split = try PayerSplit(golden.cases.map { .init(name: "\($0.percentage)", parts: $0.percentage) }, of: 500)
    let result = split.split(golden.toPay)
    #expect(result.amountsMinor == golden.cases.map(\.payment))
    #expect(result.amountsMinor.reduce(result.unassignedMinor, +) == golden.toPay)
    #expect(throws: Problem.self) { try PayerSplit([.init(name: "a", parts: 6)], of: 5) }
  }
}
