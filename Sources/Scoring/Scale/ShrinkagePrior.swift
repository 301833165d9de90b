/// What the actors of a group have in common, which small numbers are drawn towards (stage S5).
public struct ShrinkagePrior: Sendable, Hashable, Codable {
  /// The pooled proportion, or the common mean.
  public let centre: Double
  /// The trials the centre is worth beside an actor's own; nil where the actors do not differ beyond chance and all
  /// take the centre, or ``share`` of the way to it.
  public let strength: Double?
  /// Of James and Stein's estimator: the share of the way to the centre that an actor goes whose own data say nothing.
  public let share: Double?
  /// Of the same: the sampling variance of one trial, that of n being an nth of it.
  public let variance: Double?
  /// The trials that the pooled proportion is made of, where all actors take it; else nil.
  let pooledTrials: Double?
  /// Whether what is drawn is a share, from 0 to 1; nil for yes.
  private let areMeans: Bool?

  /// Whether a shrunk value stays from 0 to 1.
  var isOfRates: Bool { areMeans != true }

  /// Nil where nothing is shrunk: below three actors, for James and Stein below four, and where all or none succeeded.
  init?(_ kind: IndicatorRule.Shrinkage, _ trials: [PairTally.Trial]) {
    switch kind {
    case .betaBinomial: self.init(BetaBinomialShrinkage(ShrinkagePrior.proportions(trials)))
    case .jamesStein(let deviation?): self.init(means: trials, variance: deviation * deviation, areRates: false)
    case .jamesStein(nil):
      let rates = trials.filter { $0.success >= 0 && $0.success <= $0.size }
      let centre = ExactSum(rates.map(\.success)).value / ExactSum(rates.map(\.size)).value
      self.init(means: rates, variance: centre * (1 - centre), areRates: true)
    }
  }

  private static func proportions(_ trials: [PairTally.Trial]) -> [Proportion] {
    trials.compactMap { try? Proportion(successes: $0.success, trials: $0.size) }
  }

  private init?(_ shrinkage: BetaBinomialShrinkage) {
    guard let centre = shrinkage.pooledRate, let strength = shrinkage.priorTrials else { return nil }
    self.centre = centre
    self.strength = strength.isFinite ? strength : nil
    pooledTrials = strength.isFinite ? nil : shrinkage.pooledTrials
    (share, variance, areMeans) = (nil, nil, nil)
  }

  /// Means of n trials each, whose sampling variance is an nth of `variance`: of rates p (1 − p) with the pooled rate p,
  /// else the square of the standard deviation that the framework declares.
  private init?(means trials: [PairTally.Trial], variance: Double, areRates: Bool) {
    let means = trials.map { $0.success / $0.size }
    guard means.allSatisfy(\.isFinite),
      let fit = try? JamesStein.fit(means, variances: trials.map { variance / $0.size })
    else { return nil }
    centre = fit.centre
    let strength = fit.between.map { variance / $0 }
    self.strength = strength.flatMap { $0.isFinite ? $0 : nil }
    share = fit.share
    self.variance = variance
    pooledTrials = nil
    areMeans = areRates ? nil : true
  }

  /// (x + M p) / (n + M); by James and Stein's estimator the mean less the share of its way to the centre.
  func shrunk(_ success: Double, of size: Double) -> Double {
    if variance != nil { return success / size - drawn(size) * (success / size - centre) }
    guard let strength else { return centre }
    return (success + strength * centre) / (size + strength)
  }

  /// What is known of a mean of `size` trials once it is shrunk: its variance, by James and Stein's estimator.
  func spread(_ size: Double) -> Double? { variance.map { $0 / size * (1 - drawn(size)) } }

  private func drawn(_ size: Double) -> Double { (share ?? 1) * (strength.map { $0 / ($0 + size) } ?? 1) }
}
