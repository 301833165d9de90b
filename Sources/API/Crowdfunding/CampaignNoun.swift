import Actions
import Domain
import Serving

/// What may be done about campaigns.
enum CampaignNoun {
  static let all = campaigns + pledges + refunds + payouts + matchPools
}

extension CampaignNoun {
  /// A step of a campaign that needs a day and perhaps a reason; the answer is the campaign as it stands.
  private static func step(
    _ name: String, _ summary: String, reason: Bool = false,
    _ act:
      @escaping @Sendable (_ body: SignedBody, _ code: Code, _ day: CalendarDate, _ tadamun: Tadamun) async throws
      -> Void
  ) -> SignedNoun {
    SignedNoun(name, summary, ["campaign", "on", reason ? "reason" : "reason?"], gives: .campaign) { body, tadamun, _ in
      let code = try body.code("campaign")
      try await act(body, code, body.day("on"), tadamun)
      return .campaign(try await tadamun.campaign(code))
    }
  }

  /// A campaign from its draft to its end.
  private static let campaigns: [SignedNoun] = [
    SignedNoun("drafts", "Draft a campaign", Campaign.fields + ["on"], gives: .campaign) { body, tadamun, _ in
      let campaign = try Campaign(body)
      let rewards = try (body.listIfPresent("rewards", atMost: 500) ?? []).map {
        try CampaignReward(json: $0, campaign.currency)
      }
      let uses = try (body.listIfPresent("uses", atMost: 500) ?? []).map {
        try CampaignUse(json: $0, campaign.currency)
      }
      try await tadamun.draft(campaign, rewards: rewards, uses: uses, on: body.day("on"), by: body.by)
      return .campaign(try await tadamun.campaign(campaign.code))
    },
    step("submissions", "Submit a campaign for approval") { body, code, day, tadamun in
      _ = try await tadamun.submitCampaign(code, on: day, by: body.by)
    },
    step("approvals", "Approve a campaign") { body, code, day, tadamun in
      try await tadamun.approveCampaign(code, on: day, reason: body.textIfPresent("reason") ?? "", by: body.by)
    },
    step("openings", "Open a campaign") { body, code, day, tadamun in
      try await tadamun.openCampaign(code, on: day, by: Source(body.by.name))
    },
    step("suspensions", "Suspend a campaign", reason: true) { body, code, day, tadamun in
      try await tadamun.suspendCampaign(code, on: day, reason: body.text("reason"), by: body.by)
    },
    step("resumptions", "Let a suspended campaign go on") { body, code, day, tadamun in
      try await tadamun.resumeCampaign(code, on: day, by: body.by)
    },
    step("cancellations", "Cancel a campaign", reason: true) { body, code, day, tadamun in
      try await tadamun.cancelCampaign(code, on: day, reason: body.text("reason"), by: body.by)
    },
    step("results", "Close a campaign on its last day, with success or not") { body, code, day, tadamun in
      try await tadamun.closeCampaign(code, on: day, by: Source(body.by.name))
    },
    step("closures", "End a campaign whose money has gone its way") { body, code, day, tadamun in
      try await tadamun.endCampaign(code, on: day, by: body.by)
    },
    SignedNoun(
      "filings", "Record what was filed with the authority",
      ["campaign", Field("kind", .words(CampaignSheet.Filing.Kind.self)), "on", "reference"], gives: .campaign
    ) { body, tadamun, _ in
      let code = try body.code("campaign")
      let kind: CampaignSheet.Filing.Kind = try body.word("kind")
      try await tadamun.file(
        CampaignSheet.Filing(kind: kind, on: body.day("on"), reference: body.text("reference")), for: code,
        by: body.by)
      return .campaign(try await tadamun.campaign(code))
    },
  ]

