import Domain

/// Rates of small and large actors drawn towards their common rate by what chance alone could have done (stage S5).
///
/// With `p = Σx / Σn` and `S = Σ n_k (p_k − p)²`, the overdispersion is
/// `φ = (S / (p(1−p)) − (K−1)) / (N − Σn_k²/N − (K−1))`, clipped to [0, 1]: it solves
/// `E[S] = p(1−p)(φ(N − Σn²/N) + (1−φ)(K−1))`. The prior weighs as much as `M = (1−φ)/φ` trials; an actor's rate becomes
/// `(x + Mp) / (n + M)`, with an interval from `Beta(x + Mp, n − x + M(1−p))`.
/// Method of moments after J. C. Kleinman, “Proportions with extraneous variance”, 1973.
public struct BetaBinomialShrinkage: Sendable, Equatable {
  /// The common rate; nil where there are no proportions.
  public let pooledRate: Double?
  /// Overdispersion, 0 to 1; nil below three actors and where the common rate is 0 or 1: nothing is shrunk there.
  public let overdispersion: Double?

  private let pooled: Proportion?

  /// All actors of one indicator and target group, in any order.
  public init(_ proportions: [Proportion]) {
    let successes = ExactSum(proportions.lazy.map(\.successes)).value
    let trials = ExactSum(proportions.lazy.map(\.trials)).value
    guard let pooled = try? Proportion(successes: successes, trials: trials) else {
      (pooledRate, overdispersion, self.pooled) = (nil, nil, nil)
      return
    }
    let p = pooled.rate
    pooledRate = p
    self.pooled = pooled
    let degrees = Double(proportions.count - 1)
    guard proportions.count >= 3, p > 0, p < 1 else {
      overdispersion = nil
      return
    }
    let dispersion = ExactSum(proportions.lazy.map { $0.trials * ($0.rate - p) * ($0.rate - p) }).value
    let squares = ExactSum(proportions.lazy.map { $0.trials * $0.trials }).value
    let room = trials - squares / trials - degrees
    // Where everybody has one trial, chance and difference cannot be told apart: the common rate is all there is.
    let raw = room > 0 ? (dispersion / (p * (1 - p)) - degrees) / room : 0
    overdispersion = min(1, max(0, raw))
  }

  /// How many trials the common rate counts for: infinite where the actors do not differ beyond chance; nil where
  /// nothing is shrunk.
  public var priorTrials: Double? {
    overdispersion.map { $0 == 0 ? .infinity : (1 - $0) / $0 }
  }

  /// All trials together.
  var pooledTrials: Double? { pooled?.trials }

  /// The parameters of the actor's posterior; nil where it has none: nothing is shrunk, the actors do not differ, or
  /// they differ so much that the own data stand alone at 0 or 1.
  public func posterior(_ own: Proportion) -> BetaDistribution? {
    guard let prior = priorTrials, prior.isFinite, let p = pooledRate else { return nil }
    return try? BetaDistribution(
      alpha: own.successes + prior * p, beta: own.trials - own.successes + prior * (1 - p))
  }

  /// The shrunk rate with its central interval.
  ///
  /// Where nothing is shrunk: the own rate and Wilson's interval, but the common rate where that is 0 or 1. Where actors
  /// do not differ beyond chance: the common rate and Wilson's interval of all trials together.
  public func estimate(_ own: Proportion, confidence: Double) -> RateInterval {
    guard let prior = priorTrials, let p = pooledRate, let pooled else { return own.wilson(confidence: confidence) }
    guard prior.isFinite else { return pooled.wilson(confidence: confidence) }
    let rate = (own.successes + prior * p) / (own.trials + prior)
    guard let posterior = posterior(own) else {
      let wilson = own.wilson(confidence: confidence)
      return RateInterval(estimate: rate, lower: wilson.lower, upper: wilson.upper)
    }
    let tail = (1 - confidence) / 2
    return RateInterval(
      estimate: rate, lower: posterior.quantile(tail), upper: posterior.quantile(1 - tail))
  }
}
