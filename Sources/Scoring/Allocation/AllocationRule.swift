import Domain

/// A way to turn claims into amounts. What all rules have in common is done once, in
/// ``propose(_:budgetMinor:overrides:)``.
public protocol AllocationRule: Sendable {
  associatedtype Claim: AllocationClaim

  /// Shares `remainingMinor` among eligible claims, which stand in the order of actor codes, each once.
  ///
  /// - Parameters:
  ///   - others: The claims beside them, which are not eligible or were decided by an override.
  ///   - budgetMinor: the whole budget, of which overrides may have taken a part; caps are measured by it.
  /// - Returns: one row a claim, and leftovers; together exactly `remainingMinor`.
  func share(
    _ claims: [Claim], beside others: [Claim], remainingMinor: Int64, budgetMinor: Int64
  ) throws(Problems) -> Allotment
}

extension AllocationRule {
  /// The proposal for a budget. The same claims in any order give the same proposal.
  ///
  /// Overrides are taken first; the rest of the budget is shared among the other eligible claims.
  ///
  /// - Throws: `budget_out_of_range`, `too_many_claims` or `duplicate_actor`; what ``OverrideCheck`` finds; and what the
  ///   rule itself refuses.
  public func propose(
    _ claims: [Claim], budgetMinor: Int64, overrides: [Override] = []
  ) throws(Problems) -> Proposal {
    try Problems.throwIfAny(ClaimCheck.problems(claims.map(\.actor), budgetMinor: budgetMinor))
    try Problems.throwIfAny(OverrideCheck.problems(overrides, claims: claims, budgetMinor: budgetMinor))
    let overridden = Dictionary(uniqueKeysWithValues: overrides.map { ($0.actor, $0) })
    let remaining = budgetMinor - overrides.reduce(0) { $0 + $1.amountMinor }
    let isOpen = { (claim: Claim) in claim.ineligibility == nil && overridden[claim.actor] == nil }
    let open = claims.filter(isOpen).sorted { $0.actor < $1.actor }
    let allotment = try share(
      open, beside: claims.filter { !isOpen($0) }, remainingMinor: remaining, budgetMinor: budgetMinor)
    let decided = overrides.map { fact in
      Proposal.Row(
        actor: fact.actor, amountMinor: fact.amountMinor,
        reason: .overridden(reason: fact.reason, approver: fact.approver))
    }
    let excluded = claims.compactMap { claim in
      claim.ineligibility.map { Proposal.Row(actor: claim.actor, amountMinor: 0, reason: .ineligible($0)) }
    }
    let rows = (allotment.rows + decided + excluded).sorted { $0.actor < $1.actor }
    return Proposal(
      budgetMinor: budgetMinor, rows: rows, leftovers: allotment.leftovers.filter { $0.amountMinor > 0 })
  }
}
