/// Another reported indicator that values are divided by (stage S2): v / d × scale. A denominator that is missing or
/// not above zero leaves the value missing, never zero and never infinite.
public struct DenominatorRule: Hashable, Sendable {
  public var indicator: String
  public var scale: Double

  public init(_ indicator: String, scale: Double = 1) {
    self.indicator = indicator
    self.scale = scale
  }
}
