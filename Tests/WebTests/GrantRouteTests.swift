import Testing

@Suite("Grants over HTTP")
struct GrantRouteTests {
  private static let application = """
    {"by": "officer", "code": "well", "fund": "fund", "grantee": "coop", "funder": "funder", "names": {"fr": "Puits"},
     "purpose": "un puits", "first_on": "2026-01-01", "last_on": "2026-12-31", "submitted_on": "2026-01-10",
     "currency": "MAD", "requested": "300.00", "own_cash": "100.00", "own_in_kind": "50.00", "others": "0.00",
     "project_cost": "450.00"}
    """
  private static let agreement = """
    {"by": "officer", "amount": "300.00", "currency": "MAD", "signed_on": "2026-02-01", "signed_by": ["a", "b"],
     "lines": [{"line": "works", "title": "Travaux", "amount": "300.00"}],
     "reports": [{"report": 1, "first_on": "2026-01-01", "last_on": "2026-03-31", "due_on": "2026-04-30"}],
     "tranches": [{"amount": "100.00", "planned_on": "2026-02-10"},
       {"amount": "200.00", "planned_on": "2026-06-10", "conditions": [
         {"kind": "spend_ratio", "minimum_bp": 7500}, {"kind": "report", "report": 1, "due_on": "2026-04-30"},
         {"kind": "cofunding", "minimum_amount": "150.00"}]}]}
    """

