import Domain
import Postgres
import Store

extension Tadamun {
  /// Judges a campaign whose last day is over, once: on the money that was captured, not on what was pledged.
  ///
  /// After a success what was captured is the project's, less the platform's fees; after a failure all of it goes back.
  /// Judged again, the result stands.
  ///
  /// - Parameter day: A day after the last one, on the campaign's own clocks.
  /// - Returns: Where the campaign stands now.
  /// - Throws: `campaign_unknown`, `campaign_not_over`, `campaign_state_forbids`.
  @discardableResult
  public func closeCampaign(_ code: Code, on day: CalendarDate, by source: Source) async throws -> CampaignState {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state.isSuccess || campaign.state.isRefunding { return campaign.state }
      try CampaignRule.require(.open, of: campaign, to: "an open campaign is judged")
      guard campaign.campaign.days.last < day else {
        throw Problem("campaign_not_over", "The campaign runs through \(campaign.campaign.days.last).")
      }
      let counted = try await Pledges.counted(of: campaign.id, in: transaction)
      let isReached =
        switch campaign.campaign.goalMode {
        case .allOrNothing: counted >= campaign.campaign.minimumGoal.minor
        case .keepWhatYouRaise: counted > 0
        }
      let state: CampaignState = isReached ? .succeeded : .failed
      try await Campaigns.append(
        state, to: campaign, on: day, by: source.name, countedMinor: counted, in: transaction)
      let body = JSONText.object([
        "on": .text(day.description), "counted_minor": .integer(counted),
        "goal_minor": .integer(campaign.campaign.minimumGoal.minor),
      ])
      try await Events.append(
        "campaign_\(state.rawValue)", about: "campaign:\(code)", body: body, by: source.name, in: transaction)
      let judged = try await lockedCampaign(campaign.id, in: transaction)
      try await letGo(of: judged, on: day, by: source.name, in: transaction)
      if isReached {
        try await handOver(counted, of: judged, on: day, by: source.name, in: transaction)
      } else {
        try await refundAll(of: judged, on: day, reason: "campaign failed", by: source.name, in: transaction)
      }
      return try await lockedCampaign(campaign.id, in: transaction).state
    }
  }

  /// Ends a campaign before its time: everything that was captured goes back.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids` after a result, `reason_missing`.
  public func cancelCampaign(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state.isRefunding { return }
      try CampaignRule.require(
        .draft, .submitted, .approved, .open, .suspended, of: campaign, to: "a result is final")
      try await move(campaign, to: .cancelled, on: day, by: person.name, reason: reason, in: transaction)
      let cancelled = try await lockedCampaign(campaign.id, in: transaction)
      try await letGo(of: cancelled, on: day, by: person.name, in: transaction)
      try await refundAll(of: cancelled, on: day, reason: "campaign cancelled", by: person.name, in: transaction)
    }
  }

  /// Promises that were never captured end with the campaign.
  private func letGo(
    of campaign: Campaigns.Stored, on day: CalendarDate, by taker: String, in transaction: Transaction
  ) async throws {
    let moment = try await start(of: day, for: campaign, in: transaction)
    for (before, after) in [(PledgeState.pledged, PledgeState.expired), (.authorised, .released)] {
      _ = try await Pledges.appendToAll(
        after, of: campaign.id, in: [before], at: moment, by: taker, reason: "campaign \(campaign.state.rawValue)",
        session: transaction)
    }
  }

  /// What was captured becomes the actor's, less the platform's fees.
  private func handOver(
    _ countedMinor: Int64, of campaign: Campaigns.Stored, on day: CalendarDate, by taker: String,
    in transaction: Transaction
  ) async throws {
    let definition = campaign.campaign
    let entry = try await success(
      Money(minor: countedMinor, definition.currency), of: campaign, key: "success:\(definition.code)", on: day,
      in: transaction)
    let moment = try await start(of: day, for: campaign, in: transaction)
    _ = try await Pledges.appendToAll(
      .released, of: campaign.id, in: [.captured, .won], at: moment, by: taker, reason: "campaign succeeded",
      entry: entry, session: transaction)
    try await payMatches(to: campaign, key: "success:\(definition.code)", on: day, by: taker, in: transaction)
    let platform = CampaignRule.share(campaign.platformFeeBasisPoints, of: countedMinor)
    var processor: Int64 = 0
    if campaign.processorFeesBy == .project {
      processor = min(
        try await Pledges.feesOfReleased(of: campaign.id, in: transaction), countedMinor - platform)
    }
    for (kind, minor) in [("platform", platform), ("processor", processor)] where minor > 0 {
      let amount = try Money(minor: minor, definition.currency)
      let lines =
        CampaignRule.lines(
          definition.fund, amount, from: .of(.projectCash, definition.actor), to: .of(.campaignFees, definition.actor))
        + CampaignRule.lines(definition.platformFund, amount, from: .of(.feesEarned, nil), to: .of(.cash, nil))
      let (open, _) = try await firstOpenDay(from: day, in: transaction)
      let entry = try JournalEntry(
        .campaignFee, on: open, lines: lines, description: "\(definition.code) \(kind)", policy: campaign.policy)
      let booked = try await book(
        entry, key: "fee:\(kind):\(definition.code)", by: CampaignRule.source, in: transaction)
      try await Campaigns.insertCharge(kind, of: minor, to: campaign.id, entry: booked.id, in: transaction)
    }
  }

  /// Books money out of escrow to the project.
  /// - Returns: The entry.
  func success(
    _ amount: Money, of campaign: Campaigns.Stored, key: String, on day: CalendarDate, in transaction: Transaction
  ) async throws -> Int64 {
    let definition = campaign.campaign
    let (open, _) = try await firstOpenDay(from: day, in: transaction)
    let entry = try JournalEntry(
      .campaignSuccess, on: open,
      lines: CampaignRule.lines(
        definition.fund, amount, from: .of(.escrowCash, nil), to: .of(.projectCash, definition.actor)),
      description: definition.code.text, policy: campaign.policy)
    return try await book(entry, key: key, by: CampaignRule.source, in: transaction).id
  }

  /// Everything that was captured is to go back, in full: what processors cost stays with the platform.
  private func refundAll(
    of campaign: Campaigns.Stored, on day: CalendarDate, reason: String, by taker: String, in transaction: Transaction
  ) async throws {
    let moment = try await start(of: day, for: campaign, in: transaction)
    _ = try await Pledges.appendToAll(
      .refundDue, of: campaign.id, in: [.captured, .won], at: moment, by: taker, reason: reason, session: transaction)
    try await Campaigns.append(.refunding, to: campaign, on: day, by: taker, in: transaction)
    try await finishRefunding(campaign.id, on: day, by: taker, in: transaction)
  }

  /// Says that a campaign is refunded once nothing of it is held and nothing is in dispute.
  func finishRefunding(_ id: Int64, on day: CalendarDate, by taker: String, in transaction: Transaction) async throws {
    let campaign = try await lockedCampaign(id, in: transaction)
    guard campaign.state == .refunding,
      try await Campaigns.held(.escrowCash, by: campaign.fund, in: transaction) == 0,
      try await !Pledges.tally(of: id, in: transaction).contains(where: { $0.state == .disputed })
    else { return }
    try await move(campaign, to: .refunded, on: day, by: taker, in: transaction)
  }

  /// Ends a campaign that succeeded: all is paid out, nothing of a backer is held, and an appeal has reported.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`, `campaign_holds_money`, `appeal_report_missing`.
  public func endCampaign(_ code: Code, on day: CalendarDate, by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state == .closed { return }
      try CampaignRule.require(.delivering, of: campaign, to: "it ends once all is paid out and delivered")
      try await move(campaign, to: .closed, on: day, by: person.name, in: transaction)
    }
  }

  /// Records what the law asks an appeal for: that the distribution was declared, or the final report.
  /// - Throws: `campaign_unknown`, `filing_unneeded`, `already_filed`, `reference_missing`.
  public func file(_ filing: CampaignSheet.Filing, for code: Code, by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      guard case .appeal = campaign.campaign.basis else {
        throw Problem("filing_unneeded", "The campaign is no appeal under law 18-18.")
      }
      if try await Campaigns.filings(of: campaign.id, in: transaction).contains(filing) { return }
      try await Campaigns.insertFiling(filing, of: campaign.id, in: transaction)
      try await Events.append(
        "campaign_\(filing.kind.rawValue)_filed", about: "campaign:\(code)",
        body: JSONText.object(["on": .text(filing.on.description), "reference": .text(filing.reference)]),
        by: person.name, in: transaction)
    }
  }

  func start(of day: CalendarDate, for campaign: Campaigns.Stored, in session: some Session) async throws -> Moment {
    try await Clock.moment(on: day, at: "00:00", in: campaign.campaign.timeZone, session: session)
  }
}