  /// What backers and providers do.
  private static let pledges: [SignedNoun] = [
    SignedNoun(
      "pledges", "Record a pledge",
      [
        "pledge", "campaign", "backer", "amount", "currency", "provider", "external_id", "at", Field("method?", .code),
        "reward?", "zakat?", "expires_on?",
      ], gives: .pledge
    ) { body, tadamun, source in
      let pledge = try Pledge(body)
      try await tadamun.record(pledge, by: source)
      return .pledge(try await tadamun.pledge(pledge.code))
    },
    SignedNoun(
      "pledge-cancellations", "Cancel a pledge", ["pledge", "at"], gives: .pledge
    ) { body, tadamun, source in
      let code = try body.code("pledge")
      try await tadamun.cancelPledge(code, at: body.moment("at"), by: source)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(
      "provider-events", "Take in what a provider of payments tells",
      [
        "provider", "event", Field("kind", .words(ProviderEvent.Kind.self)), "external_id", "amount", "currency",
        "occurred_at", "fee?", "refund_reference?", "reason?",
      ], gives: .providerAnswer
    ) { body, tadamun, source in
      return .answer(try await tadamun.receive(ProviderEvent(body), by: source))
    },
    SignedNoun(
      "backer-verifications", "Record who a backer is", ["backer", Field("person", .code), "on"],
      gives: .answer(["backer", Field("person", .code)])
    ) { body, tadamun, _ in
      try await tadamun.verifyBacker(body.code("backer"), as: body.code("person"), on: body.day("on"), by: body.by)
      return ["backer": .code(try body.code("backer")), "person": .code(try body.code("person"))]
    },
  ]

  private static let refunds: [SignedNoun] = [
    SignedNoun(
      "refund-requests", "Ask for a refund", ["pledge", "at", "reason"], gives: .pledge
    ) { body, tadamun, _ in
      let code = try body.code("pledge")
      try await tadamun.requestRefund(of: code, reason: body.text("reason"), at: body.moment("at"), by: body.by)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(
      "refund-confirmations", "Confirm that a refund arrived", ["pledge", "at", "provider_reference?", "bank_line?"],
      gives: .pledge
    ) { body, tadamun, _ in
      let code = try body.code("pledge")
      let evidence: RefundEvidence =
        switch (try body.textIfPresent("provider_reference"), try body.integerIfPresent("bank_line")) {
        case (let reference?, nil): .provider(reference)
        case (nil, let line?): .bankLine(line)
        default:
          throw Problem(
            "refund_unevidenced", "A refund has the provider's own number or a line of the bank, one of both.")
        }
      try await tadamun.confirmRefund(of: code, by: evidence, at: body.moment("at"), person: body.by)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(
      "refund-retries", "Try a refund again", ["pledge", "at"], gives: .pledge
    ) { body, tadamun, _ in
      let code = try body.code("pledge")
      try await tadamun.retryRefund(of: code, at: body.moment("at"), by: body.by)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(
      "refund-dispatches", "Send the refunds that are due", ["at"], gives: .answer(["sent"])
    ) { body, tadamun, _ in
      return ["sent": .integer(try await tadamun.sendRefunds(at: body.moment("at")))]
    },
  ]

  private static let payouts: [SignedNoun] = [
    SignedNoun(
      "payout-requests", "Ask for a payout", ["payout", "campaign", "amount", "currency", "account", "on"],
      gives: .campaignPayout
    ) { body, tadamun, _ in
      let (code, campaign) = (try body.code("payout"), try body.code("campaign"))
      _ = try await tadamun.requestPayout(
        code, of: campaign, body.money("amount"), to: body.text("account"), on: body.day("on"), by: body.by)
      return .payout(try await tadamun.payout(code))
    },
    payout("payout-approvals", "Approve a payout") { body, code, day, tadamun in
      try await tadamun.approvePayout(code, on: day, reason: body.textIfPresent("reason") ?? "", by: body.by)
    },
    payout("payout-withdrawals", "Withdraw a payout", reason: true) { body, code, day, tadamun in
      try await tadamun.withdrawPayout(code, on: day, reason: body.text("reason"), by: body.by)
    },
    payout("payouts", "Pay a payout") { body, code, day, tadamun in
      _ = try await tadamun.pay(payout: code, on: day, by: body.by)
    },
    payout("payout-returns", "Take back a payout that did not arrive", reason: true) { body, code, day, tadamun in
      try await tadamun.returnPayout(code, on: day, reason: body.text("reason"), by: body.by)
    },
    SignedNoun(
      "processor-settlements", "Ask that the fees of a processor be paid; another person approves",
      ["fund", "reference", "amount", "currency", "on"], gives: .answer(["decision"])
    ) { body, tadamun, _ in
      let decision = try await tadamun.requestProcessorSettlement(
        body.money("amount"), of: body.code("fund"), reference: body.code("reference"), on: body.day("on"), by: body.by)
      return ["decision": .integer(decision.rawValue)]
    },
  ]

  private static func payout(
    _ name: String, _ summary: String, reason: Bool = false,
    _ act:
      @escaping @Sendable (_ body: SignedBody, _ code: Code, _ day: CalendarDate, _ tadamun: Tadamun) async throws
      -> Void
  ) -> SignedNoun {
    SignedNoun(name, summary, ["payout", "on", reason ? "reason" : "reason?"], gives: .campaignPayout) {
      body, tadamun, _ in
      let code = try body.code("payout")
      try await act(body, code, body.day("on"), tadamun)
      return .payout(try await tadamun.payout(code))
    }
  }
}
