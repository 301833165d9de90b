extension ContributionMatch {
  /// What held a match below `factor · money`.
  public enum Limit: String, Sendable, Hashable, CaseIterable {
    /// Nothing did.
    case matched
    /// Only a part of one contribution is matched.
    case contributionPart = "contribution_part"
    case projectLimit = "project_limit"
    case poolSpent = "pool_spent"
  }

  /// The match of a contribution, as ``match(contributionMinor:matchedBeforeMinor:poolLeftMinor:)``, with what held it:
  /// of several limits the tightest, and where two are equal the one that stands first above.
  public func explainedMatch(
    contributionMinor: Int64, matchedBeforeMinor: Int64, poolLeftMinor: Int64
  ) -> (amountMinor: Int64, limit: Limit) {
    let amount = match(
      contributionMinor: contributionMinor, matchedBeforeMinor: matchedBeforeMinor, poolLeftMinor: poolLeftMinor)
    let wanted = Int128(max(0, contributionMinor)) * Int128(factorBasisPoints) / 10_000
    if Int128(amount) == wanted { return (amount, .matched) }
    let part = Int128(max(0, min(contributionMinor, matchedContributionMinor ?? contributionMinor)))
    if Int128(amount) == part * Int128(factorBasisPoints) / 10_000 { return (amount, .contributionPart) }
    if let limit = projectLimitMinor, amount == max(0, limit - matchedBeforeMinor) { return (amount, .projectLimit) }
    return (amount, .poolSpent)
  }
}
