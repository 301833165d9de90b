/// What of an outcome is not the actor's doing: shares in [0, 1] taken off the gain over the baseline, each once.
///
/// Source: The SROI Network, A Guide to Social Return on Investment (2012), stage 4:
/// impact = outcome × (1 − deadweight) × (1 − displacement) × (1 − attribution).
public struct AdjustmentRule: Hashable, Sendable {
  /// Whether the reported numbers still hold what is to be taken off.
  public enum Basis: String, CaseIterable, Hashable, Sendable {
    case gross
    /// Somebody took it off before; a framework that takes it off again is refused.
    case net
  }

  public var basis: Basis
  public var deadweight: Double
  public var attribution: Double
  public var displacement: Double
  /// The share by which the outcome fades each further year; it leaves the first year as it is.
  public var dropOff: Double

  public init(
    basis: Basis = .gross, deadweight: Double = 0, attribution: Double = 0, displacement: Double = 0,
    dropOff: Double = 0
  ) {
    self.basis = basis
    self.deadweight = deadweight
    self.attribution = attribution
    self.displacement = displacement
    self.dropOff = dropOff
  }

  /// What is left of the first year's gain.
  public var factor: Double { (1 - deadweight) * (1 - displacement) * (1 - attribution) }

  /// What is left of the gain in a year that counts from 1.
  public func factor(year: Int) -> Double {
    var factor = self.factor
    for _ in 1..<max(year, 1) { factor *= 1 - dropOff }
    return factor
  }
}
