import Testing

@Suite("Money over HTTP")
struct MoneyRouteTests {
  private static let gift = """
    {"stage": "direct", "fund": "fund", "amount": "1200.50", "currency": "MAD", "actor": "coop", "contributor": "funder",
     "occurred_on": "2026-03-01", "description": "première tranche"}
    """

  private static func prepare(_ service: Service) async throws {
    _ = try await service.post("/api/v1/actors", #"{"code": "coop", "kind": "cooperative", "names": {"fr": "C"}}"#)
    _ = try await service.post("/api/v1/actors", #"{"code": "funder", "kind": "funder", "names": {"fr": "F"}}"#)
    let fund = try await service.post(
      "/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}, "holder": "funder"}"#)
    #expect(fund.status == 201 && fund.json["class"] as? String == "restricted_income")
  }

  @Test("a contribution is recorded once a key, however often it is sent")
  func idempotent() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      let first = try await service.post("/api/v1/contributions", MoneyRouteTests.gift, key: "k1")
      #expect(first.status == 201 && first.json["state"] as? String == "recorded")
      let again = try await service.post("/api/v1/contributions", MoneyRouteTests.gift, key: "k1")
      #expect(again.status == 200 && again.json["state"] as? String == "known")
      let other = MoneyRouteTests.gift.replacing("1200.50", with: "1200.51")
      let conflict = try await service.post("/api/v1/contributions", other, key: "k1")
      #expect(conflict.refusal == "422 idempotency_conflict")
      let lines = try await service.get("/api/v1/actors/coop/contributions").items
      #expect(lines.count == 1)
      #expect(lines[0]["money"] as? [String: String] == ["amount": "1200.50", "currency": "MAD"])
    }
  }

  @Test("less than nothing is no contribution, and a disbursement takes a second person; each is told with its place")
  func refusals() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      let record = { (from: String, to: String) in
        try await service.post("/api/v1/contributions", MoneyRouteTests.gift.replacing(from, with: to), key: "k")
      }
      let negative = try await record("1200.50", "-1200.50")
      #expect(negative.refusal == "422 amount_not_positive")
      #expect(negative.errors.first?["field"] as? String == "amount")
      #expect(try await record("1200.50", "-0.00").refusal == "422 amount_zero")
      let disbursement = try await record("direct", "disbursement")
      #expect(disbursement.refusal == "422 second_person_needed")
      #expect(disbursement.errors.first?["field"] as? String == "stage")
      #expect(try await service.get("/api/v1/ledger/entries").items.isEmpty)
    }
  }

  @Test("a key is needed, and bounded")
  func keys() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      #expect(try await service.post("/api/v1/contributions", MoneyRouteTests.gift).refusal == "400 key_missing")
      let long = String(repeating: "k", count: 256)
      let answer = try await service.post("/api/v1/contributions", MoneyRouteTests.gift, key: long)
      #expect(answer.refusal == "400 key_malformed")
    }
  }

  @Test("an entry is reversed once")
  func reversal() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      _ = try await service.post("/api/v1/contributions", MoneyRouteTests.gift, key: "k1")
      let lines = try await service.get("/api/v1/actors/coop/contributions").items
      let entry = try #require(lines.first?["entry"] as? Int)
      let body = #"{"occurred_on": "2026-03-02", "reason": "booked twice", "requested_by": "maker"}"#
      let asked = try await service.post("/api/v1/contributions/\(entry)/reversal-request", body)
      #expect(asked.status == 201)
      let decision = "/api/v1/decisions/\(try #require(asked.json["decision"] as? Int))"
      #expect(try await service.post("\(decision)/reversal", "").refusal == "409 decision_pending")
      let alone = try await service.post("\(decision)/verdict", #"{"outcome": "approved", "decided_by": "maker"}"#)
      #expect(alone.refusal == "422 maker_is_not_checker")
      let word = try await service.post("\(decision)/verdict", #"{"outcome": "perhaps", "decided_by": "checker"}"#)
      #expect(word.refusal == "422 word_unknown")
      let yes = try await service.post("\(decision)/verdict", #"{"outcome": "approved", "decided_by": "checker"}"#)
      #expect(yes.status == 201 && yes.json["state"] as? String == "approved")
      let reversed = try await service.post("\(decision)/reversal", "")
      let reversal = try #require(reversed.json["entry"] as? Int)
      #expect(try await service.post("\(decision)/reversal", "").json["entry"] as? Int == reversal)
      let request = { (entry: String) in
        try await service.post("/api/v1/contributions/\(entry)/reversal-request", body).refusal
      }
      #expect(try await request("\(entry)") == "409 already_reversed")
      #expect(try await request("\(reversal)") == "409 cannot_reverse_reversal")
      #expect(try await request("999999") == "404 entry_unknown")
      #expect(try await request("x") == "400 path_malformed")
      #expect(try await service.get(decision).json["requested_by"] as? String == "maker")
      #expect(try await service.get("/api/v1/decisions").items.count == 1)
      let money = try await service.get("/api/v1/actors/coop/money").items
      #expect((money.first?["came_in"] as? [String: String])?["amount"] == "0.00")
    }
  }

  @Test("contributions come in pages, in the order of booking")
  func pages() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      for number in 1...5 {
        let gift = MoneyRouteTests.gift.replacing("1200.50", with: "\(number)")
        #expect(try await service.post("/api/v1/contributions", gift, key: "k\(number)").status == 201)
      }
      var amounts: [String] = []
      var next: String? = "/api/v1/actors/coop/contributions?limit=2"
      while let address = next {
        let page = try await service.get(address)
        amounts += page.items.compactMap { ($0["money"] as? [String: String])?["amount"] }
        next = page.json["next"] as? String
      }
      #expect(amounts == ["1.00", "2.00", "3.00", "4.00", "5.00"])
      #expect(try await service.get("/api/v1/actors/nobody/contributions").refusal == "404 actor_unknown")
      #expect(try await service.get("/api/v1/actors/nobody/money").refusal == "404 actor_unknown")
      #expect(try await service.get("/api/v1/actors/coop/contributions?after=-1").refusal == "400 query_malformed")
    }
  }

  @Test("a fund keeps its kind")
  func funds() async throws {
    try await Service.run { service in
      try await MoneyRouteTests.prepare(service)
      let zakat = #"{"code": "fund", "instrument": "zakat", "names": {"fr": "F"}}"#
      #expect(try await service.post("/api/v1/funds", zakat).refusal == "409 fund_exists")
      let spendable = #"{"code": "z", "instrument": "zakat", "class": "unrestricted", "names": {"fr": "F"}}"#
      #expect(try await service.post("/api/v1/funds", spendable).refusal == "422 fund_class_forbidden")
      let listed = try await service.get("/api/v1/funds?instrument=grant").items
      #expect(listed.compactMap { $0["code"] as? String } == ["fund"] && listed[0]["holder"] as? String == "funder")
      #expect(try await service.get("/api/v1/funds?instrument=waqf").items.isEmpty)
      let word = #"{"code": "z", "instrument": "zakat", "class": "secret", "names": {"fr": "F"}}"#
      #expect(try await service.post("/api/v1/funds", word).refusal == "422 word_unknown")
    }
  }
}
