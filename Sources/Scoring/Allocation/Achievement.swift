import Domain

/// What an actor achieved of one target that is paid for.
public struct Achievement: Sendable, Equatable {
  public let indicator: String
  /// Nil where it was not reported, which earns nothing.
  public let achieved: Double?
  /// Where it is zero nothing can be earned: a target of nothing is no promise.
  public let target: Double
  /// Its part in the actor's score; positive.
  public let weight: Double
  /// The largest part of the target that is paid for, such as 1.25.
  public let cap: Double

  /// - Throws: `achievement_invalid` where a number is negative or not finite, or the weight is zero.
  public init(indicator: String, achieved: Double?, target: Double, weight: Double, cap: Double) throws(Problem) {
    guard (achieved ?? 0) >= 0, (achieved ?? 0).isFinite, target >= 0, target.isFinite, weight > 0, weight.isFinite,
      cap > 0, cap.isFinite
    else {
      throw Problem(
        "achievement_invalid",
        "“\(indicator)” needs an achievement and a target of zero or more, and a positive weight and cap.",
        at: Place(field: indicator))
    }
    self.indicator = indicator
    self.achieved = achieved
    self.target = target
    self.weight = weight
    self.cap = cap
  }

  /// The part of the target that was achieved; 0 for none, or for a target of zero.
  public var ratio: Double {
    guard let achieved, target > 0 else { return 0 }
    return achieved / target
  }

  /// The part that is paid for: nothing below the threshold, and no more than the cap. A ratio equals the threshold
  /// where both agree to a billionth.
  public func payable(threshold: Double) -> Double {
    Quantised.billionths(ratio) >= Quantised.billionths(threshold) ? min(ratio, cap) : 0
  }
}
