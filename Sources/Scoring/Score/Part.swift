/// What one indicator of one actor for one group brought to the score.
public struct Part: Hashable, Sendable {
  /// The index in ``Plan/groups``.
  public let group: Int
  /// The index in ``Plan/indicators``.
  public let indicator: Int
  public let status: CellStatus
  /// The factor on the gain, in [0, 1]: 1 where all is verified.
  public let evidence: Double
  /// The share of the value that was verified, in [0, 1]; 0 where something stands in for a missing value.
  public let verified: Double
  /// The share of the root's weight after rescaling to what is there.
  public let weight: Double
  /// Part of the root's score; all parts of an actor add up to it.
  public let contribution: Double
  // NaN where there is none: an optional would make a part a third larger.
  let rawNumber: Double
  let achievementNumber: Double
  let normalisedNumber: Double
  let scoredNumber: Double

  /// The value after roll-up, denominators and what stands in for a missing one.
  public var raw: Double? { rawNumber.isNaN ? nil : rawNumber }
  /// The normalised value before caps.
  public var achievement: Double? { achievementNumber.isNaN ? nil : achievementNumber }
  /// The normalised value after caps, before verification.
  public var normalised: Double? { normalisedNumber.isNaN ? nil : normalisedNumber }
  /// The value that was aggregated: after verification.
  public var scored: Double? { scoredNumber.isNaN ? nil : scoredNumber }
  /// Whether a cap cut the normalised value.
  public var isCapped: Bool { !normalisedNumber.isNaN && achievementNumber != normalisedNumber }

  /// The same cell with another weight and contribution.
  func weighing(_ weight: Double, bringing contribution: Double) -> Part {
    Part(
      group: group, indicator: indicator, status: status, evidence: evidence, verified: verified, weight: weight,
      contribution: contribution, rawNumber: rawNumber, achievementNumber: achievementNumber,
      normalisedNumber: normalisedNumber, scoredNumber: scoredNumber)
  }
}
