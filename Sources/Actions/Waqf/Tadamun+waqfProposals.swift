import Domain
import Postgres
import Store

extension Tadamun {
  /// Turns the lines of an approved proposal out of a waqf's yield into orders to pay its beneficiaries, all or none and
  /// each once. Another person approves each order's decision; ``executeShares(of:on:by:)`` pays what was approved.
  ///
  /// An actor that is a beneficiary under several names is paid under each in turn, up to what is set aside.
  ///
  /// - Parameter prefix: An order's code is this, a dash, and its beneficiary's name.
  /// - Returns: The orders, in the order of their codes.
  /// - Throws: `proposal_unknown` where it is no proposal out of a waqf's yield; `proposal_not_approved`,
  ///   `nothing_to_award`, `already_ordered`; and what stands in the way of an order at once: `beneficiary_unknown`,
  ///   `waqf_share_exceeded`, `maintenance_first`.
  @discardableResult
  public func orderShares(of proposal: Int64, prefix: Code, on day: CalendarDate, by person: Person) async throws
    -> [ProposedShare]
  {
    try await transaction { transaction in
      guard let payable = try await WaqfProposals.payable(proposal, in: transaction) else {
        throw Problem("proposal_unknown", "There is no proposal \(proposal) out of a waqf's yield.")
      }
      guard payable.state == "approved" else {
        throw Problem("proposal_not_approved", "The proposal \(proposal) is \(payable.state), not approved.")
      }
      guard !payable.lines.isEmpty else {
        throw Problem("nothing_to_award", "The proposal \(proposal) gives nobody anything.")
      }
      let waqf = try await lockedWaqf(payable.waqf, in: transaction)
      guard try await WaqfProposals.shares(of: proposal, in: transaction).isEmpty else {
        throw Problem("already_ordered", "The proposal \(proposal) has its orders already.")
      }
      let policy = try await waqfTerms(waqf.deed.policy, on: day, in: transaction).policy
      let actors = try await knownActors(payable.lines.map(\.actor), in: transaction)
      for (actor, beneficiary, amount) in try await shares(payable, of: waqf, in: transaction) {
        let order = try WaqfOrder(
          Code("\(prefix)-\(beneficiary)"), of: waqf.deed.code, .share(beneficiary: beneficiary, amount),
          reason: "proposal \(proposal)")
        try await WaqfOrderDesk(order, of: waqf).check(on: day, self, in: transaction)
        let decision = try await request(
          order.decisionKind, on: order.subject, body: WaqfOrderBody.text(order), under: policy, by: person,
          in: transaction)
        try await WaqfProposals.insert(
          order, to: actors[actor] ?? ID(0), beneficiary: beneficiary, amount, of: proposal, waqf: waqf.id,
          decision: decision, by: person, in: transaction)
      }
      let shares = try await WaqfProposals.shares(of: proposal, in: transaction)
      try await event(
        "waqf_shares_ordered", waqf, ["proposal": .integer(proposal), "orders": .integer(Int64(shares.count))],
        Source(person.name), in: transaction)
      return shares
    }
  }

  /// Each line as payments under the deed's names of its actor.
  private func shares(_ payable: WaqfProposals.Payable, of waqf: WaqfDeeds.Stored, in transaction: Transaction)
    async throws -> [(actor: Code, beneficiary: Code, amount: Money)]
  {
    let unpaid = try await WaqfPayouts.unpaid(of: waqf.id, in: transaction)
    var found: [(actor: Code, beneficiary: Code, amount: Money)] = []
    for (actor, amount) in payable.lines {
      let names = unpaid.filter { $0.actor == actor }
      guard !names.isEmpty else {
        throw Problem("beneficiary_unknown", "Nothing was ever set aside for “\(actor)”.")
      }
      var left = amount.minor
      for name in names where left > 0 && name.unpaidMinor > 0 {
        let part = min(left, name.unpaidMinor)
        found.append((actor, name.beneficiary, try Money(minor: part, amount.currency)))
        left -= part
      }
      guard left == 0 else {
        let most = try Money(minor: amount.minor - left, amount.currency)
        throw Problem("waqf_share_exceeded", "For \(actor) are set aside \(most), not \(amount).")
      }
    }
    return found
  }

  /// Pays every order of a proposal that another person has approved, each in a transaction of its own: one that the
  /// waqf's rules refuse that day stops those after it, and what is paid stays paid. Done again, it pays the rest.
  ///
  /// - Returns: The orders as they stand now.
  /// - Throws: `proposal_unknown`; what ``execute(waqfOrder:on:by:)`` throws.
  public func executeShares(of proposal: Int64, on day: CalendarDate, by person: Person) async throws
    -> [ProposedShare]
  {
    for share in try await proposedShares(of: proposal) where share.outcome == .approved && !share.isPaid {
      try await execute(waqfOrder: share.decision, on: day, by: person)
    }
    return try await proposedShares(of: proposal)
  }

  /// The orders that a proposal out of a waqf's yield was turned into, in the order of their codes.
  /// - Throws: `proposal_unknown`.
  public func proposedShares(of proposal: Int64) async throws -> [ProposedShare] {
    try await reading { transaction in
      guard try await WaqfProposals.payable(proposal, in: transaction) != nil else {
        throw Problem("proposal_unknown", "There is no proposal \(proposal) out of a waqf's yield.")
      }
      return try await WaqfProposals.shares(of: proposal, in: transaction)
    }
  }
}
