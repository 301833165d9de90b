import Actions
import Domain
import TestProgramme
import Testing

@Suite("Proposals over HTTP")
struct ProposalRouteTests {
  private static let base = "/api/v1/programmes/small/proposals"

  private static func prepare(
    _ service: Service, _ rules: String = "proposal: {budget_minor: 100000, currency: MAD}"
  ) async throws {
    let text = SmallProgramme.framework + "\n" + rules
    let small = try await SmallProgramme(service.tadamun, framework: text)
    try await small.reportAll()
    try await service.tadamun.score(small.code, asOf: small.asOf)
    try await service.tadamun.open(Fund(Code("grant"), .grant, names: Names(fr: "Fonds")), by: .api)
  }

  @Test("a proposal is made once a key, overridden, put forward and approved by two people, and recomputed")
  func life() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let body = #"{"fund": "grant", "by": "fatima", "budget": "1000.00", "currency": "MAD"}"#
      #expect(try await service.post(Self.base, body).refusal == "400 key_missing")
      let made = try await service.post(Self.base, body, key: "k")
      #expect(made.status == 201 && made.json["state"] as? String == "draft")
      #expect(try await service.post(Self.base, body, key: "k").text == made.text)
      let other = body.replacing("1000.00", with: "999.00")
      #expect(try await service.post(Self.base, other, key: "k").refusal == "422 idempotency_conflict")
      let id = try #require(made.json["proposal"] as? Int)
      let address = "\(Self.base)/\(id)"
      let page = try await service.get("\(address)?limit=2")
      #expect(page.items.map { $0["payable_minor"] as? Int } == [50_000, 25_000])
      let next = try #require(page.json["next"] as? String)
      #expect(try await service.get(next).items.map { $0["actor"] as? String } == ["coop-c"])
      let asked = try await service.post(
        "\(address)/overrides", #"{"actor": "coop-a", "amount": "400.00", "reason": "late", "by": "fatima"}"#)
      let override = try #require(asked.json["override"] as? Int)
      let approval = "\(address)/overrides/\(override)/approval"
      #expect(try await service.post(approval, #"{"by": "fatima"}"#).code == "maker_is_not_checker")
      #expect(try await service.post(approval, #"{"by": "omar"}"#).json["approved_by"] as? String == "omar")
      #expect(
        try await service.post("\(address)/approval", #"{"by": "omar"}"#).refusal == "409 proposal_state_conflict")
      #expect(try await service.post("\(address)/submission", #"{"by": "fatima"}"#).status == 201)
      #expect(try await service.post("\(address)/approval", #"{"by": "fatima"}"#).code == "maker_is_not_checker")
      let approved = try await service.post("\(address)/approval", #"{"by": "omar"}"#)
      #expect(approved.json["state"] as? String == "approved")
      #expect((approved.json["total"] as? [String: String])?["amount"] == "900.00")
      #expect(try await service.get("\(address)/verification").json["same"] as? Bool == true)
      #expect(try await service.get(Self.base).items.count == 1)
    }
  }

  @Test("a line says the interval that eligibility read, beside the score's; nothing where no replicates ran")
  func readInterval() async throws {
    let rule = "proposal: {eligible_from: 0.5, budget_minor: 90000, currency: MAD}"
    for (rules, amounts) in [
      (rule, [45_000, 22_500, 22_500]),
      ("uncertainty: {replicates: 40, seed: 1, weights: 0.3}\n" + rule, [60_000, 30_000, 0]),
    ] {
      try await Service.run { service in
        try await Self.prepare(service, rules)
        let made = try await service.post(Self.base, #"{"fund": "grant", "by": "fatima"}"#, key: "k")
        let id = try #require(made.json["proposal"] as? Int)
        let lines = try await service.get("\(Self.base)/\(id)").items
        #expect(lines.map { $0["amount_minor"] as? Int } == amounts)
        let read = lines.map { $0["read_interval"] as? [String: Double] }
        let scored = lines.map { ($0["interval"] as? [String: Any])?["score"] as? [String: Double] }
        #expect(read == scored && read.allSatisfy { ($0 == nil) == (rules == rule) })
        if rules != rule {
          // The second reached half of each target: no weight changes its score.
          #expect(read[1] == ["p5": 0.5, "p50": 0.5, "p95": 0.5])
          #expect(try #require(read[2]?["p5"]) < 0.5 && lines[2]["detail"] as? String == "interval_below 0.5")
        }
      }
    }
  }

  @Test("what is not there is not found")
  func unknown() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      #expect(try await service.get("\(Self.base)/999").refusal == "404 proposal_unknown")
      #expect(try await service.get("/api/v1/programmes/none/proposals").refusal == "404 programme_unknown")
      let fund = try await service.post(Self.base, #"{"fund": "none", "by": "x"}"#, key: "k")
      #expect(fund.refusal == "404 fund_unknown")
      #expect(try await service.post("\(Self.base)/999/submission", #"{"by": "x"}"#).refusal == "404 proposal_unknown")
    }
  }
}
