import Domain
import Scoring
import Testing

@Suite("Sampling error and shrinkage")
struct ShrinkageTests {
  @Test("Wilson's interval equals R's prop.test")
  func wilson() throws {
    for row in try NumberTable("Statistics/wilson_intervals.csv").rows {
      let cells = try ["x", "n", "conf", "lower", "upper"].map { try #require(row[$0].flatMap(Double.init)) }
      let interval = try Proportion(successes: cells[0], trials: cells[1]).wilson(confidence: cells[2])
      #expect(abs(interval.lower - cells[3]) < 1e-12 && abs(interval.upper - cells[4]) < 1e-12)
    }
  }

  @Test(
    "a proportion is a part of a positive number",
    arguments: [(3, 2), (-1, 5), (0, 0), (1, .infinity), (.nan, 3), (1, .nan)] as [(Double, Double)])
  func invalidProportion(successes: Double, trials: Double) {
    let problem = #expect(throws: Problem.self) { try Proportion(successes: successes, trials: trials) }
    #expect(problem?.code == "proportion_invalid")
  }

  @Test("ten cooperatives shrink to the golden rates and intervals, and five of five does not lead")
  func betaBinomial() throws {
    let rows = try NumberTable("Statistics/eb_beta_binomial.csv").rows
    let numbers = { (column: String) in try rows.map { try #require($0[column].flatMap(Double.init)) } }
    let own = try zip(numbers("x"), numbers("n")).map { try Proportion(successes: $0, trials: $1) }
    let shrinkage = BetaBinomialShrinkage(own)
    #expect(BetaBinomialShrinkage(own.reversed()) == shrinkage)
    #expect(close(shrinkage.overdispersion, try numbers("phi").first))
    let intervals = own.map { shrinkage.estimate($0, confidence: 0.8) }
    for (interval, expected) in try zip(intervals, zip(numbers("eb"), zip(numbers("lo"), numbers("hi")))) {
      #expect(abs(interval.estimate - expected.0) < 1e-12)
      #expect(abs(interval.lower - expected.1.0) < 1e-8 && abs(interval.upper - expected.1.1) < 1e-8)
    }
    #expect(intervals[0].lower < intervals[2].lower)
  }

  @Test("without differences beyond chance everybody has the common rate; below three actors nobody is shrunk")
  func shrinkageEdges() throws {
    let alike = try (0..<5).map { _ in try Proportion(successes: 3, trials: 10) }
    #expect(close(BetaBinomialShrinkage(alike).estimate(alike[0], confidence: 0.8).estimate, 0.3))
    let two = Array(alike.prefix(2))
    #expect(BetaBinomialShrinkage(two).estimate(two[0], confidence: 0.8) == two[0].wilson(confidence: 0.8))
    let all = try (1...4).map { try Proportion(successes: Double($0), trials: Double($0)) }
    #expect(all.allSatisfy { BetaBinomialShrinkage(all).estimate($0, confidence: 0.8).estimate == 1 })
    let ones = try [0, 1, 1, 0].map { try Proportion(successes: $0, trials: 1) }
    #expect(BetaBinomialShrinkage(ones).estimate(ones[0], confidence: 0.8).estimate == 0.5)
    let extreme = try [0, 40, 40, 0].map { try Proportion(successes: $0, trials: 40) }
    let kept = BetaBinomialShrinkage(extreme).estimate(extreme[1], confidence: 0.8)
    #expect(kept.estimate == 1 && kept.upper == 1 && kept.lower > 0.9)
    #expect(BetaBinomialShrinkage([]).pooledRate == nil)
  }

  @Test("a shrunk rate lies between the own and the common one, for random actors")
  func shrinkageBounds() throws {
    var random = TestRandom(seed: 21)
    for _ in 0..<50 {
      let own = try (0..<12).map { _ in
        let trials = Int.random(in: 1...80, using: &random)
        return try Proportion(successes: Double(Int.random(in: 0...trials, using: &random)), trials: Double(trials))
      }
      let shrinkage = BetaBinomialShrinkage(own)
      let common = try #require(shrinkage.pooledRate)
      for proportion in own {
        let interval = shrinkage.estimate(proportion, confidence: 0.8)
        let range = min(common, proportion.rate)...max(common, proportion.rate)
        #expect(range.lowerBound - 1e-12 <= interval.estimate && interval.estimate <= range.upperBound + 1e-12)
        #expect(interval.lower <= interval.upper)
      }
    }
  }

  @Test("the batting averages shrink as Efron and Morris published")
  func baseball() throws {
    let table = try NumberTable("Statistics/james_stein_baseball.csv")
    let averages = try zip(table.numbers("hits"), table.numbers("at_bats")).map { try #require($0) / #require($1) }
    let mean = averages.reduce(0, +) / 18
    let estimates = try JamesStein.shrink(averages, variances: averages.map { _ in mean * (1 - mean) / 45 })
    for (estimate, expected) in zip(estimates, table.numbers("js_estimate_exact_hits")) {
      #expect(close(estimate, expected))
    }
    // The published factor, 0.212.
    #expect(abs((estimates[0] - mean) / (averages[0] - mean) - 0.212) < 5e-4)
  }

  @Test("unequal variances shrink the uncertain more, and nearly equal ones as equal ones do")
  func unequalVariances() throws {
    let values = [1.0, 4, 6, 9, 12]
    let equal = try JamesStein.shrink(values, variances: [2, 2, 2, 2, 2])
    let nearly = try JamesStein.shrink(values, variances: [2, 2, 2, 2, 2 + 1e-9])
    #expect(zip(equal, nearly).allSatisfy { abs($0 - $1) < 1e-6 })
    let mixed = try JamesStein.shrink(values, variances: [0.1, 2, 2, 2, 10])
    #expect(abs(mixed[0] - 1) < 0.1 && mixed[4] < 11)
    #expect(try JamesStein.shrink([1, 2, 3], variances: [1, 1, 1]) == [1, 2, 3])
    #expect(throws: Problem.self) { try JamesStein.shrink(values, variances: [1, 1, 1, 1, 0]) }
  }
}
