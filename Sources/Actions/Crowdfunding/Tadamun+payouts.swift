import Domain
import Postgres
import Store

extension Tadamun {
  /// Asks that what a campaign raised be paid to its actor.
  ///
  /// - Returns: The decision that another person approves by ``approvePayout(_:on:reason:by:)``.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids` unless it succeeded, `insufficient_funds`, `payout_exists`.
  @discardableResult
  public func requestPayout(
    _ code: Code, of campaign: Code, _ amount: Money, to account: String, on day: CalendarDate, by person: Person
  ) async throws -> ID<Decision> {
    try await transaction { transaction in
      let stored = try await lockedCampaign(campaign, in: transaction)
      if let known = try await Payouts.find(code, in: transaction) {
        guard known.campaign == stored.id, known.payout.amount == amount, known.payout.account == account else {
          throw Problem("payout_exists", "There is another payout “\(code)”.")
        }
        return known.payout.decision
      }
      try CampaignRule.require(amount, of: stored.campaign)
      try CampaignRule.require(
        .succeeded, .payingOut, .delivering, of: stored, to: "money is paid out after a success alone")
      guard amount.minor <= (try await Campaigns.held(.projectCash, by: stored.fund, in: transaction)) else {
        throw Problem("insufficient_funds", "Less than \(amount) is held for the project.", at: Place(field: "amount"))
      }
      let body = JSONText.object([
        "payout": .text(code.text), "campaign": .text(campaign.text), "amount": .text(amount.description),
        "account": .text(account),
      ])
      let decision = try await request(
        .disbursement, on: "payout:\(code)", body: body, under: stored.policy, by: person, in: transaction)
      let id = try await Payouts.insert(
        code, of: stored.id, amountMinor: amount.minor, to: account, on: day, decision: decision, in: transaction)
      try await Payouts.append(.requested, to: id, as: 1, on: day, by: person.name, in: transaction)
      return decision
    }
  }

  /// Says that a payout may be made, as somebody else than who asked.
  /// - Throws: `payout_unknown`, `maker_is_not_checker`, `payout_state_forbids`.
  public func approvePayout(_ code: Code, on day: CalendarDate, reason: String = "", by person: Person) async throws {
    try await transaction { transaction in
      let (payout, _) = try await lockedPayout(code, in: transaction)
      if payout.payout.state == .approved { return }
      try await decide(payout.payout.decision, .approved, reason: reason, by: person, in: transaction)
      try await Payouts.append(
        .approved, to: payout.id, as: payout.step + 1, on: day, by: person.name, reason: reason, in: transaction)
    }
  }

