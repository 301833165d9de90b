/// What an achievement is worth by how well it is attested (stage S7). The factor multiplies the gain above the zero
/// point of the scale, never a loss: unverified bad news counts in full.
public struct VerificationRule: Hashable, Sendable {
  /// In [0, 1]; 0.8 is a proposal of this project.
  public var unverified: Double
  /// In [0, 1].
  public var rejected: Double
  /// Whether an actor's own record limits ``unverified``: the factor is then at most the lower Wilson bound of the share
  /// of its earlier claims that verifiers upheld. Claims of the run's last period do not speak for themselves.
  public var remembers: Bool

  public init(unverified: Double = 0.8, rejected: Double = 0, remembers: Bool = false) {
    self.unverified = unverified
    self.rejected = rejected
    self.remembers = remembers
  }

  /// What an unverified gain is worth of an actor with a record: `min(unverified, lower Wilson bound)` at 95 %.
  public func trust(in record: Proportion?) -> Double {
    guard remembers, let record else { return unverified }
    return min(unverified, record.wilson(confidence: 0.95).lower)
  }
}
