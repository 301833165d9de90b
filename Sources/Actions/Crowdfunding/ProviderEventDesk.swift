import Domain
import Postgres
import Store

/// Does to a pledge what its provider tells, while its campaign is locked.
struct ProviderEventDesk {
  typealias Outcome = (outcome: String, reason: String?)

  let tadamun: Tadamun
  let event: ProviderEvent
  let pledge: Pledges.Stored
  let campaign: Campaigns.Stored

  private var taker: String { "provider:\(event.provider)" }
  private var definition: Campaign { campaign.campaign }

  /// What an event that comes too late to change anything is answered.
  private var unchanged: Outcome { ("unchanged", "pledge_is_\(pledge.state.rawValue)") }

  func perform(in transaction: Transaction) async throws -> Outcome {
    switch (event.kind, pledge.state) {
    case (.authorised, .pledged): return try await authorise(in: transaction)
    case (.expired, .pledged), (.expired, .authorised): return try await take(.expired, in: transaction)
    case (.cancelled, .pledged), (.cancelled, .authorised): return try await take(.cancelled, in: transaction)
    case (.captured, _) where !pledge.wasCaptured: return try await capture(in: transaction)
    case (.refunded, .captured), (.refunded, .won):
      if pledge.isReleased { return unchanged }
      // The provider gave it back by itself.
      let step = try await tadamun.makeRefundDue(
        pledge, reason: "refunded by the provider", at: event.occurredAt, by: taker, in: transaction)
      return try await refunded(after: step, in: transaction)
    case (.refunded, .refundDue), (.refunded, .refundSent), (.refunded, .refundFailed), (.refunded, .unclaimed):
      return try await refunded(after: pledge.step, in: transaction)
    case (.refundFailed, .refundSent):
      return try await tadamun.fail(
        pledge, of: campaign, reason: event.reason ?? "", at: event.occurredAt, by: taker, in: transaction)
    case (.disputed, .captured), (.disputed, .released):
      // Released without a capture there is nothing to dispute.
      guard pledge.wasCaptured else { return unchanged }
      return try await take(.disputed, reason: event.reason ?? "", in: transaction)
    case (.disputeWon, .disputed): return try await disputeWon(in: transaction)
    case (.disputeLost, .disputed): return try await disputeLost(in: transaction)
    default: return unchanged
    }
  }

  private func take(_ state: PledgeState, reason: String = "", in transaction: Transaction) async throws -> Outcome {
    var details = Pledges.Step()
    details.reason = reason
    try await Pledges.append(
      state, to: pledge.id, as: pledge.step + 1, at: event.occurredAt, by: taker, details, in: transaction)
    return (state.rawValue, nil)
  }

  private func refunded(after step: Int, in transaction: Transaction) async throws -> Outcome {
    var details = Pledges.Step()
    details.providerReference = event.refundReference
    try await tadamun.refund(
      pledge, of: campaign, after: step, details, at: event.occurredAt, by: taker, in: transaction)
    return (PledgeState.refunded.rawValue, nil)
  }

  private func day(in transaction: Transaction) async throws -> CalendarDate {
    try await Clock.day(at: event.occurredAt, in: definition.timeZone, session: transaction)
  }

  /// Keeps room below the ceiling for the capture; where there is none, the provider lets the payment go.
  private func authorise(in transaction: Transaction) async throws -> Outcome {
    if campaign.hasRoom(for: event.amount) { return try await take(.authorised, in: transaction) }
    _ = try await take(.released, reason: ProviderEventDesk.ceilingExceeded, in: transaction)
    try await recordCeiling("authorisation", in: transaction)
    return (PledgeState.released.rawValue, ProviderEventDesk.ceilingExceeded)
  }

  private static let ceilingExceeded = "ceiling_exceeded"

  private func recordCeiling(_ what: String, in transaction: Transaction) async throws {
    try await Events.append(
      "\(what)_above_ceiling", about: "pledge:\(pledge.pledge.code)",
      body: JSONText.object([
        "ceiling_minor": .integer(campaign.ceilingMinor ?? 0), "raised_minor": .integer(campaign.raisedMinor),
        "authorised_minor": .integer(campaign.authorisedMinor),
      ]), by: taker, in: transaction)
  }

