import Domain

/// What is left of a gain where a claim went beyond what verification found: over-declaring costs more the further it
/// goes, as in performance-based financing.
public struct OverDeclarationBand: Hashable, Sendable {
  /// The band begins above this share of what was found.
  public var above: Double
  /// The factor on the gain, in [0, 1].
  public var keeps: Double

  public init(above: Double, keeps: Double) {
    self.above = above
    self.keeps = keeps
  }
}

extension VerificationRule {
  /// The factor on a gain whose claims went `share` beyond what was found; 1 where no band begins below it.
  func kept(overDeclared share: Double) -> Double {
    // Shares that agree to a billionth are equal.
    let share = Quantised.billionths(share)
    return overDeclared.last { share > Quantised.billionths($0.above) }?.keeps ?? 1
  }
}

extension Series {
  /// By how much the boldest of the claims that verification corrected went beyond what it found, as a share of that, in
  /// the direction in which the indicator is good; 0 where none did.
  func overDeclaration(isUp: Bool) -> Double {
    var most = 0.0
    for cell in cells where cell.verdict == .verified && !cell.verifiedValue.isNaN {
      let claimed = cell.value.isNaN && cell.denominator > 0 ? cell.numerator / cell.denominator : cell.value
      let excess = isUp ? claimed - cell.verifiedValue : cell.verifiedValue - claimed
      guard excess > 0, let share = Discrepancy.share(claimed: claimed, verified: cell.verifiedValue) else { continue }
      most = max(most, share)
    }
    return most
  }
}
