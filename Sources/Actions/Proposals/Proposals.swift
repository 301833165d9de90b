import Domain
import Postgres
import Scoring
import Store

/// A stored proposal with a page of its lines and every override.
public struct ProposalSheet: Sendable {
  public let proposal: FundingProposal
  /// Whose money it is.
  public let fund: Fund
  public let lines: [ProposalLine]
  public let overrides: [ProposalOverride]
  /// What each payer bears of what is payable to an actor, which adds up to it; empty where one payer bears all.
  public let payers: [Code: [PayerShare]]
  /// What it led to, as far as one page shows; empty while it is not awarded.
  public let tranches: [AwardedTranche]
}

extension Tadamun {
  /// The most lines that one page holds.
  public static let maximumLinePage = 1_000

  /// Proposes payments out of a fund from a run, by the rule of money of the framework that ran. The proposal is a draft.
  ///
  /// - Parameters:
  ///   - run: nil for the run that readers see.
  ///   - budget: nil for the rule's own.
  ///   - key: the name of the request; a repeat finds its proposal.
  /// - Throws: `programme_unknown`, `run_unknown`, `fund_unknown`, `proposal_missing`, `currency_differs`;
  ///   `fund_cannot_spend` where the budget is more than the fund may spend; `idempotency_conflict`; what the rule
  ///   refuses.
  public func propose(
    _ programme: Code, run id: Int64? = nil, budget: Money? = nil, fund: Code, key: String, by source: Source
  ) async throws -> FundingProposal {
    guard (1...255).contains(key.unicodeScalars.count) else {
      throw Problem("key_malformed", "A key has 1 to 255 characters.")
    }
    var hash = BodyHash()
    hash.add(programme.text)
    hash.add(id)
    hash.add(budget?.minor)
    hash.add(budget?.currency.code)
    hash.add(fund.text)
    let bodyHash = hash.finalize()
    return try await transaction { transaction in
      if let made = try await Proposals.made(by: source.name, under: key, in: transaction) {
        guard made.bodyHash == bodyHash else { throw ContributionDesk.conflict(key) }
        return try await knownProposal(made.id, in: transaction)
      }
      let stored = try await knownProgramme(programme, in: transaction)
      let run = try await knownRun(id, of: programme, in: transaction)
      guard let fund = try await Funds.find([fund], in: transaction)[fund] else {
        throw Problem("fund_unknown", "There is no fund “\(fund)”.")
      }
      let desk = try await ProposalDesk(run, in: transaction)
      let money = try budget ?? Money(minor: desk.rule.budgetMinor, Currency(desk.rule.currency))
      guard money.currency.code == desk.rule.currency else {
        throw Problem("currency_differs", "The rule pays in \(desk.rule.currency), not in \(money.currency).")
      }
      let claimed = try await desk.paidClaims(of: stored, in: transaction)
      let read = try await desk.claims(for: fund, paying: claimed, in: transaction)
      let (lines, leftovers) = try desk.share(read, paying: claimed, budgetMinor: money.minor)
      let header = Proposals.Header(
        programme: stored.id, run: run.id, fund: fund.id, budget: money, node: desk.node,
        method: desk.rule.method.rawValue, source: source.name, key: key, bodyHash: bodyHash, madeBy: source.name)
      guard let proposal = try await Proposals.insert(header, in: transaction) else {
        throw Problem("request_in_flight", "The same request is being handled; repeat it.")
      }
      try await Proposals.insert(lines, of: proposal, in: transaction)
      try await Proposals.insert(leftovers, of: proposal, in: transaction)
      try await Proposals.insert(claimed.shares, of: proposal, in: transaction)
      let body = JSONText.object(["run": .integer(run.id), "budget_minor": .integer(money.minor)])
      try await Events.append(
        "proposal_made", about: "proposal:\(proposal)", body: body, by: source.name, in: transaction)
      // The total is counted at commit; here already, so that what is answered is what is stored.
      try await transaction.execute("SET CONSTRAINTS proposals_explain_their_budget IMMEDIATE")
      return try await knownProposal(proposal, in: transaction)
    }
  }

  /// The latest proposals of a programme, newest first; at most 100.
  /// - Throws: `programme_unknown`.
  public func proposals(of programme: Code, before: Int64 = .max, limit: Int) async throws -> [FundingProposal] {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      return try await Proposals.list(
        of: stored.id, before: before, limit: min(max(limit, 1), 101), in: transaction)
    }
  }

  /// A proposal with a page of its lines in the order of codes.
  ///
  /// - Parameter programme: nil where it may be of any.
  /// - Throws: `proposal_unknown`.
  public func proposal(_ id: Int64, of programme: Code? = nil, after actor: Code? = nil, limit: Int) async throws
    -> ProposalSheet
  {
    try await proposal(id, of: programme, .byCode(after: actor), limit: limit)
  }

  /// As ``proposal(_:of:after:limit:)``, what is paid most first, without the first `offset` lines.
  /// - Throws: `proposal_unknown`.
  public func proposal(_ id: Int64, of programme: Code, largestFrom offset: Int, limit: Int) async throws
    -> ProposalSheet
  {
    try await proposal(id, of: programme, .largestFirst(offset: max(offset, 0)), limit: limit)
  }

  private func proposal(_ id: Int64, of programme: Code?, _ paging: Proposals.Paging, limit: Int) async throws
    -> ProposalSheet
  {
    try await reading { transaction in
      let proposal = try await knownProposal(id, of: programme, in: transaction)
      guard let fund = try await Funds.find([proposal.fund], in: transaction)[proposal.fund] else {
        throw Problem("fund_unknown", "There is no fund “\(proposal.fund)”.")
      }
      let lines = try await Proposals.lines(
        of: id, paging, limit: min(max(limit, 1), Tadamun.maximumLinePage + 1), in: transaction)
      let run = try await knownRun(proposal.run, of: proposal.programme, in: transaction)
      let split = try await ProposalDesk(run, in: transaction).rule.payerSplit()
      return ProposalSheet(
        proposal: proposal, fund: fund.fund, lines: lines,
        overrides: try await Proposals.overrides(of: id, in: transaction),
        payers: split.map { split in
          Dictionary(lines.map { ($0.actor, split.shares(of: $0.payableMinor)) }) { first, _ in first }
        } ?? [:], tranches: try await Grants.tranches(of: id, limit: Tadamun.maximumLinePage, in: transaction))
    }
  }

  func knownProposal(_ id: Int64, of programme: Code? = nil, in transaction: Transaction) async throws
    -> FundingProposal
  {
    guard let found = try await Proposals.find(id, in: transaction), programme == nil || found.programme == programme
    else { throw Problem("proposal_unknown", "There is no proposal \(id).") }
    return found
  }
}

extension PayerSplit {
  /// What each payer bears, and what nobody of them does where that is something.
  fileprivate func shares(of amount: Int64) -> [PayerShare] {
    guard amount > 0 else { return [] }
    let (amounts, rest) = split(amount)
    let shares = zip(payers, amounts).map { PayerShare(payer: $0.name, amountMinor: $1) }
    return rest > 0 ? shares + [PayerShare(payer: nil, amountMinor: rest)] : shares
  }
}