  private static func prepare(_ service: Service) async throws {
    _ = try await service.post("/api/v1/actors", #"{"code": "coop", "kind": "cooperative", "names": {"fr": "C"}}"#)
    _ = try await service.post("/api/v1/actors", #"{"code": "funder", "kind": "funder", "names": {"fr": "F"}}"#)
    _ = try await service.post("/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}}"#)
    let receipt = """
      {"stage": "receipt", "fund": "fund", "amount": "1000", "currency": "MAD", "contributor": "funder",
       "occurred_on": "2026-01-05"}
      """
    #expect(try await service.post("/api/v1/contributions", receipt, key: "receipt").status == 201)
  }

  private static func act(_ service: Service, _ noun: String, _ body: String, by person: String = "officer")
    async throws
    -> Answer
  {
    let members = body.dropFirst()
    return try await service.post(
      "/api/v1/grants/well/\(noun)", "{\"by\": \"\(person)\", \(members)",
      key: "\(noun)-\(body)-\(person)".filter { !$0.isWhitespace })
  }

  private static func money(_ answer: Answer) -> [String: String] {
    (answer.json["grant"] as? [String: Any] ?? answer.json)["money"] as? [String: String] ?? [:]
  }

  @Test("from the application to the blocked tranche and the waiver")
  func course() async throws {
    try await Service.run { service in
      try await GrantRouteTests.prepare(service)
      let applied = try await service.post("/api/v1/grants", GrantRouteTests.application, key: "a")
      #expect(applied.status == 201 && applied.json["state"] as? String == "recorded")
      let again = try await service.post("/api/v1/grants", GrantRouteTests.application, key: "a")
      #expect(again.status == 200 && again.json["state"] as? String == "known")
      #expect(
        try await service.post("/api/v1/grants", GrantRouteTests.application, key: "b").refusal == "409 grant_exists")
      #expect(try await GrantRouteTests.act(service, "award", #"{"on": "2026-01-20"}"#).status == 201)
      let signed = try await service.post("/api/v1/grants/well/agreements", GrantRouteTests.agreement, key: "s")
      #expect(signed.status == 201 && GrantRouteTests.money(signed)["outstanding"] == "300.00")
      let first = #"{"tranche": 1, "on": "2026-02-10"}"#
      let requested = try await GrantRouteTests.act(service, "tranche-requests", first)
      #expect(requested.status == 201 && requested.json["decision"] as? Int != nil)
      #expect(try await GrantRouteTests.act(service, "approvals", first).code == "maker_is_not_checker")
      #expect(try await GrantRouteTests.act(service, "approvals", first, by: "director").status == 201)
      let paid = try await GrantRouteTests.act(service, "payments", first)
      #expect(GrantRouteTests.money(paid)["paid"] == "100.00")
      let blocked = try await GrantRouteTests.act(service, "tranche-requests", #"{"tranche": 2, "on": "2026-06-10"}"#)
      #expect(
        blocked.status == 409
          && blocked.errors.map { $0["code"] as? String } == .init(repeating: "condition_open", count: 3))
      for condition in 1...3 {
        let asked = try await GrantRouteTests.act(
          service, "waiver-requests",
          #"{"tranche": 2, "condition": \#(condition), "on": "2026-06-11", "reason": "flood"}"#)
        let decision = try #require(asked.json["decision"] as? Int)
        let body = #"{"decision": \#(decision), "on": "2026-06-12"}"#
        #expect(try await GrantRouteTests.act(service, "waivers", body).code == "maker_is_not_checker")
        #expect(try await GrantRouteTests.act(service, "waivers", body, by: "director").status == 201)
      }
      #expect(
        try await GrantRouteTests.act(service, "tranche-requests", #"{"tranche": 2, "on": "2026-06-13"}"#).status == 201
      )
      let shown = try await service.get("/api/v1/grants/well")
      #expect(shown.text.contains(#""reason":"flood","asked_by":"officer","granted_by":"director""#))
      #expect(try await service.get("/api/v1/grants?grantee=coop").items.count == 1)
      #expect(try await service.get("/api/v1/grants/nowhere").refusal == "404 grant_unknown")
      let view = try await service.get("/api/v1/actors/coop/money/breakdown?by=year")
      let own = try #require((view.json["own"] as? [[String: Any]])?.first)
      #expect(own["promised"] as? String == "300.00" || own["paid_out"] as? String == "100.00")
      let xml = try await service.get("/api/v1/published-grants?format=iati&by=2026-12-31")
      #expect(xml.status == 200 && xml.text.contains("<iati-identifier>TADAMUN-funder-well</iati-identifier>"))
    }
  }

  @Test("a repeated request is answered with the decision that it asked for")
  func repeated() async throws {
    try await Service.run { service in
      try await GrantRouteTests.prepare(service)
      _ = try await service.post("/api/v1/grants", GrantRouteTests.application, key: "a")
      #expect(try await GrantRouteTests.act(service, "award", #"{"on": "2026-01-20"}"#).status == 201)
      _ = try await service.post("/api/v1/grants/well/agreements", GrantRouteTests.agreement, key: "s")
      var decisions: [Int] = []
      for status in [201, 200] {
        let answer = try await service.post(
          "/api/v1/grants/well/tranche-requests", #"{"by": "officer", "tranche": 1, "on": "2026-02-10"}"#, key: "t")
        #expect(answer.status == status)
        decisions.append(try #require(answer.json["decision"] as? Int))
      }
      #expect(decisions[0] == decisions[1])
    }
  }

  @Test("what is wrong in a body is told at its place, and nothing is recorded")
  func mistakes() async throws {
    try await Service.run { service in
      try await GrantRouteTests.prepare(service)
      let nameless = GrantRouteTests.application.replacing(#""by": "officer", "#, with: "")
      #expect(try await service.post("/api/v1/grants", nameless, key: "1").refusal == "422 field_missing")
      let off = GrantRouteTests.application.replacing("450.00", with: "451.00")
      #expect(try await service.post("/api/v1/grants", off, key: "2").refusal == "422 plan_does_not_add_up")
      let fund = GrantRouteTests.application.replacing(#""fund": "fund""#, with: #""fund": "nowhere""#)
      #expect(try await service.post("/api/v1/grants", fund, key: "3").refusal == "404 fund_unknown")
      #expect(try await service.post("/api/v1/grants", GrantRouteTests.application).refusal == "400 key_missing")
      #expect(try await service.get("/api/v1/grants").items.isEmpty)
      _ = try await service.post("/api/v1/grants", GrantRouteTests.application, key: "4")
      let early = try await service.post("/api/v1/grants/well/agreements", GrantRouteTests.agreement, key: "5")
      #expect(early.refusal == "409 step_not_allowed")
      _ = try await GrantRouteTests.act(service, "award", #"{"on": "2026-01-20"}"#)
      let word = GrantRouteTests.agreement.replacing("spend_ratio", with: "luck")
      #expect(try await service.post("/api/v1/grants/well/agreements", word, key: "6").refusal == "422 word_unknown")
      let shown = try await service.get("/api/v1/grants/well")
      #expect(shown.json["state"] as? String == "awarded" && shown.json["agreement"] as? String == nil)
    }
  }
}
