import Domain
import Scoring
import Testing

@Suite("Distributions")
struct DistributionTests {
  @Test("the incomplete beta function agrees with sixty digits to 1e-12, and its inverse with it")
  func incompleteBeta() throws {
    for row in try NumberTable("Statistics/incomplete_beta.csv").rows {
      let cells = try ["alpha", "beta", "x", "cumulative"].map { try #require(row[$0].flatMap(Double.init)) }
      let beta = try BetaDistribution(alpha: cells[0], beta: cells[1])
      #expect(abs(beta.cumulative(cells[2]) - cells[3]) < 1e-12, "\(row)")
      // Going back finds the share again; the value itself only where the distribution is steep enough to tell.
      let back = beta.quantile(cells[3])
      #expect(abs(beta.cumulative(back) - cells[3]) < 1e-12, "\(row)")
    }
  }

  @Test("quantiles of the beta distribution rise with the probability and stay inside [0, 1]")
  func betaQuantiles() throws {
    for (alpha, beta) in [(0.3, 0.2), (1, 1), (4, 90), (2_000, 3)] as [(Double, Double)] {
      let distribution = try BetaDistribution(alpha: alpha, beta: beta)
      let quantiles = (0...100).map { distribution.quantile(Double($0) / 100) }
      #expect(quantiles.first == 0 && quantiles.last == 1)
      #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(close(try BetaDistribution(alpha: 1, beta: 1).quantile(0.3), 0.3))
  }

  @Test("a beta distribution needs two positive parameters", arguments: [(0, 1), (1, -1), (.nan, 1), (1, .infinity)])
  func invalidBeta(alpha: Double, beta: Double) {
    #expect(throws: Problem.self) { try BetaDistribution(alpha: alpha, beta: beta) }
  }

  @Test("normal quantiles agree with forty digits")
  func normal() throws {
    for row in try NumberTable("Statistics/normal_quantile.csv").rows {
      let probability = try #require(row["probability"].flatMap(Double.init))
      #expect(close(NormalDistribution.quantile(probability), row["quantile"].flatMap(Double.init), relative: 4e-15))
    }
    #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
  }

  @Test("normal draws have mean 0 and variance 1")
  func normalDraws() {
    let moments = Moments((0..<20_000).map { RandomKey(seed: 3, actor: UInt64($0)).normal() })
    #expect(abs(moments.mean ?? 9) < 4 / 141.4)
    #expect(abs((moments.variance ?? 9) - 1) < 4 * 1.414 / 141.4)
  }

  @Test(
    "beta draws have the mean and variance of their distribution",
    arguments: [(2, 5), (0.4, 0.7), (1, 1), (60, 9), (0.05, 3)] as [(Double, Double)])
  func betaDraws(alpha: Double, beta: Double) throws {
    let distribution = try BetaDistribution(alpha: alpha, beta: beta)
    let moments = Moments((0..<20_000).map { RandomKey(seed: 9, replicate: $0).beta(distribution) })
    let total = alpha + beta
    let variance = alpha * beta / (total * total * (total + 1))
    #expect(moments.minimum >= 0 && moments.maximum <= 1)
    #expect(abs((moments.mean ?? 9) - distribution.mean) < 4 * variance.squareRoot() / 141.4)
    #expect(abs((moments.variance ?? 9) / variance - 1) < 0.15)
  }

  @Test("choices are spread evenly")
  func choices() {
    var counts = [Int](repeating: 0, count: 6)
    for replicate in 0..<12_000 { counts[RandomKey(seed: 5, replicate: replicate).index(below: 6)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 2_000) < 170 })
  }
}
