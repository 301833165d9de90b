/// What the actors of a group have in common, which small numbers are drawn towards (stage S5).
public struct ShrinkagePrior: Sendable, Hashable, Codable {
  /// The pooled proportion or mean.
  public let centre: Double
  /// The trials the centre is worth beside an actor's own; infinite pooling is said by ``isPooled``.
  public let strength: Double
  /// Whether the actors do not differ beyond chance: all take the centre.
  public let isPooled: Bool
  /// The share of the variance that lies between actors, in [0, 1].
  public let phi: Double

  /// Nil below three actors, or where all or none succeeded: nothing is shrunk then.
  init?(_ kind: IndicatorRule.Shrinkage, _ trials: [PairTally.Trial]) {
    switch kind {
    case .betaBinomial: self.init(proportions: trials.sorted())
    case .jamesStein: return nil
    }
  }

  /// The moment estimate of phi from S = Σ nₖ (pₖ − p)², for which
  /// E[S] = p (1 − p) (phi (N − Σ n² / N) + (1 − phi) (K − 1)).
  private init?(proportions trials: [PairTally.Trial]) {
    let count = Double(trials.count)
    var (successes, total, squares) = (0.0, 0.0, 0.0)
    for trial in trials {
      successes += trial.success
      total += trial.size
      squares += trial.size * trial.size
    }
    guard trials.count >= 3, total > 0 else { return nil }
    let rate = successes / total
    guard rate > 0, rate < 1 else { return nil }
    var spread = 0.0
    for trial in trials {
      let difference = trial.success / trial.size - rate
      spread += trial.size * difference * difference
    }
    let free = total - squares / total - (count - 1)
    let estimate = free > 0 ? (spread / (rate * (1 - rate)) - (count - 1)) / free : 0
    centre = rate
    phi = min(max(estimate, 0), 1)
    isPooled = phi <= 0
    strength = isPooled ? 0 : (1 - phi) / phi
  }

  /// (x + M p) / (n + M).
  func shrunk(_ success: Double, of size: Double) -> Double {
    isPooled ? centre : (success + strength * centre) / (size + strength)
  }
}
