import Domain
import Postgres
import Store

extension Tadamun {
  /// Records whether an actor may have money of a fund. The latest finding that holds on a day counts.
  /// - Throws: `fund_unknown`, `actor_unknown`, `reason_missing`.
  public func record(_ finding: EligibilityFinding, by source: Source) async throws {
    guard !finding.reason.allSatisfy(\.isWhitespace), !finding.source.allSatisfy(\.isWhitespace) else {
      throw Problem("reason_missing", "A finding has a reason and says where it is from.")
    }
    try await transaction { transaction in
      guard let fund = try await Funds.find([finding.fund], in: transaction)[finding.fund] else {
        throw Problem("fund_unknown", "There is no fund “\(finding.fund)”.")
      }
      guard let actor = try await knownActors([finding.actor], in: transaction)[finding.actor] else {
        throw unknownActor(finding.actor)
      }
      try await Eligibility.record(finding, fund: fund.id, actor: actor, in: transaction)
      let body = JSONText.object([
        "actor": .text(finding.actor.text), "eligible": .text(finding.isEligible ? "yes" : "no"),
        "reason": .text(finding.reason), "source": .text(finding.source),
      ])
      try await Events.append(
        "eligibility_found", about: "fund:\(finding.fund)", body: body, by: source.name, in: transaction)
    }
  }

  /// Records what a fund may spend at most, such as the distributable yield of a waqf. The latest record counts.
  /// - Throws: `fund_unknown`.
  public func record(spendable amount: Money, of fund: Code, from origin: String, by source: Source) async throws {
    try await transaction { transaction in
      guard let stored = try await Funds.find([fund], in: transaction)[fund] else {
        throw Problem("fund_unknown", "There is no fund “\(fund)”.")
      }
      try await Eligibility.recordSpendable(amount, of: stored.id, source: origin, in: transaction)
      let body = JSONText.object(["amount": .text(amount.description), "source": .text(origin)])
      try await Events.append("spendable_recorded", about: "fund:\(fund)", body: body, by: source.name, in: transaction)
    }
  }

  /// Asks for another amount for one actor of a draft. It counts once another person approved it.
  ///
  /// - Throws: `proposal_unknown`, `override_unknown_actor`, `override_without_reason`, `override_negative`,
  ///   `currency_differs`, `proposal_not_draft`, `override_ineligible_actor`.
  public func requestOverride(
    _ amount: Money, for actor: Code, of proposal: Int64, reason: String, by source: Source
  ) async throws -> ProposalOverride {
    if amount.minor < 0 { throw Problem("override_negative", "An override is zero or more.") }
    if reason.allSatisfy(\.isWhitespace) { throw Problem("override_without_reason", "An override needs a reason.") }
    return try await transaction { transaction in
      let stored = try await knownProposal(proposal, in: transaction)
      guard stored.budget.currency == amount.currency else {
        throw Problem("currency_differs", "The proposal pays in \(stored.budget.currency), not in \(amount.currency).")
      }
      guard
        let id = try await Proposals.insertOverride(
          amount.minor, for: actor, of: proposal, reason: reason, by: source.name, in: transaction)
      else {
        throw Problem("override_unknown_actor", "The proposal has no line of “\(actor)”.")
      }
      return try await event("override_requested", override: id, by: source, in: transaction)
    }
  }

  /// Approves an override, as somebody else than who asked for it.
  ///
  /// - Throws: `override_unknown`; `already_approved`; `maker_is_not_checker`; `proposal_not_draft`;
  ///   `proposal_over_budget` where the sum would pass the budget.
  public func approveOverride(_ id: Int64, by source: Source) async throws -> ProposalOverride {
    try await transaction { transaction in
      guard let override = try await Proposals.overrides(id: id, in: transaction).first else {
        throw Problem("override_unknown", "There is no override \(id).")
      }
      try await Proposals.approve(override, by: source.name, in: transaction)
      return try await event("override_approved", override: id, by: source, in: transaction)
    }
  }

  /// Puts a draft forward, approves what was put forward, or withdraws what is not approved.
  ///
  /// - Throws: `proposal_unknown`; `proposal_state_conflict` where the proposal cannot take the step;
  ///   `maker_is_not_checker` where who made it or put it forward would approve it; `reason_missing` for a withdrawal;
  ///   `actor_ineligible` where who would be paid was found not to be eligible meanwhile.
  public func step(
    _ proposal: Int64, of programme: Code? = nil, to state: FundingProposal.State, reason: String = "",
    by source: Source
  ) async throws -> FundingProposal {
    if state == .withdrawn, reason.allSatisfy(\.isWhitespace) {
      throw Problem("reason_missing", "Say why the proposal is withdrawn.")
    }
    if state == .draft { throw Problem("proposal_state_conflict", "A proposal does not become a draft again.") }
    return try await transaction { transaction in
      _ = try await knownProposal(proposal, of: programme, in: transaction)
      if state == .approved, let awardable = try await Grants.awardable(proposal, in: transaction) {
        let zone = try await knownProgramme(awardable.programme, in: transaction).programme.timeZone
        let today = try await Clock.day(at: Clock.now(in: transaction), in: zone, session: transaction)
        try await requireEligible(awardable, on: today, in: transaction)
      }
      try await Proposals.step(proposal, to: state, by: source.name, reason: reason, in: transaction)
      try await Events.append(
        "proposal_\(state.rawValue)", about: "proposal:\(proposal)",
        body: JSONText.object(["reason": .text(reason)]), by: source.name, in: transaction)
      return try await knownProposal(proposal, in: transaction)
    }
  }

  private func event(_ kind: String, override id: Int64, by source: Source, in transaction: Transaction) async throws
    -> ProposalOverride
  {
    guard let override = try await Proposals.overrides(id: id, in: transaction).first else {
      throw Problem("override_unknown", "There is no override \(id).")
    }
    let body = JSONText.object([
      "override": .integer(id), "actor": .text(override.actor.text), "amount_minor": .integer(override.amountMinor),
      "reason": .text(override.reason),
    ])
    try await Events.append(
      kind, about: "proposal:\(override.proposal)", body: body, by: source.name, in: transaction)
    return override
  }
}
