import Domain

/// How many of a number of trials succeeded: pupils of a class, members of a cooperative.
public struct Proportion: Sendable, Hashable {
  /// From 0 to ``trials``.
  public let successes: Double
  /// Positive.
  public let trials: Double

  /// - Throws: `proportion_invalid` where the trials are not positive or the successes do not lie between 0 and them.
  public init(successes: Double, trials: Double) throws(Problem) {
    guard trials > 0, trials.isFinite, successes >= 0, successes <= trials else {
      throw Problem(
        "proportion_invalid",
        "A proportion needs a positive number of people and a part of them: got \(successes) of \(trials).")
    }
    self.successes = successes
    self.trials = trials
  }

  public var rate: Double { successes / trials }

  /// Wilson's score interval,
  /// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`, which keeps inside [0, 1] and works for small n.
  /// Source: E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, 1927.
  ///
  /// - Parameter confidence: such as 0.95, between 0 and 1.
  public func wilson(confidence: Double) -> RateInterval {
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    let p = rate
    let square = z * z / trials
    let centre = p + square / 2
    let reach = z * (p * (1 - p) / trials + square / (4 * trials)).squareRoot()
    // At the ends the bound is 0 or 1 by algebra; a rounding must not say otherwise.
    return RateInterval(
      estimate: p,
      lower: successes == 0 ? 0 : max(0, (centre - reach) / (1 + square)),
      upper: successes == trials ? 1 : min(1, (centre + reach) / (1 + square)))
  }
}
