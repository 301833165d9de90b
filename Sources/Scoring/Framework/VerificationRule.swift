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
  /// The largest difference between a claim and what verification found, as a share of the latter, that is let through;
  /// nil where differences have no consequence. An indicator of a group in which one period of the run is past it counts
  /// as rejected in all of them: over-declaring never pays (``DiscrepancyGate``).
  public var discrepancy: Double?
  /// What is left of the gain of an indicator of a group in which a claim of the run went beyond what verification found,
  /// by how far the boldest did; in the order of their limits, each keeping less. What is taken off counts as rejected.
  public var overDeclared: [OverDeclarationBand]

  public init(
    unverified: Double = 0.8, rejected: Double = 0, remembers: Bool = false, discrepancy: Double? = nil,
    overDeclared: [OverDeclarationBand] = []
  ) {
    self.unverified = unverified
    self.rejected = rejected
    self.remembers = remembers
    self.discrepancy = discrepancy
    self.overDeclared = overDeclared
  }

  /// What an unverified gain is worth of an actor with a record: `min(unverified, lower Wilson bound)` at 95 %.
  public func trust(in record: Proportion?) -> Double {
    guard remembers, let record else { return unverified }
    return min(unverified, record.wilson(confidence: 0.95).lower)
  }
}
