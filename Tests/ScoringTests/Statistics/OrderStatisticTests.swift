import Scoring
import Testing

@Suite("Quantiles, ranks and published precision")
struct OrderStatisticTests {
  @Test(
    "quantiles interpolate between order statistics as type 7 does",
    arguments: [
      ([1, 2, 3, 4], 0.5, 2.5), ([1, 2, 3, 4], 0.25, 1.75), ([1, 2, 3, 4], 0, 1), ([1, 2, 3, 4], 1, 4),
      ([7], 0.9, 7), ([10, 20], 0.97, 19.7), ([0.1, 0.1, 0.1], 0.333, 0.1),
    ] as [([Double], Double, Double)])
  func quantiles(values: [Double], probability: Double, expected: Double) {
    #expect(close(Quantile.of(values.reversed(), probability), expected))
  }

  @Test("there is no quantile of nothing")
  func emptyQuantile() { #expect(Quantile.of([], 0.5) == nil) }

  @Test(
    "quantiles found without sorting are those of the list in order",
    arguments: [1, 2, 3, 10, 31, 32, 33, 100, 101, 1_000, 4_999])
  func quantilesFound(count: Int) {
    var random = TestRandom(seed: UInt64(count))
    let probabilities = [0, 0.05, 0.3, 0.5, 0.95, 1]
    let finder = QuantileFinder(probabilities, of: count)
    let even = (0..<count).map { _ in Double.random(in: -3...3, using: &random) }
    let lists: [[Double]] = [
      even, even.sorted(), even.sorted().reversed(),
      // Places that many share, one number far from the rest, none that differ, and numbers at the ends of all.
      even.map { $0.rounded() }, even.map { $0 > 2.9 ? 1e12 : $0 }, even.map { _ in 0.1 },
      even.map { $0 * 0.5e308 }, even.map { $0 * 1e-300 * 1e-10 }, even.map { $0 * $0 * $0 * $0 * $0 },
    ]
    for list in lists {
      #expect(finder.of(list) == probabilities.map { Quantile.of(list, $0) })
    }
  }

  @Test("equal values share the best place and leave the next ones empty")
  func ranks() {
    #expect(CompetitionRank.of([5.0, 9, 5, 1]) == [2, 1, 2, 4])
    #expect(CompetitionRank.of([5.0, 9, 5, 1], best: .lowest) == [2, 4, 2, 1])
    #expect(CompetitionRank.of([nil, 3, nil, 4]) == [nil, 2, nil, 1])
    #expect(CompetitionRank.of([Double]()) == [])
  }

  @Test("a rank follows its value through every order")
  func ranksFollow() {
    var random = TestRandom(seed: 11)
    let values = (0..<200).map { _ in Double(Int.random(in: 0..<40, using: &random)) }
    let expected = Dictionary(zip(values, CompetitionRank.of(values)), uniquingKeysWith: { first, _ in first })
    for _ in 0..<20 {
      let shuffled = values.shuffled(using: &random)
      #expect(zip(shuffled, CompetitionRank.of(shuffled)).allSatisfy { expected[$0] == $1 })
    }
  }

  @Test(
    "scores are published in billionths, ties to the even one",
    arguments: [
      (0.1 + 0.2, 0.3), (0.3 + 0.2 + 0.1, 0.6), (0.123_456_789_4, 0.123_456_789), (-0.123_456_789_6, -0.123_456_79),
      // 2⁻¹⁰ ends in …5625 at the tenth decimal; 5/2¹⁰ is exactly half way and 4.882812 is even.
      (0x1p-10, 0.000_976_562), (0x3p-10, 0.002_929_688), (100, 100), (-1e-12, 0), (1e300, 1e300),
    ] as [(Double, Double)])
  func quantised(value: Double, expected: Double) {
    #expect(Quantised.billionths(value) == expected)
    #expect(Quantised.billionths(expected) == expected)
  }
}
