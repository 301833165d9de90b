import Actions
import Domain

/// What may be done about campaigns.
enum CampaignNoun {
  static let all = campaigns + pledges + refunds + payouts + matchPools
}

extension CampaignNoun {
  /// A step of a campaign that needs a day and perhaps a reason; the answer is the campaign as it stands.
  private static func step(
    _ name: String, reason: Bool = false,
    _ act:
      @escaping @Sendable (_ body: SignedBody, _ code: Code, _ day: CalendarDate, _ tadamun: Tadamun) async throws
      -> Void
  ) -> SignedNoun {
    SignedNoun(name: name) { json, tadamun, _ in
      let body = try SignedBody(json, ["campaign", "on"] + (reason ? ["reason"] : []), reason ? [] : ["reason"])
      let code = try body.code("campaign")
      try await act(body, code, body.day("on"), tadamun)
      return .campaign(try await tadamun.campaign(code))
    }
  }

  /// A campaign from its draft to its end.
  private static let campaigns: [SignedNoun] = [
    SignedNoun(name: "drafts") { json, tadamun, _ in
      let body = try SignedBody(json, Campaign.requiredMembers + ["on"], Campaign.optionalMembers)
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
    step("submissions") { body, code, day, tadamun in
      _ = try await tadamun.submitCampaign(code, on: day, by: body.by)
    },
    step("approvals") { body, code, day, tadamun in
      try await tadamun.approveCampaign(code, on: day, reason: body.textIfPresent("reason") ?? "", by: body.by)
    },
    step("openings") { body, code, day, tadamun in
      try await tadamun.openCampaign(code, on: day, by: Source(body.by.name))
    },
    step("suspensions", reason: true) { body, code, day, tadamun in
      try await tadamun.suspendCampaign(code, on: day, reason: body.text("reason"), by: body.by)
    },
    step("resumptions") { body, code, day, tadamun in try await tadamun.resumeCampaign(code, on: day, by: body.by) },
    step("cancellations", reason: true) { body, code, day, tadamun in
      try await tadamun.cancelCampaign(code, on: day, reason: body.text("reason"), by: body.by)
    },
    step("results") { body, code, day, tadamun in
      try await tadamun.closeCampaign(code, on: day, by: Source(body.by.name))
    },
    step("closures") { body, code, day, tadamun in try await tadamun.endCampaign(code, on: day, by: body.by) },
    SignedNoun(name: "filings") { json, tadamun, _ in
      let body = try SignedBody(json, ["campaign", "kind", "on", "reference"])
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
    SignedNoun(name: "pledges") { json, tadamun, source in
      let body = try SignedBody(
        json, ["pledge", "campaign", "backer", "amount", "currency", "provider", "external_id", "at"],
        ["method", "reward", "zakat", "expires_on"])
      let pledge = try Pledge(body)
      try await tadamun.record(pledge, by: source)
      return .pledge(try await tadamun.pledge(pledge.code))
    },
    SignedNoun(name: "pledge-cancellations") { json, tadamun, source in
      let body = try SignedBody(json, ["pledge", "at"])
      let code = try body.code("pledge")
      try await tadamun.cancelPledge(code, at: body.moment("at"), by: source)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(name: "provider-events") { json, tadamun, source in
      let body = try SignedBody(
        json, ["provider", "event", "kind", "external_id", "amount", "currency", "occurred_at"],
        ["fee", "refund_reference", "reason"])
      return .answer(try await tadamun.receive(ProviderEvent(body), by: source))
    },
    SignedNoun(name: "backer-verifications") { json, tadamun, _ in
      let body = try SignedBody(json, ["backer", "person", "on"])
      try await tadamun.verifyBacker(body.code("backer"), as: body.code("person"), on: body.day("on"), by: body.by)
      return ["backer": .code(try body.code("backer")), "person": .code(try body.code("person"))]
    },
  ]

  private static let refunds: [SignedNoun] = [
    SignedNoun(name: "refund-requests") { json, tadamun, _ in
      let body = try SignedBody(json, ["pledge", "at", "reason"])
      let code = try body.code("pledge")
      try await tadamun.requestRefund(of: code, reason: body.text("reason"), at: body.moment("at"), by: body.by)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(name: "refund-confirmations") { json, tadamun, _ in
      let body = try SignedBody(json, ["pledge", "at"], ["provider_reference", "bank_line"])
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
    SignedNoun(name: "refund-retries") { json, tadamun, _ in
      let body = try SignedBody(json, ["pledge", "at"])
      let code = try body.code("pledge")
      try await tadamun.retryRefund(of: code, at: body.moment("at"), by: body.by)
      return .pledge(try await tadamun.pledge(code))
    },
    SignedNoun(name: "refund-dispatches") { json, tadamun, _ in
      let body = try SignedBody(json, ["at"])
      return ["sent": .integer(try await tadamun.sendRefunds(at: body.moment("at")))]
    },
  ]

  private static let payouts: [SignedNoun] = [
    SignedNoun(name: "payout-requests") { json, tadamun, _ in
      let body = try SignedBody(json, ["payout", "campaign", "amount", "currency", "account", "on"])
      let (code, campaign) = (try body.code("payout"), try body.code("campaign"))
      _ = try await tadamun.requestPayout(
        code, of: campaign, body.money("amount"), to: body.text("account"), on: body.day("on"), by: body.by)
      return .payout(try await tadamun.payout(code))
    },
    payout("payout-approvals") { body, code, day, tadamun in
      try await tadamun.approvePayout(code, on: day, reason: body.textIfPresent("reason") ?? "", by: body.by)
    },
    payout("payout-withdrawals", reason: true) { body, code, day, tadamun in
      try await tadamun.withdrawPayout(code, on: day, reason: body.text("reason"), by: body.by)
    },
    payout("payouts") { body, code, day, tadamun in _ = try await tadamun.pay(payout: code, on: day, by: body.by) },
    payout("payout-returns", reason: true) { body, code, day, tadamun in
      try await tadamun.returnPayout(code, on: day, reason: body.text("reason"), by: body.by)
    },
    SignedNoun(name: "processor-settlements") { json, tadamun, source in
      let body = try SignedBody(json, ["fund", "reference", "amount", "currency", "on"])
      let booked = try await tadamun.settleProcessorFees(
        body.money("amount"), of: body.code("fund"), reference: body.code("reference"), on: body.day("on"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
  ]

  private static func payout(
    _ name: String, reason: Bool = false,
    _ act:
      @escaping @Sendable (_ body: SignedBody, _ code: Code, _ day: CalendarDate, _ tadamun: Tadamun) async throws
      -> Void
  ) -> SignedNoun {
    SignedNoun(name: name) { json, tadamun, _ in
      let body = try SignedBody(json, ["payout", "on"] + (reason ? ["reason"] : []), reason ? [] : ["reason"])
      let code = try body.code("payout")
      try await act(body, code, body.day("on"), tadamun)
      return .payout(try await tadamun.payout(code))
    }
  }
}
