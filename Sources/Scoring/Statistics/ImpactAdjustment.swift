import Domain

/// What part of a change would have happened anyway, elsewhere or by others: shares from 0 to 1, never percents.
/// Source: the SROI Network, A Guide to Social Return on Investment, 2012, stage 4.
public struct ImpactAdjustment: Sendable, Hashable {
  /// The share that would have happened anyway.
  public let deadweight: Double
  /// The share that others brought about.
  public let attribution: Double
  /// The share that pushed out something of the same kind.
  public let displacement: Double
  /// The share of each year's effect that is gone the year after.
  public let dropOff: Double

  /// - Throws: `adjustment_out_of_range` where a share lies outside 0 to 1: 25 % is written 0.25.
  public init(
    deadweight: Double = 0, attribution: Double = 0, displacement: Double = 0, dropOff: Double = 0
  ) throws(Problem) {
    let shares = [
      ("deadweight", deadweight), ("attribution", attribution), ("displacement", displacement), ("drop_off", dropOff),
    ]
    for (field, share) in shares where !(share >= 0 && share <= 1) {
      throw Problem(
        "adjustment_out_of_range", "\(field) is a share from 0 to 1, such as 0.25 for 25 %; got \(share).",
        at: Place(field: field))
    }
    self.deadweight = deadweight
    self.attribution = attribution
    self.displacement = displacement
    self.dropOff = dropOff
  }

  /// The share of the first year's change that counts: `(1−deadweight)(1−displacement)(1−attribution)`.
  public var netRate: Double { (1 - deadweight) * (1 - displacement) * (1 - attribution) }

  /// The share that counts in a year, 1 being the first: `netRate · (1−drop_off)^(year−1)`.
  public func netRate(inYear year: Int) -> Double {
    var rate = netRate
    for _ in 1..<max(year, 1) { rate *= 1 - dropOff }
    return rate
  }
}
