import Foundation
import Scoring
import Testing

private let tiny = Double.leastNonzeroMagnitude

@Suite("Exact sums")
struct ExactSumTests {
  private struct Expected: Decodable {
    let hex: String
  }

  private struct GoldenMoments: Decodable {
    struct Values: Decodable {
      let n: Int
      let mean, squaredDeviations, sd, min, max: Double

      enum CodingKeys: String, CodingKey {
        case squaredDeviations = "M2"
        case n, mean, sd, min, max
      }
    }
    struct Constant: Decodable { let values: [Double] }
    let shards: [[Double]]
    let expected: Values
    let constant: Constant
  }

  @Test("the sum of the golden values is the exact sum rounded once, for every order and every split")
  func orderIndependence() throws {
    let values = try NumberTable("Statistics/order_independence_values.csv").numbers("value").compactMap(\.self)
    let expected = try GoldenFile.json("Statistics/order_independence_expected.json", as: Expected.self)
    let sum = try #require(Double(expected.hex))
    #expect(ExactSum(values).value == sum)
    #expect(ExactSum(values.reversed()).value == sum)
    var random = TestRandom(seed: 5)
    for parts in 1...40 {
      var shards = [ExactSum](repeating: ExactSum(), count: parts)
      for value in values.shuffled(using: &random) { shards[Int.random(in: 0..<parts, using: &random)].add(value) }
      var merged = ExactSum()
      for shard in shards.shuffled(using: &random) { merged.merge(shard) }
      #expect(merged.value == sum)
      #expect(merged == ExactSum(values))
    }
  }

  @Test(
    "cancellation, ties, subnormals and the ends of the range come out right",
    arguments: [
      ([], 0), ([0.1, 0.2, 0.3], 0.6), ([0.3, 0.2, 0.1], 0.6),
      ([1e308, 1e308, -1e308, -1e308, 1], 1), ([1e16, 1, -1e16], 1),
      ([1, 0x1p-53], 1), ([1, 0x1p-53, tiny], 1 + 0x1p-52), ([1 + 0x1p-52, 0x1p-53], 1 + 0x1p-51),
      ([tiny, tiny, tiny], 3 * tiny), ([-tiny], -tiny),
      ([-1, 0x1p-54], -1 + 0x1p-54), ([1.7976931348623157e308, 1e300], .infinity), ([.infinity, 1], .infinity),
    ] as [([Double], Double)])
  func edges(values: [Double], expected: Double) {
    #expect(ExactSum(values).value == expected)
  }

  @Test("opposite infinities make NaN")
  func infinities() {
    #expect(ExactSum([.infinity, 1, -.infinity]).value.isNaN)
  }

  @Test("carries wait correctly through a million additions")
  func manyAdditions() {
    var sum = ExactSum()
    for _ in 0..<500_000 { sum.add(0x1.fffffffffffffp20) }
    for _ in 0..<499_999 { sum.add(-0x1.fffffffffffffp20) }
    #expect(sum.value == 0x1.fffffffffffffp20)
  }

  @Test("merged moments equal the published ones and do not depend on the order")
  func moments() throws {
    let golden = try GoldenFile.json("Statistics/mergeable_moments.json", as: GoldenMoments.self)
    let whole = Moments(golden.shards.joined())
    for shards in [golden.shards, golden.shards.reversed()] {
      var merged = Moments()
      for shard in shards { merged.merge(Moments(shard)) }
      #expect(merged == whole)
      #expect(merged.mean?.bitPattern == whole.mean?.bitPattern)
      #expect(merged.standardDeviation?.bitPattern == whole.standardDeviation?.bitPattern)
    }
    #expect(whole.count == golden.expected.n)
    #expect(close(whole.mean, golden.expected.mean))
    #expect(close(whole.squaredDeviations, golden.expected.squaredDeviations))
    #expect(close(whole.standardDeviation, golden.expected.sd))
    #expect(whole.minimum == golden.expected.min && whole.maximum == golden.expected.max)
    let constant = Moments(golden.constant.values)
    #expect(constant.variance == 0 && constant.mean == 0.1 && constant.isConstant)
  }

  @Test("a small spread far from zero is exact")
  func shiftedSpread() {
    #expect(Moments([4, 7, 13, 16].map { 1e9 + $0 }).variance == 30)
  }

  @Test("the spread of nearly equal values is what exact arithmetic says")
  func tinySpread() {
    #expect(Moments([1, 1 + 0x1p-52]).variance == 0x1p-105)
    #expect(Moments([]).mean == nil)
    #expect(Moments([3]).variance == nil)
  }
}