  /// Books what was captured: money that moved is in the books, also where it does not count and goes back at once.
  private func capture(in transaction: Transaction) async throws -> Outcome {
    let day = try await day(in: transaction)
    let isInTime =
      campaign.state == .open && definition.days.contains(day)
      && (pledge.state == .pledged || pledge.state == .authorised)
    // What is authorised has its room.
    let fits = pledge.state == .authorised || campaign.hasRoom(for: event.amount)
    if isInTime && !fits { try await recordCeiling("capture", in: transaction) }
    let counts = isInTime && fits
    var details = Pledges.Step()
    details.isLate = !counts
    details.entry = try await book(
      .campaignCapture, from: .of(.escrowGiven, nil), to: .of(.escrowCash, nil), in: definition.fund, on: day,
      transaction)
    try await Pledges.append(
      .captured, to: pledge.id, as: pledge.step + 1, at: event.occurredAt, by: taker, details, in: transaction)
    try await bookFee(on: day, in: transaction)
    guard counts else {
      let reason = isInTime ? ProviderEventDesk.ceilingExceeded : "late: the campaign was \(campaign.state.rawValue)"
      try await tadamun.makeRefundDue(
        pledge, after: pledge.step + 1, reason: reason, at: event.occurredAt, by: taker, in: transaction)
      return (PledgeState.refundDue.rawValue, isInTime ? ProviderEventDesk.ceilingExceeded : "late")
    }
    try await tadamun.matchCapture(of: pledge, to: campaign, on: day, by: taker, in: transaction)
    return (PledgeState.captured.rawValue, nil)
  }

  /// What the processor costs is the platform's, whatever becomes of the campaign.
  private func bookFee(on day: CalendarDate, in transaction: Transaction) async throws {
    guard let fee = event.fee, fee.minor > 0 else { return }
    let (open, _) = try await tadamun.firstOpenDay(from: day, in: transaction)
    let entry = try JournalEntry(
      .processorFee, on: open,
      lines: CampaignRule.lines(
        definition.platformFund, fee, from: .of(.processorPayable, nil), to: .of(.processorFees, nil)),
      description: pledge.pledge.code.text)
    let booked = try await tadamun.book(
      entry, key: "processor_fee:\(pledge.pledge.code)", by: CampaignRule.source, in: transaction)
    try await Pledges.insertFee(fee.minor, of: pledge.id, entry: booked.id, in: transaction)
  }

  private func disputeWon(in transaction: Transaction) async throws -> Outcome {
    _ = try await take(.won, in: transaction)
    let step = pledge.step + 1
    if campaign.state.isRefunding {
      try await tadamun.makeRefundDue(
        pledge, after: step, reason: "campaign \(campaign.state.rawValue)", at: event.occurredAt, by: taker,
        in: transaction)
    } else if campaign.state.isSuccess, !pledge.isReleased {
      var details = Pledges.Step()
      details.entry = try await tadamun.success(
        event.amount, of: campaign, key: "release:\(pledge.pledge.code)", on: day(in: transaction), in: transaction)
      try await Pledges.append(
        .released, to: pledge.id, as: step + 1, at: event.occurredAt, by: taker, details, in: transaction)
      try await tadamun.payMatches(
        to: campaign, key: "release:\(pledge.pledge.code)", on: day(in: transaction), by: taker, in: transaction)
    }
    return (PledgeState.won.rawValue, nil)
  }

  /// What the escrow still held goes; what the project has already is the platform's own loss.
  private func disputeLost(in transaction: Transaction) async throws -> Outcome {
    let day = try await day(in: transaction)
    var details = Pledges.Step()
    if pledge.isReleased {
      details.entry = try await book(
        .campaignLoss, from: .of(.processorPayable, nil), to: .of(.campaignLosses, nil), in: definition.platformFund,
        on: day, transaction)
    } else {
      details.entry = try await book(
        .campaignChargeback, from: .of(.escrowCash, nil), to: .of(.escrowGiven, nil), in: definition.fund, on: day,
        transaction)
    }
    try await Pledges.append(
      .lost, to: pledge.id, as: pledge.step + 1, at: event.occurredAt, by: taker, details, in: transaction)
    try await tadamun.finishRefunding(campaign.id, on: day, by: taker, in: transaction)
    return (PledgeState.lost.rawValue, nil)
  }

  private func book(
    _ kind: EntryKind, from credit: AccountPurpose, to debit: AccountPurpose, in fund: Code, on day: CalendarDate,
    _ transaction: Transaction
  ) async throws -> Int64 {
    let (open, _) = try await tadamun.firstOpenDay(from: day, in: transaction)
    let entry = try JournalEntry(
      kind, on: open, lines: CampaignRule.lines(fund, event.amount, from: credit, to: debit),
      description: pledge.pledge.code.text)
    return try await tadamun.book(
      entry, key: "\(kind.rawValue):\(pledge.pledge.code)", by: CampaignRule.source, in: transaction
    ).id
  }
}
