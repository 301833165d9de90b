/// Pays validated quantities only where claims and verification agree, and nothing for a quarter in which one month
/// did not: over-declaring never pays.
/// Rule: BLSQ/orbf-rules_engine, Senegal system (5 %).
public struct DiscrepancyGate: Sendable, Hashable {
  /// The largest difference that is let through, as a share of what was verified.
  public var tolerance: Double

  public init(tolerance: Double = 0.05) { self.tolerance = tolerance }

  /// One indicator in one month. Missing numbers are nil; quantities are not negative.
  public struct Month: Sendable, Hashable {
    public var claimed: Double?
    public var verified: Double?
    public var validated: Double?

    public init(claimed: Double?, verified: Double?, validated: Double?) {
      self.claimed = claimed
      self.verified = verified
      self.validated = validated
    }

    /// `|claimed − verified| / verified` as a share, a missing claim being a claim of nothing. A claim that verification
    /// found to be nothing at all differs by 1, that is 100 %. Nil where nothing was verified.
    public var difference: Double? {
      guard let verified else { return nil }
      let claimed = claimed ?? 0
      guard verified != 0 else { return claimed == 0 ? 0 : 1 }
      return abs(claimed - verified) / abs(verified)
    }
  }

  /// Whether the difference is past the tolerance. A month without verification has none to be past it; what is not
  /// verified is discounted elsewhere.
  public func isSanctioned(_ month: Month) -> Bool {
    month.difference.map { Quantised.billionths($0) > Quantised.billionths(tolerance) } ?? false
  }

  /// The quantity that is paid for each month of a quarter: validated, or nothing at all where any month is sanctioned.
  public func payable(quarter months: [Month]) -> [Double] {
    let clean = !months.contains(where: isSanctioned)
    return months.map { clean ? $0.validated ?? 0 : 0 }
  }
}
