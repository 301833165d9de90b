/// What is known of a value whose sampling error is known, once it is shrunk (stage S5).
enum SampledValue: Sendable {
  case beta(BetaDistribution)
  /// The pooled rate, which is that of every actor: one draw is all of theirs.
  case common(BetaDistribution)
  /// A mean with its standard deviation; within 0 and 1 where it is a rate.
  case normal(mean: Double, deviation: Double, isRate: Bool)

  /// Nil where nothing is left to draw: the value is known for certain.
  ///
  /// The variance of a shrunk mean is that of its own data times the share of its way that it kept, the common mean and
  /// the spread between actors being taken as known.
  init?(_ prior: ShrinkagePrior, success: Double, size: Double) {
    if let variance = prior.spread(size) {
      let mean = prior.shrunk(success, of: size)
      guard variance > 0, variance.isFinite, mean.isFinite else { return nil }
      self = .normal(mean: mean, deviation: variance.squareRoot(), isRate: prior.isOfRates)
      return
    }
    guard let strength = prior.strength else {
      guard let trials = prior.pooledTrials,
        let pooled = try? BetaDistribution(alpha: trials * prior.centre, beta: trials * (1 - prior.centre))
      else { return nil }
      self = .common(pooled)
      return
    }
    let distribution = try? BetaDistribution(
      alpha: success + strength * prior.centre, beta: size - success + strength * (1 - prior.centre))
    guard let distribution else { return nil }
    self = .beta(distribution)
  }

  /// Whether the value is the same for all actors, whatever it is.
  var isCommon: Bool {
    if case .common = self { true } else { false }
  }

  /// The value that a key draws.
  @inline(__always)
  func value(_ key: RandomKey) -> Double {
    switch self {
    case .beta(let distribution), .common(let distribution): key.beta(distribution)
    case .normal(let mean, let deviation, let isRate):
      isRate ? min(max(mean + deviation * key.normal(), 0), 1) : mean + deviation * key.normal()
    }
  }

  /// The central interval that holds `confidence` of what the value may be.
  func interval(confidence: Double) -> (lower: Double, upper: Double) {
    let tail = (1 - confidence) / 2
    switch self {
    case .beta(let distribution), .common(let distribution):
      return (distribution.quantile(tail), distribution.quantile(1 - tail))
    case .normal(let mean, let deviation, let isRate):
      let reach = deviation * NormalDistribution.quantile(1 - tail)
      return isRate ? (max(mean - reach, 0), min(mean + reach, 1)) : (mean - reach, mean + reach)
    }
  }
}
