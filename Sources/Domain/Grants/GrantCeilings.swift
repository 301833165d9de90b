/// How much may be granted to a project, and what the grantee brings: numbers of a policy, never of this program.
public struct GrantCeilings: Hashable, Sendable {
  /// The most that one grant may be; nil where the policy sets none.
  public let maximum: Money?
  /// The most of a project's cost that a grant may pay, in basis points.
  public let maximumShare: Int64?
  /// The most of the own part that counts in kind, in basis points.
  public let inKindShare: Int64?
  /// The least share of youth and women among the members, in basis points.
  public let youthAndWomenShare: Int64?

  public init(maximum: Money?, maximumShare: Int64?, inKindShare: Int64?, youthAndWomenShare: Int64?) {
    self.maximum = maximum
    self.maximumShare = maximumShare
    self.inKindShare = inKindShare
    self.youthAndWomenShare = youthAndWomenShare
  }

  /// - Throws: `policy_value_of_wrong_type`.
  public init(_ policy: Policy) throws(Problem) {
    self.init(
      maximum: try policy.optionalMoney("grant_maximum"),
      maximumShare: try policy.optionalInteger("grant_maximum_share_bp"),
      inKindShare: try policy.optionalInteger("grant_in_kind_share_bp"),
      youthAndWomenShare: try policy.optionalInteger("grant_youth_and_women_share_bp"))
  }

  /// What is wrong with an application; empty where nothing is.
  ///
  /// `grant_over_ceiling`, `in_kind_over_cap`, `members_missing`, `youth_and_women_too_few`, `currency_differs`.
  public func problems(of plan: GrantPlan, members: Int?, youthAndWomen: Int?) -> [Problem] {
    if let maximum, maximum.currency != plan.cost.currency {
      return [Problem("currency_differs", "The ceiling is in \(maximum.currency), the plan in \(plan.cost.currency).")]
    }
    return [overCeiling(plan), inKindOverCap(plan), tooFew(members, youthAndWomen)].compactMap(\.self)
  }

  /// The most that may be granted to a project of this cost.
  public func limit(of cost: Money) -> Int64 {
    min(maximum?.minor ?? .max, maximumShare.map { cost.minor.share(basisPoints: $0) } ?? .max)
  }

  /// The most of an own part that counts in kind.
  public func inKindLimit(ofOwn own: Int64) -> Int64 { inKindShare.map { own.share(basisPoints: $0) } ?? own }

  private func overCeiling(_ plan: GrantPlan) -> Problem? {
    let limit = limit(of: plan.cost)
    guard plan.requested.minor > limit else { return nil }
    let own = plan.cost.minor - limit - plan.others.minor
    let inKind = inKindLimit(ofOwn: own)
    let text = { (minor: Int64) in (try? Money(minor: minor, plan.cost.currency))?.description ?? "\(minor)" }
    return Problem(
      "grant_over_ceiling",
      "At most \(text(limit)) may be granted to a project of \(plan.cost); the own part is then \(text(own)), of which "
        + "in kind at most \(text(inKind)) and in cash at least \(text(own - inKind)).", at: Place(field: "requested"))
  }

  private func inKindOverCap(_ plan: GrantPlan) -> Problem? {
    let limit = inKindLimit(ofOwn: plan.own)
    guard plan.ownInKind.minor > limit, let most = try? Money(minor: limit, plan.cost.currency) else { return nil }
    return Problem(
      "in_kind_over_cap", "Of this own part at most \(most) counts in kind, not \(plan.ownInKind).",
      at: Place(field: "own_in_kind"))
  }

  private func tooFew(_ members: Int?, _ youthAndWomen: Int?) -> Problem? {
    guard let share = youthAndWomenShare, share > 0 else { return nil }
    guard let members, let youthAndWomen, members > 0 else {
      return Problem(
        "members_missing", "Say how many members there are, and how many are young or women.",
        at: Place(field: "members"))
    }
    guard Int64(youthAndWomen) * 10_000 < Int64(members) * share else { return nil }
    return Problem(
      "youth_and_women_too_few",
      "\(youthAndWomen) of \(members) members are young or women; \(share) of 10000 must be.",
      at: Place(field: "members"))
  }
}
