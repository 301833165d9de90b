/// What one indicator for one group brought to an actor's score; all parts of an actor add up to it.
public struct ScorePart: Hashable, Sendable {
  /// The framework's code of the indicator.
  public let indicator: String
  public let group: String
  /// The value after roll-up; nil where there is none.
  public let raw: Double?
  /// On the framework's scale, after caps and before verification.
  public let normalised: Double?
  /// The factor on the gain, 0 to 1: 1 where all is verified.
  public let evidence: Double
  /// The share of the whole weight after rescaling to what is there.
  public let weight: Double
  public let contribution: Double
  public let status: String

  public init(
    indicator: String, group: String, raw: Double?, normalised: Double?, evidence: Double, weight: Double,
    contribution: Double, status: String
  ) {
    self.indicator = indicator
    self.group = group
    self.raw = raw
    self.normalised = normalised
    self.evidence = evidence
    self.weight = weight
    self.contribution = contribution
    self.status = status
  }
}
