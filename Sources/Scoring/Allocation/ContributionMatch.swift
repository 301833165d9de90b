import Domain

/// Matching each contribution by a factor, within limits, as it comes in: `min(factor · money, limits, what the pool
/// has)`. Formulas of Goteo's matchfunding (multiplication and percentage) restated; amounts are rounded down, so that
/// a funder never pays more than was promised.
public struct ContributionMatch: Sendable, Equatable {
  /// What one unit is matched with, in hundredths of a percent: 10,000 doubles a contribution.
  public let factorBasisPoints: Int64
  /// The part of one contribution that is matched at all; nil for all of it.
  public let matchedContributionMinor: Int64?
  /// The largest match that one project has in all; nil for no limit.
  public let projectLimitMinor: Int64?

  /// - Throws: `match_factor_out_of_range` or `match_limit_out_of_range`.
  public init(
    factorBasisPoints: Int64, matchedContributionMinor: Int64? = nil, projectLimitMinor: Int64? = nil
  ) throws(Problem) {
    guard (1...1_000_000).contains(factorBasisPoints) else {
      throw Problem(
        "match_factor_out_of_range", "A match factor lies from 1 to 1,000,000 basis points; 10,000 doubles a gift.",
        at: Place(field: "factor"))
    }
    guard (matchedContributionMinor ?? 0) >= 0, (projectLimitMinor ?? 0) >= 0 else {
      throw Problem(
        "match_limit_out_of_range", "A limit of a match is zero or more minor units.", at: Place(field: "limit"))
    }
    self.factorBasisPoints = factorBasisPoints
    self.matchedContributionMinor = matchedContributionMinor
    self.projectLimitMinor = projectLimitMinor
  }

  /// The match of a contribution.
  ///
  /// - Parameters:
  ///   - contributionMinor: a positive amount; anything else is matched with nothing.
  ///   - matchedBeforeMinor: what the project has had from this pool already.
  ///   - poolLeftMinor: what the pool still has.
  public func match(
    contributionMinor: Int64, matchedBeforeMinor: Int64 = 0, poolLeftMinor: Int64 = Money.limit
  ) -> Int64 {
    let counted = max(0, min(contributionMinor, matchedContributionMinor ?? contributionMinor))
    let wanted = Int128(counted) * Int128(factorBasisPoints) / 10_000
    let room = projectLimitMinor.map { max(0, $0 - matchedBeforeMinor) } ?? Int64.max
    return Int64(min(wanted, Int128(room), Int128(max(0, poolLeftMinor))))
  }
}
