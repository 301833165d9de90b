import Domain
import Postgres
import Store

/// How it is known that money went back to a backer.
public enum RefundEvidence: Hashable, Sendable {
  /// The provider's own number of the refund.
  case provider(String)
  /// A line of the bank by which the campaign's own account paid it.
  case bankLine(Int64)
}

extension Tadamun {
  /// Sends the refunds that are due at a moment: each becomes an order that the provider carries out and answers. A
  /// refund that failed is sent again once its pause is over.
  ///
  /// - Parameter limit: How many orders go out at most; the rest goes with the next call.
  /// - Returns: How many orders went out.
  @discardableResult
  public func sendRefunds(at moment: Moment, limit: Int = 10_000) async throws -> Int {
    var sent = 0
    for campaign in try await Refunds.campaigns(dueAt: moment, in: pool) where sent < limit {
      sent += try await transaction { transaction in
        try await Campaigns.lock(campaign, in: transaction)
        return try await Refunds.send(
          of: campaign, at: moment, by: Source.worker.name, limit: limit - sent, in: transaction)
      }
    }
    return sent
  }

  /// Refunds that providers are to carry out and have not answered yet, with the key to ask for the next ones by.
  public func refundOrders(after pledge: Int64 = 0, limit: Int) async throws -> [(id: Int64, order: RefundOrder)] {
    try await Refunds.orders(after: pledge, limit: min(max(limit, 1), 500), in: pool)
  }

  /// Says that a pledge went back, by the provider's number or a line of the bank; nothing else makes it refunded.
  ///
  /// - Throws: `pledge_unknown`, `pledge_state_forbids`; `refund_unevidenced` where the number is blank or the line is
  ///   no payment of that amount from the campaign's own account; `bank_line_taken`; `bank_line_unknown`.
  public func confirmRefund(of code: Code, by evidence: RefundEvidence, at moment: Moment, person: Person) async throws
  {
    try await transaction { transaction in
      let (pledge, campaign) = try await lockedPledge(code, in: transaction)
      guard [.refundDue, .refundSent, .refundFailed, .unclaimed].contains(pledge.state) else {
        throw Problem("pledge_state_forbids", "No refund of a pledge that is \(pledge.state.rawValue) is under way.")
      }
      var details = Pledges.Step()
      switch evidence {
      case .provider(let reference):
        guard reference.contains(where: { !$0.isWhitespace }) else {
          throw Problem("refund_unevidenced", "A refund has the provider's own number or a line of the bank.")
        }
        details.providerReference = reference
      case .bankLine(let line):
        guard let found = try await Refunds.bankLine(line, in: transaction) else {
          throw Problem("bank_line_unknown", "There is no bank line \(line).")
        }
        guard found.fund == campaign.fund, found.currency == pledge.pledge.amount.currency.code,
          found.amountMinor == -pledge.pledge.amount.minor
        else {
          throw Problem(
            "refund_unevidenced",
            "The bank line \(line) is no payment of \(pledge.pledge.amount) from the campaign's own account.")
        }
        details.bankLine = line
      }
      try await refund(
        pledge, of: campaign, after: pledge.step, details, at: moment, by: person.name, in: transaction)
    }
  }

  /// Books a refund that is evidenced.
  func refund(
    _ pledge: Pledges.Stored, of campaign: Campaigns.Stored, after step: Int, _ evidence: Pledges.Step,
    at moment: Moment, by taker: String, in transaction: Transaction
  ) async throws {
    let day = try await Clock.day(at: moment, in: campaign.campaign.timeZone, session: transaction)
    let (open, _) = try await firstOpenDay(from: day, in: transaction)
    let entry = try JournalEntry(
      .campaignRefund, on: open,
      lines: CampaignRule.lines(
        campaign.campaign.fund, pledge.pledge.amount, from: .of(.escrowCash, nil), to: .of(.escrowGiven, nil)),
      description: pledge.pledge.code.text)
    var details = evidence
    details.entry = try await book(
      entry, key: "campaign_refund:\(pledge.pledge.code)", by: CampaignRule.source, in: transaction
    ).id
    try await Pledges.append(
      .refunded, to: pledge.id, as: step + 1, at: moment, by: taker, details, in: transaction)
    try await finishRefunding(campaign.id, on: day, by: taker, in: transaction)
  }

  /// Records that a refund failed: it is tried again after a pause that doubles, and past the last attempt its money
  /// waits for its backer.
  func fail(
    _ pledge: Pledges.Stored, of campaign: Campaigns.Stored, reason: String, at moment: Moment, by taker: String,
    in transaction: Transaction
  ) async throws -> (outcome: String, reason: String?) {
    let retry = try await terms(of: campaign, in: transaction).refundRetry
    var details = Pledges.Step()
    details.reason = reason
    details.nextTryAt = retry.next(after: pledge.sheet.attempts, failedAt: moment)
    try await Pledges.append(
      .refundFailed, to: pledge.id, as: pledge.step + 1, at: moment, by: taker, details, in: transaction)
    if details.nextTryAt == nil {
      try await Pledges.append(
        .unclaimed, to: pledge.id, as: pledge.step + 2, at: moment, by: taker, in: transaction)
      try await Events.append(
        "refund_unclaimed", about: "pledge:\(pledge.pledge.code)", body: JSONText.object(["reason": .text(reason)]),
        by: taker, in: transaction)
      return (PledgeState.unclaimed.rawValue, reason)
    }
    return (PledgeState.refundFailed.rawValue, reason)
  }

  /// Tries a refund again that was given up, because its backer has been found.
  /// - Throws: `pledge_unknown`, `pledge_state_forbids`.
  public func retryRefund(of code: Code, at moment: Moment, by person: Person) async throws {
    try await transaction { transaction in
      let (pledge, _) = try await lockedPledge(code, in: transaction)
      if pledge.state == .refundSent { return }
      guard pledge.state == .unclaimed || pledge.state == .refundFailed else {
        throw Problem("pledge_state_forbids", "A refund that is \(pledge.state.rawValue) is not tried again.")
      }
      try await Pledges.append(
        .refundSent, to: pledge.id, as: pledge.step + 1, at: moment, by: person.name, in: transaction)
    }
  }
}
