/// A rate and the interval that it lies in.
public struct RateInterval: Sendable, Equatable {
  public let estimate: Double
  public let lower: Double
  public let upper: Double

  public init(estimate: Double, lower: Double, upper: Double) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
  }
}