  /// Gives a payout up before it is made.
  /// - Throws: `payout_unknown`, `payout_state_forbids`, `reason_missing`.
  public func withdrawPayout(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let (payout, _) = try await lockedPayout(code, in: transaction)
      if payout.payout.state == .withdrawn { return }
      try await Payouts.append(
        .withdrawn, to: payout.id, as: payout.step + 1, on: day, by: person.name, reason: reason, in: transaction)
    }
  }

  /// Pays an approved payout. Paid again it is the same payment.
  ///
  /// - Throws: `payout_unknown`, `payout_state_forbids`, `insufficient_funds`; `distribution_undeclared` where an appeal
  ///   has not declared the distribution in time.
  @discardableResult
  public func pay(payout code: Code, on day: CalendarDate, by person: Person) async throws -> BookedEntry {
    try await transaction { transaction in
      let (payout, campaign) = try await lockedPayout(code, in: transaction)
      try await requireDeclaration(of: campaign, before: day, in: transaction)
      let (booked, isNew) = try await book(
        payout, .campaignPayout, of: campaign, on: day, decision: payout.payout.decision, in: transaction)
      guard isNew else { return booked }
      try await Payouts.append(
        .paid, to: payout.id, as: payout.step + 1, on: day, by: person.name, entry: booked.id, in: transaction)
      if campaign.state == .succeeded {
        try await move(campaign, to: .payingOut, on: day, by: person.name, in: transaction)
      }
      let now = try await lockedCampaign(campaign.id, in: transaction)
      if now.state == .payingOut, try await Campaigns.held(.projectCash, by: now.fund, in: transaction) == 0 {
        try await move(now, to: .delivering, on: day, by: person.name, in: transaction)
      }
      return booked
    }
  }

  /// Books a payout that did not arrive back; it is asked for anew.
  /// - Throws: `payout_unknown`, `payout_state_forbids`, `reason_missing`.
  public func returnPayout(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let (payout, campaign) = try await lockedPayout(code, in: transaction)
      let (booked, isNew) = try await book(
        payout, .campaignPayoutReturn, of: campaign, on: day, decision: nil, in: transaction)
      guard isNew else { return }
      try await Payouts.append(
        .returned, to: payout.id, as: payout.step + 1, on: day, by: person.name, reason: reason, entry: booked.id,
        in: transaction)
    }
  }

  /// A payout as it stands.
  /// - Throws: `payout_unknown`.
  public func payout(_ code: Code) async throws -> CampaignSheet.Payout {
    guard let found = try await Payouts.find(code, in: pool) else { throw Tadamun.unknownPayout(code) }
    return found.payout
  }

  private static func unknownPayout(_ code: Code) -> Problem {
    Problem("payout_unknown", "There is no payout “\(code)”.")
  }

  private func book(
    _ payout: Payouts.Stored, _ kind: EntryKind, of campaign: Campaigns.Stored, on day: CalendarDate,
    decision: ID<Decision>?, in transaction: Transaction
  ) async throws -> (entry: BookedEntry, isNew: Bool) {
    let definition = campaign.campaign
    let (project, reached): (AccountPurpose, AccountPurpose) = (
      .of(.projectCash, definition.actor), .of(.disbursements, definition.actor)
    )
    let isReturn = kind == .campaignPayoutReturn
    let entry = try JournalEntry(
      kind, on: day,
      lines: CampaignRule.lines(
        definition.fund, payout.payout.amount, from: isReturn ? reached : project, to: isReturn ? project : reached),
      description: payout.payout.code.text, decision: decision, policy: campaign.policy)
    let booked = try await book(
      entry, key: "\(kind.rawValue):\(payout.payout.code)", by: CampaignRule.source, in: transaction)
    return (booked, booked.isNew)
  }

  private func requireDeclaration(
    of campaign: Campaigns.Stored, before day: CalendarDate, in transaction: Transaction
  ) async throws {
    guard case .appeal = campaign.campaign.basis else { return }
    let days = try await terms(of: campaign, in: transaction).appealDeclarationDays
    let declared = try await Campaigns.filings(of: campaign.id, in: transaction)
      .first { $0.kind == .distributionDeclaration }
    guard let declared, declared.on.adding(days: days) <= day else {
      throw Problem(
        "distribution_undeclared", "A distribution of an appeal's money is declared \(days) days before it, at least.")
    }
  }

  private func lockedPayout(_ code: Code, in transaction: Transaction) async throws
    -> (payout: Payouts.Stored, campaign: Campaigns.Stored)
  {
    guard let found = try await Payouts.find(code, in: transaction) else { throw Tadamun.unknownPayout(code) }
    let campaign = try await lockedCampaign(found.campaign, in: transaction)
    return (try await Payouts.find(code, in: transaction) ?? found, campaign)
  }

  /// Asks that a platform's own fund pay what it owes to processors of payments: another person approves, and
  /// ``pay(under:by:)`` books it where so much is owed and held.
  /// - Parameter reference: Names the payment; asked for again, it is the same decision.
  /// - Throws: `fund_unknown`; `payment_exists` where the reference is another payment's.
  @discardableResult
  public func requestProcessorSettlement(
    _ amount: Money, of fund: Code, reference: Code, on day: CalendarDate, by person: Person
  ) async throws -> ID<Decision> {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "An amount is above zero.") }
    let entry = try JournalEntry(
      .processorSettlement, on: day,
      lines: CampaignRule.lines(fund, amount, from: .of(.cash, nil), to: .of(.processorPayable, nil)),
      description: reference.text)
    return try await requestPayment(entry, reference: reference, by: person)
  }
}
