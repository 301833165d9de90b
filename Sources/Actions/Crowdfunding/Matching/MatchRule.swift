import Domain
import Scoring
import Store

/// The rule of a pool that matches pledge by pledge, and what it has come to so far: used when a pledge is captured, and
/// again from the first movement on when the books are verified.
struct MatchRule {
  /// Another pledge of a backer who had as many matched as the pool allows.
  static let backerLimit = "backer_limit"

  let terms: PledgeMatching
  private let rule: ContributionMatch

  init(_ terms: PledgeMatching) throws(Problem) {
    self.terms = terms
    rule = try ContributionMatch(
      factorBasisPoints: Int64(terms.factorBasisPoints), matchedContributionMinor: terms.pledgePart?.minor,
      projectLimitMinor: terms.campaignLimit?.minor)
  }

  /// The match of one pledge, in minor units, and what held it.
  ///
  /// - Parameters:
  ///   - matchedBeforeMinor: What its campaign has of the pool already.
  ///   - poolLeftMinor: What the pool has that is neither promised nor gone.
  ///   - matchedPledges: How many pledges of the same giver the pool matches already.
  func award(pledgeMinor: Int64, matchedBeforeMinor: Int64, poolLeftMinor: Int64, matchedPledges: Int)
    -> (amountMinor: Int64, reason: String)
  {
    if let most = terms.pledgesPerBacker, matchedPledges >= most { return (0, MatchRule.backerLimit) }
    let (amount, limit) = rule.explainedMatch(
      contributionMinor: pledgeMinor, matchedBeforeMinor: matchedBeforeMinor, poolLeftMinor: poolLeftMinor)
    return (amount, limit.rawValue)
  }
}

extension MatchRule {
  /// Applies the rule again to every movement of a pool, in their order.
  struct Replay {
    private let rule: MatchRule
    private var poolLeftMinor: Int64 = 0
    private var matchedMinor: [Int64: Int64] = [:]
    /// Of each name of a giver, the pledges that are matched.
    private var matchedPledges: [String: Set<Code>] = [:]
    private(set) var differences: [String] = []

    init(_ rule: MatchRule) { self.rule = rule }

    mutating func take(_ movement: MatchPools.Replayed, of pool: Code) {
      let campaign = movement.campaign ?? 0
      switch movement.kind {
      case .receipt: poolLeftMinor += movement.amountMinor
      case .withdrawal: poolLeftMinor -= movement.amountMinor
      case .payment: break
      case .return:
        poolLeftMinor += movement.amountMinor
        matchedMinor[campaign, default: 0] -= movement.amountMinor
        for giver in movement.givers { if let pledge = movement.pledge { matchedPledges[giver]?.remove(pledge) } }
      case .award:
        let known = movement.givers.reduce(into: Set()) { $0.formUnion(matchedPledges[$1] ?? []) }
        let (amount, reason) = rule.award(
          pledgeMinor: movement.pledgeMinor ?? 0, matchedBeforeMinor: matchedMinor[campaign] ?? 0,
          poolLeftMinor: poolLeftMinor, matchedPledges: known.count)
        if amount != movement.amountMinor || reason != movement.reason {
          let pledge = movement.pledge.map { $0.text } ?? "?"
          differences.append(
            "pool \(pool): pledge \(pledge) has \(movement.amountMinor) (\(movement.reason ?? "")), the rule gives "
              + "\(amount) (\(reason))")
        }
        poolLeftMinor -= movement.amountMinor
        matchedMinor[campaign, default: 0] += movement.amountMinor
        guard movement.amountMinor > 0, let pledge = movement.pledge else { return }
        for giver in movement.givers { matchedPledges[giver, default: []].insert(pledge) }
      }
    }
  }
}
