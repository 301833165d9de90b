import Actions
import Domain
import Testing

@Suite("Crowdfunding over HTTP")
struct CampaignRouteTests {
  @Test("from the draft to the payout, each step a request, and a repeat changes nothing")
  func life() async throws {
    try await Service.run { service in
      try await CampaignRouteTests.open(service)
      let pledge = CampaignRouteTests.pledge("p1", "400.00")
      for _ in 0..<2 {
        let answer = try await service.post("/api/v1/crowdfunding/pledges", pledge)
        #expect(answer.status == 201 && answer.json["state"] as? String == "pledged")
      }
      let other = pledge.replacing("400.00", with: "400.01")
      #expect(try await service.post("/api/v1/crowdfunding/pledges", other).refusal == "409 pledge_exists")
      let event = CampaignRouteTests.event("evt_7", "captured", "p1", "400.00")
      let first = try await service.post("/api/v1/crowdfunding/provider-events", event)
      let again = try await service.post("/api/v1/crowdfunding/provider-events", event)
      #expect(first.status == 200 && again.status == 200 && first.text == again.text)
      let conflict = event.replacing("400.00", with: "4000.00")
      #expect(
        try await service.post("/api/v1/crowdfunding/provider-events", conflict).refusal == "409 event_conflict")
      let steps = [
        ("results", #"{"campaign": "well", "on": "2026-06-01", "by": "a"}"#, "succeeded"),
        (
          "payout-requests",
          #"{"payout": "o1", "campaign": "well", "amount": "400.00", "currency": "MAD", "account": "MA6401", "on": "2026-06-02", "by": "a"}"#,
          "requested"
        ),
        ("payout-approvals", #"{"payout": "o1", "on": "2026-06-02", "by": "b"}"#, "approved"),
        ("payouts", #"{"payout": "o1", "on": "2026-06-03", "by": "a"}"#, "paid"),
        ("closures", #"{"campaign": "well", "on": "2026-06-30", "by": "a"}"#, "closed"),
      ]
      for (noun, body, state) in steps {
        for _ in 0..<2 {
          let answer = try await service.post("/api/v1/crowdfunding/\(noun)", body)
          #expect(answer.status == 201, "\(noun): \(answer.text)")
          #expect(answer.json["state"] as? String == state, "\(noun)")
        }
      }
      let sheet = try await service.get("/api/v1/campaigns/well").json
      #expect(sheet["raised_ever"] as? String == "400.00" && sheet["paid_out"] as? String == "400.00")
      #expect(sheet["held_now"] as? String == "0.00")
      #expect(try await service.get("/api/v1/campaigns/well/pledges").items.count == 1)
      #expect(try await service.get("/api/v1/campaigns?state=closed").items.count == 1)
      #expect(try await service.get("/api/v1/campaigns?state=open").items.isEmpty)
      // The actor's own view has what reached it.
      let money = try await service.get("/api/v1/actors/coop/money/breakdown?by=year")
      #expect(money.text.contains(#""paid_out":"400.00""#), "\(money.text)")
    }
  }

  @Test("a refund is ordered, listed, and stays due until the provider's number comes")
  func refund() async throws {
    try await Service.run { service in
      try await CampaignRouteTests.open(service)
      _ = try await service.post("/api/v1/crowdfunding/pledges", CampaignRouteTests.pledge("p1", "50.00"))
      _ = try await service.post(
        "/api/v1/crowdfunding/provider-events", CampaignRouteTests.event("e1", "captured", "p1", "50.00"))
      let result = try await service.post(
        "/api/v1/crowdfunding/results", #"{"campaign": "well", "on": "2026-06-01", "by": "a"}"#)
      #expect(result.json["state"] as? String == "refunding")
      let sent = try await service.post(
        "/api/v1/crowdfunding/refund-dispatches", #"{"at": "2026-06-01T02:00:00+01:00", "by": "a"}"#)
      #expect(sent.json["sent"] as? Int == 1)
      let orders = try await service.get("/api/v1/refund-orders").items
      #expect(orders.first?["key"] as? String == "p1:refund:1")
      let bare = #"{"pledge": "p1", "at": "2026-06-02T10:00:00+01:00", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/crowdfunding/refund-confirmations", bare).refusal == "422 refund_unevidenced")
      let proven = #"{"pledge": "p1", "at": "2026-06-02T10:00:00+01:00", "provider_reference": "re-1", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/crowdfunding/refund-confirmations", proven).json["state"] as? String
          == "refunded")
      #expect(try await service.get("/api/v1/refund-orders").items.isEmpty)
      #expect(try await service.get("/api/v1/campaigns/well").json["state"] as? String == "refunded")
    }
  }

  @Test("a pool is drafted, filled and approved, matches a pledge, and is listed and shown; a repeat changes nothing")
  func matchPool() async throws {
    try await Service.run { service in
      try await CampaignRouteTests.open(service)
      _ = try await service.post("/api/v1/actors", #"{"code": "donor", "kind": "funder", "names": {"fr": "Bailleur"}}"#)
      _ = try await service.post(
        "/api/v1/funds",
        #"{"code": "pot", "instrument": "crowdfunding", "class": "restricted_income", "names": {"fr": "P"}}"#)
      let draft =
        #"{"pool": "spring", "fund": "pot", "funder": "donor", "currency": "MAD", "method": "per_pledge", "factor_bp": 5000, "pledge_part": "100.00", "first_on": "2026-05-01", "last_on": "2026-05-31", "campaigns": ["well"], "on": "2026-04-04", "by": "a"}"#
      let strange = draft.replacing(#""factor_bp": 5000"#, with: #""factor_bp": 5000, "spends_whole_pool": true"#)
      #expect(try await service.post("/api/v1/crowdfunding/match-pools", strange).refusal == "422 field_unknown")
      let steps = [
        ("match-pools", draft, "draft"),
        ("match-pool-submissions", #"{"pool": "spring", "on": "2026-04-05", "by": "a"}"#, "submitted"),
        ("match-pool-approvals", #"{"pool": "spring", "on": "2026-04-06", "by": "b"}"#, "open"),
      ]
      let receipt =
        #"{"receipt": "r1", "pool": "spring", "amount": "80.00", "currency": "MAD", "on": "2026-04-04", "by": "a"}"#
      for (noun, body, state) in steps {
        for _ in 0..<2 {
          let answer = try await service.post("/api/v1/crowdfunding/\(noun)", body)
          #expect(answer.status == 201 && answer.json["state"] as? String == state, "\(noun): \(answer.text)")
        }
        for isNew in [noun == "match-pools", false] {
          let answer = try await service.post("/api/v1/crowdfunding/match-receipts", receipt)
          #expect(answer.json["is_new"] as? Bool == isNew, "\(answer.text)")
        }
      }
      _ = try await service.post("/api/v1/crowdfunding/pledges", CampaignRouteTests.pledge("p1", "400.00"))
      _ = try await service.post(
        "/api/v1/crowdfunding/provider-events", CampaignRouteTests.event("e1", "captured", "p1", "400.00"))
      let sheet = try await service.get("/api/v1/match-pools/spring")
      #expect(sheet.json["promised"] as? String == "50.00" && sheet.json["available"] as? String == "30.00")
      #expect(try await service.get("/api/v1/match-pools").items.count == 1)
      #expect(try await service.get("/api/v1/match-pools/autumn").refusal == "404 match_pool_unknown")
      let settle = #"{"pool": "spring", "on": "2026-06-01", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/crowdfunding/match-pool-settlements", settle).refusal
          == "409 match_pool_not_over")
      _ = try await service.post(
        "/api/v1/crowdfunding/results", #"{"campaign": "well", "on": "2026-06-01", "by": "a"}"#)
      let settled = try await service.post("/api/v1/crowdfunding/match-pool-settlements", settle)
      #expect(
        settled.text.contains(#""leftovers":[{"reason":"pool_exceeds_matches","amount":"30.00"}]"#), "\(settled.text)")
      let asked = try await service.post(
        "/api/v1/crowdfunding/match-withdrawal-requests",
        #"{"withdrawal": "w1", "pool": "spring", "amount": "30.00", "currency": "MAD", "on": "2026-06-02", "by": "a"}"#)
      let decision = try #require(asked.json["decision"] as? Int)
      let withdrawal =
        #"{"withdrawal": "w1", "pool": "spring", "amount": "30.00", "currency": "MAD", "decision": \#(decision), "on": "2026-06-03", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/crowdfunding/match-withdrawals", withdrawal).refusal == "409 decision_pending")
      try await service.tadamun.approve(ID(Int64(decision)), by: Person("b"))
      #expect(try await service.post("/api/v1/crowdfunding/match-withdrawals", withdrawal).status == 201)
      #expect(try await service.get("/api/v1/match-pools/spring").json["available"] as? String == "0.00")
    }
  }

  @Test("what is refused has a code and a place, and nothing is kept of it")
  func refusals() async throws {
    try await Service.run { service in
      try await CampaignRouteTests.open(service)
      let draft = CampaignRouteTests.draft.replacing(#""campaign": "well""#, with: #""campaign": "loan""#)
        .replacing(#""category": "donation""#, with: #""category": "loan""#)
      let foreign = draft.replacing(
        CampaignRouteTests.basis,
        with: #"{"kind": "foreign", "country": "FR", "platform": "P", "reference": "1"}"#)
      #expect(try await service.post("/api/v1/crowdfunding/drafts", foreign).refusal == "422 licence_missing")
      let blank = draft.replacing(#""licence": "L-1", "#, with: "")
      #expect(try await service.post("/api/v1/crowdfunding/drafts", blank).refusal == "422 licence_missing")
      #expect(try await service.get("/api/v1/campaigns/loan").refusal == "404 campaign_unknown")
      #expect(try await service.get("/api/v1/pledges/p9").refusal == "404 pledge_unknown")
      #expect(try await service.get("/api/v1/campaigns?state=dancing").refusal == "400 query_malformed")
      let event = CampaignRouteTests.event("e1", "captured", "p1", "50.00")
      #expect(
        try await service.post("/api/v1/crowdfunding/provider-events", event).refusal == "404 payment_unknown")
      let danced = event.replacing("captured", with: "danced")
      #expect(try await service.post("/api/v1/crowdfunding/provider-events", danced).refusal == "422 word_unknown")
      let same = #"{"campaign": "well", "on": "2026-05-02", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/crowdfunding/closures", same).refusal == "409 campaign_state_forbids")
    }
  }

  private static let basis =
    #"{"kind": "sfc", "platform": "P", "licence": "L-1", "url": "https://p.example", "reference": "1"}"#

  private static let draft =
    #"{"campaign": "well", "actor": "coop", "fund": "escrow", "platform_fund": "platform", "names": {"fr": "Puits"}, "category": "donation", "goal_mode": "all_or_nothing", "minimum_goal": "400.00", "currency": "MAD", "opens_on": "2026-05-01", "closes_on": "2026-05-31", "legal_basis": \#(basis), "policy": "crowd-test", "on": "2026-04-01", "by": "a", "rewards": [{"reward": "basket", "meaning": "A basket", "minimum": "50.00", "stock": 5}], "uses": [{"purpose": "Seeds", "amount": "400.00"}]}"#

  private static func pledge(_ code: String, _ amount: String) -> String {
    #"{"pledge": "\#(code)", "campaign": "well", "backer": "b-\#(code)", "amount": "\#(amount)", "currency": "MAD", "provider": "pay", "external_id": "tx-\#(code)", "at": "2026-05-10T10:00:00+01:00", "by": "a"}"#
  }

  private static func event(_ event: String, _ kind: String, _ pledge: String, _ amount: String) -> String {
    #"{"provider": "pay", "event": "\#(event)", "kind": "\#(kind)", "external_id": "tx-\#(pledge)", "amount": "\#(amount)", "currency": "MAD", "occurred_at": "2026-05-10T10:05:00+01:00", "by": "pay"}"#
  }

  private static func open(_ service: Service) async throws {
    let (maker, checker) = (try Person("a"), try Person("b"))
    let policy = """
      code: crowd-test
      version: 1
      instrument: crowdfunding
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
        donation_ceiling: {value: 450000.00 MAD}
        appeal_report_days: {value: 30}
        appeal_declaration_days: {value: 10}
        platform_fee_bp: {value: 0}
        processor_fees_by: {value: platform}
        refund_retry_hours: {value: 1}
        refund_attempts: {value: 3}
      """
    let decision = try await service.tadamun.adopt(
      policy: policy, from: CalendarDate(iso: "2024-01-01"), by: maker)
    try await service.tadamun.approve(decision, by: checker)
    _ = try await service.post(
      "/api/v1/actors", #"{"code": "coop", "kind": "cooperative", "names": {"fr": "Coopérative"}}"#)
    for (code, instrument) in [("escrow", "crowdfunding"), ("platform", "operating")] {
      _ = try await service.post(
        "/api/v1/funds", #"{"code": "\#(code)", "instrument": "\#(instrument)", "names": {"fr": "F"}}"#)
    }
    for (noun, body) in [
      ("drafts", draft), ("submissions", #"{"campaign": "well", "on": "2026-04-02", "by": "a"}"#),
      ("approvals", #"{"campaign": "well", "on": "2026-04-03", "by": "b"}"#),
      ("openings", #"{"campaign": "well", "on": "2026-05-01", "by": "a"}"#),
    ] {
      let answer = try await service.post("/api/v1/crowdfunding/\(noun)", body)
      #expect(answer.status == 201, "\(noun): \(answer.text)")
    }
  }
}
