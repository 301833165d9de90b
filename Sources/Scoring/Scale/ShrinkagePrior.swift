/// What the actors of a group have in common, which small numbers are drawn towards (stage S5).
public struct ShrinkagePrior: Sendable, Hashable, Codable {
  /// The pooled proportion.
  public let centre: Double
  /// The trials the centre is worth beside an actor's own; nil where the actors do not differ beyond chance and all
  /// take the centre.
  public let strength: Double?

  /// Nil where nothing is shrunk: below three actors, and where all or none succeeded.
  init?(_ kind: IndicatorRule.Shrinkage, _ trials: [PairTally.Trial]) {
    let proportions = trials.compactMap { try? Proportion(successes: $0.success, trials: $0.size) }
    switch kind {
    case .betaBinomial: self.init(BetaBinomialShrinkage(proportions))
    case .jamesStein: self.init(rates: proportions)
    }
  }

  private init?(_ shrinkage: BetaBinomialShrinkage) {
    guard let centre = shrinkage.pooledRate, let strength = shrinkage.priorTrials else { return nil }
    self.centre = centre
    self.strength = strength.isFinite ? strength : nil
  }

  /// James and Stein's estimator for rates of equal numbers of trials n, each with the variance p (1 − p) / n of the
  /// pooled rate p: drawing every rate by one share B towards p is what a prior worth n B / (1 − B) trials does. Where
  /// numbers of trials differ, n is their mean, and larger actors are drawn less.
  private init?(rates: [Proportion]) {
    guard rates.count > 3 else { return nil }
    let successes = ExactSum(rates.map(\.successes)).value
    let trials = ExactSum(rates.map(\.trials)).value
    let centre = successes / trials
    let size = trials / Double(rates.count)
    let variance = centre * (1 - centre) / size
    let spread = ExactSum(rates.map { ($0.rate - centre) * ($0.rate - centre) }).value
    guard variance > 0, spread > 0 else { return nil }
    let drawn = min(1, Double(rates.count - 3) * variance / spread)
    self.centre = centre
    strength = drawn < 1 ? size * drawn / (1 - drawn) : nil
  }

  /// (x + M p) / (n + M).
  func shrunk(_ success: Double, of size: Double) -> Double {
    guard let strength else { return centre }
    return (success + strength * centre) / (size + strength)
  }
}
