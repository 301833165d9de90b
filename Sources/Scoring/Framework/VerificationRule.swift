/// What an achievement is worth by how well it is attested (stage S7). The factor multiplies the gain above the zero
/// point of the scale, never a loss: unverified bad news counts in full.
public struct VerificationRule: Hashable, Sendable {
  /// In [0, 1]; 0.8 is a proposal of this project.
  public var unverified: Double
  /// In [0, 1].
  public var rejected: Double

  public init(unverified: Double = 0.8, rejected: Double = 0) {
    self.unverified = unverified
    self.rejected = rejected
  }
}
