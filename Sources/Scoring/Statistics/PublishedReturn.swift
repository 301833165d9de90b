/// A ratio that somebody else published, which may or may not have been adjusted already.
public struct PublishedReturn: Sendable, Hashable {
  public let ratio: Double
  /// Nil where the source does not say.
  public let basis: AdjustmentRule.Basis?

  public init(ratio: Double, basis: AdjustmentRule.Basis?) {
    self.ratio = ratio
    self.basis = basis
  }

  /// The ratio after our own adjustment. A net one had its deductions, and one of unknown basis may have had them:
  /// deducting the same thing twice gives no number at all.
  public func adjusted(by rule: AdjustmentRule) -> Double? {
    switch basis {
    case .gross: ratio * rule.factor
    case .net: rule.factor == 1 ? ratio : nil
    case nil: nil
    }
  }
}
