/// Exact tests of a count against a binomial distribution.
public enum BinomialTest {
  /// The probability of `count` successes or more in `trials`: `I_p(count, trials − count + 1)`.
  public static func upperTail(_ count: Int, of trials: Int, probability: Double) -> Double {
    guard count > 0 else { return 1 }
    guard count <= trials else { return 0 }
    let beta = try? BetaDistribution(alpha: Double(count), beta: Double(trials - count + 1))
    return beta?.cumulative(probability) ?? 1
  }

  /// Twice the smaller tail, at most 1.
  public static func twoSided(_ count: Int, of trials: Int, probability: Double) -> Double {
    let upper = upperTail(count, of: trials, probability: probability)
    let lower = upperTail(trials - count, of: trials, probability: 1 - probability)
    return min(1, 2 * min(upper, lower))
  }
}
