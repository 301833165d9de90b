/// A ratio that somebody else published, which may or may not have been adjusted already.
public struct PublishedReturn: Sendable, Equatable {
  public enum Basis: Sendable { case gross, net }

  public let ratio: Double
  /// Nil where the source does not say.
  public let basis: Basis?

  public init(ratio: Double, basis: Basis?) {
    self.ratio = ratio
    self.basis = basis
  }

  /// The ratio after our own adjustment: for a gross ratio alone. A net one had its deductions, and one of unknown basis
  /// may have had them; deducting the same thing twice gives no number at all.
  public func adjusted(netRate: Double) -> Double? {
    basis == .gross ? ratio * netRate : nil
  }
}
