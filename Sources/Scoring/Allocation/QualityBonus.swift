import Domain

/// What quality adds to an earned amount: `slope · quality + constant` where the quality is above a threshold, else
/// nothing. All are shares, never percents: a published rule of this form multiplied by 24 where it meant 24 %.
/// Formula: BLSQ/orbf2, seed project, restated as shares.
public struct QualityBonus: Sendable, Equatable {
  public let threshold: Double
  public let slope: Double
  public let constant: Double

  /// - Throws: `quality_rule_invalid` unless all are shares from 0 to 1.
  public init(threshold: Double, slope: Double, constant: Double) throws(Problem) {
    guard [threshold, slope, constant].allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw Problem(
        "quality_rule_invalid", "Threshold, slope and constant of a bonus are shares from 0 to 1: 35 % is 0.35.")
    }
    self.threshold = threshold
    self.slope = slope
    self.constant = constant
  }

  /// The share that is added for a quality from 0 to 1.
  ///
  /// - Throws: `quality_out_of_range`.
  public func share(quality: Double) throws(Problem) -> Double {
    guard quality >= 0, quality <= 1 else {
      throw Problem(
        "quality_out_of_range", "A quality is a share from 0 to 1, such as 0.6 for 60 %; got \(quality).",
        at: Place(field: "quality"))
    }
    return quality > threshold ? slope * quality + constant : 0
  }
}
