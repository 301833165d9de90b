import Domain
import Postgres
import Store

extension Tadamun {
  /// Records a campaign with its legal basis, its rewards and what its money is for, as a draft. Its fund is an empty
  /// one of crowdfunding in escrow and its own from now on.
  ///
  /// Recorded again, the same campaign changes nothing.
  ///
  /// - Throws: `actor_unknown`, `fund_unknown`, `fund_kind_differs`; `fund_under_rule_exists` where the fund is another
  ///   campaign's; `policy_unknown`; `goal_above_ceiling`, `campaign_too_long`; `uses_above_goal`; `campaign_exists`
  ///   where the code is another campaign's.
  public func draft(
    _ campaign: Campaign, rewards: [CampaignReward] = [], uses: [CampaignUse] = [], on day: CalendarDate,
    by person: Person
  ) async throws {
    try await transaction { transaction in
      if let stored = try await Campaigns.find(campaign.code, in: transaction) {
        guard stored.campaign == campaign else {
          throw Problem("campaign_exists", "There is another campaign “\(campaign.code)”.")
        }
        return
      }
      for (number, reward) in rewards.enumerated() where reward.minimum.currency != campaign.currency {
        throw Problem(
          "currency_differs", "A reward is in the campaign's currency.", at: Place(field: "rewards[\(number)]"))
      }
      for (number, use) in uses.enumerated() where use.amount.currency != campaign.currency {
        throw Problem("currency_differs", "A use is in the campaign's currency.", at: Place(field: "uses[\(number)]"))
      }
      let actor = try await knownActors([campaign.actor], in: transaction)[campaign.actor] ?? ID(0)
      let (fund, platform) = try await campaignFunds(campaign, in: transaction)
      let stored = try await policy(campaign.policy, on: campaign.days.first, in: transaction)
      let terms = try CampaignTerms(stored.policy)
      try terms.check(campaign)
      let reportDueOn: CalendarDate? =
        if case .appeal = campaign.basis { campaign.days.last.adding(days: terms.appealReportDays) } else { nil }
      let judged = Campaigns.Judged(
        policy: stored.id, ceilingMinor: try terms.ceiling(of: campaign)?.minor, reportDueOn: reportDueOn,
        platformFeeBasisPoints: terms.platformFeeBasisPoints, processorFeesBy: terms.processorFeesBy)
      let id = try await Campaigns.insert(
        campaign, actor: actor, fund: fund, platformFund: platform, judged: judged, in: transaction)
      try await Campaigns.append(.draft, to: id, as: 1, on: day, by: person.name, in: transaction)
      for reward in rewards { try await Campaigns.insert(reward, of: id, in: transaction) }
      for (number, use) in uses.enumerated() {
        try await Campaigns.insert(use, line: number + 1, of: id, in: transaction)
      }
      try await Events.append(
        "campaign_drafted", about: "campaign:\(campaign.code)",
        body: JSONText.object(["fund": .text(campaign.fund.text), "basis": .text(campaign.basis.word)]),
        by: person.name, in: transaction)
    }
  }

  private func campaignFunds(_ campaign: Campaign, in transaction: Transaction) async throws
    -> (escrow: ID<Fund>, platform: ID<Fund>)
  {
    let found = try await Funds.find([campaign.fund, campaign.platformFund], in: transaction)
    guard let escrow = found[campaign.fund] else { throw Tadamun.unknownFund(campaign.fund) }
    guard let platform = found[campaign.platformFund] else { throw Tadamun.unknownFund(campaign.platformFund) }
    guard escrow.fund.instrument == .crowdfunding, escrow.fund.fundClass == .escrow,
      platform.fund.instrument == .operating
    else {
      throw Problem(
        "fund_kind_differs", "A campaign holds its money in escrow, and the platform bears fees from a fund of its own."
      )
    }
    return (escrow.id, platform.id)
  }

  /// Asks that a draft may collect money: another person says so by ``approveCampaign(_:on:reason:by:)``.
  /// - Returns: The decision to take.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`.
  @discardableResult
  public func submitCampaign(_ code: Code, on day: CalendarDate, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      try CampaignRule.require(.draft, .submitted, of: campaign, to: "a draft is submitted")
      let body = JSONText.object([
        "campaign": .text(code.text), "fund": .text(campaign.campaign.fund.text),
        "goal": .text(campaign.campaign.minimumGoal.description), "basis": .text(campaign.campaign.basis.word),
        "days": .text(campaign.campaign.days.description),
      ])
      let decision = try await request(
        .campaignApproval, on: "campaign:\(code)", body: body, under: campaign.policy, by: person, in: transaction)
      if campaign.state == .draft {
        try await Campaigns.append(.submitted, to: campaign, on: day, by: person.name, in: transaction)
      }
      return decision
    }
  }

  /// Says that a campaign may collect money from its first day on, as somebody else than who asked.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`, `maker_is_not_checker`.
  public func approveCampaign(_ code: Code, on day: CalendarDate, reason: String = "", by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state == .approved { return }
      try CampaignRule.require(.submitted, of: campaign, to: "what is submitted is approved")
      guard let decision = try await Campaigns.outside(of: campaign, in: transaction).decision else {
        throw Problem("decision_unknown", "Nobody asked that the campaign collect money.")
      }
      try await decide(decision, .approved, reason: reason, by: person, in: transaction)
      try await Campaigns.append(
        .approved, to: campaign, on: day, by: person.name, reason: reason, decision: decision, in: transaction)
    }
  }

  /// Opens an approved campaign on its first day or later.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`; `campaign_not_due` before the first day.
  public func openCampaign(_ code: Code, on day: CalendarDate, by source: Source) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state == .open { return }
      try CampaignRule.require(.approved, of: campaign, to: "an approved campaign opens")
      guard campaign.campaign.days.first <= day else {
        throw Problem("campaign_not_due", "The campaign opens on \(campaign.campaign.days.first).")
      }
      try await move(campaign, to: .open, on: day, by: source.name, in: transaction)
    }
  }

  /// Stops an open campaign for a while: what is captured meanwhile goes back.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`, `reason_missing`.
  public func suspendCampaign(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state == .suspended { return }
      try CampaignRule.require(.open, of: campaign, to: "an open campaign is suspended")
      try await move(campaign, to: .suspended, on: day, by: person.name, reason: reason, in: transaction)
    }
  }

  /// Lets a suspended campaign go on.
  /// - Throws: `campaign_unknown`, `campaign_state_forbids`.
  public func resumeCampaign(_ code: Code, on day: CalendarDate, by person: Person) async throws {
    try await transaction { transaction in
      let campaign = try await lockedCampaign(code, in: transaction)
      if campaign.state == .open { return }
      try CampaignRule.require(.suspended, of: campaign, to: "a suspended campaign goes on")
      try await move(campaign, to: .open, on: day, by: person.name, in: transaction)
    }
  }

  /// Takes a step that moves no money, and records it.
  func move(
    _ campaign: Campaigns.Stored, to state: CampaignState, on day: CalendarDate, by taker: String, reason: String = "",
    in transaction: Transaction
  ) async throws {
    try await Campaigns.append(state, to: campaign, on: day, by: taker, reason: reason, in: transaction)
    try await Events.append(
      "campaign_\(state.rawValue)", about: "campaign:\(campaign.campaign.code)",
      body: JSONText.object(["on": .text(day.description), "reason": .text(reason)]), by: taker, in: transaction)
  }
}
