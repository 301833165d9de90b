import Actions
import Domain
import Foundation
import Postgres
import Testing

@Suite("Waqf over HTTP")
struct WaqfRouteTests {
  private static let deed = #"""
    {"waqf": "riad", "deed_no": "12/2024", "deed_on": "2024-01-01", "founder": "founder", "type": "public",
     "duration": "perpetual", "purpose": "learning", "currency": "MAD", "policy": "waqf-test", "nazir_fee_bp": 500,
     "maintenance_bp": 1000, "beneficiaries": [{"beneficiary": "school", "actor": "school", "share_bp": 10000}], "by": "a"}
    """#

  @Test("from the deed to a paid share, each step a request, and a repeat changes nothing")
  func life() async throws {
    try await Service.run { service in
      try await WaqfRouteTests.open(service)
      for _ in 0..<2 {
        let drafted = try await service.post("/api/v1/waqf/deeds", Self.deed)
        #expect(drafted.status == 201 && drafted.json["principal_fund"] as? String == "riad-principal")
      }
      let other = Self.deed.replacing("learning", with: "health")
      #expect(try await service.post("/api/v1/waqf/deeds", other).refusal == "409 waqf_exists")
      let steps = [
        ("steps", #"{"waqf": "riad", "state": "deed_signed", "on": "2024-01-02", "by": "a"}"#),
        ("steps", #"{"waqf": "riad", "state": "possessed", "on": "2024-01-03", "by": "a"}"#),
        ("steps", #"{"waqf": "riad", "state": "active", "on": "2024-01-04", "by": "a"}"#),
        (
          "mandates",
          #"{"waqf": "riad", "nazir": "school", "first_on": "2024-01-01", "fee_bp": 500, "document": "m1", "by": "a"}"#
        ),
        (
          "principal-receipts",
          #"{"receipt": "p1", "waqf": "riad", "amount": "500000.00", "currency": "MAD", "on": "2024-02-01", "by": "a"}"#
        ),
        (
          "yields",
          #"{"yield": "y1", "waqf": "riad", "first_on": "2024-01-01", "last_on": "2024-12-31", "gross": "1000.00", "currency": "MAD", "by": "a"}"#
        ),
        (
          "yield-receipts",
          #"{"receipt": "r1", "yield": "y1", "amount": "1000.00", "currency": "MAD", "on": "2024-12-31", "by": "a"}"#
        ),
        (
          "needs",
          #"{"need": "n1", "waqf": "riad", "amount": "100.00", "currency": "MAD", "urgency": "planned", "found_on": "2024-06-01", "due_on": "2024-12-01", "evidence": "survey", "by": "a"}"#
        ),
      ]
      for (noun, body) in steps + steps.suffix(4) {
        let answer = try await service.post("/api/v1/waqf/\(noun)", body)
        #expect(answer.status == 201, "\(noun): \(answer.text)")
      }
      let period =
        #"{"waqf": "riad", "first_on": "2024-01-01", "last_on": "2024-12-31", "on": "2025-01-10", "by": "a"}"#
      for _ in 0..<2 {
        let run = try await service.post("/api/v1/waqf/waterfalls", period)
        #expect(run.json["net"] as? String == "1000.00" && run.json["maintenance"] as? String == "100.00")
        #expect(run.json["nazir_fee"] as? String == "50.00" && run.json["distributable"] as? String == "750.00")
      }
      let order =
        #"{"order": "o1", "waqf": "riad", "act": "share", "beneficiary": "school", "amount": "750.00", "currency": "MAD", "on": "2025-02-01", "by": "a"}"#
      let asked = try await service.post("/api/v1/waqf/orders", order)
      let decision = try #require(asked.json["decision"] as? Int)
      let execution = #"{"decision": \#(decision), "on": "2025-02-02", "by": "a"}"#
      #expect(try await service.post("/api/v1/waqf/executions", execution).refusal == "409 decision_pending")
      let verdict = #"{"outcome": "approved", "decided_by": "b"}"#
      #expect(try await service.post("/api/v1/decisions/\(decision)/verdict", verdict).status == 201)
      #expect(try await service.post("/api/v1/waqf/executions", execution).json["is_new"] as? Bool == true)
      #expect(try await service.post("/api/v1/waqf/executions", execution).json["is_new"] as? Bool == false)
      let report = try await service.get("/api/v1/waqf-reports/riad?on=2025-12-31").json
      let principal = try #require(report["principal"] as? [String: Any])
      let yields = try #require(report["yield"] as? [String: Any])
      #expect(principal["balance"] as? String == "500000.00" && yields["distributed"] as? String == "750.00")
      let again = try await service.get("/api/v1/waqfs/riad/waterfalls?first_on=2024-01-01&last_on=2024-12-31")
      #expect(again.json["distributable"] as? String == "750.00")
      #expect(try await service.get("/api/v1/waqfs/riad").json["state"] as? String == "active")
      let listed = try await service.get("/api/v1/waqfs?limit=1")
      #expect(listed.items.map { $0["waqf"] as? String } == ["riad"] && listed.json["next"] is NSNull)
      #expect(try await service.get("/api/v1/waqfs?after=riad").items.isEmpty)
    }
  }

  @Test("an asset is exchanged by requests, and too cheap a replacement is refused")
  func exchange() async throws {
    try await Service.run { service in
      try await WaqfRouteTests.open(service)
      _ = try await service.post("/api/v1/waqf/deeds", Self.deed)
      for state in ["deed_signed", "possessed", "active"] {
        _ = try await service.post(
          "/api/v1/waqf/steps", #"{"waqf": "riad", "state": "\#(state)", "on": "2024-01-02", "by": "a"}"#)
      }
      let land =
        #"{"asset": "land", "waqf": "riad", "kind": "land", "title": "T 1", "book": "800.00", "currency": "MAD", "on": "2024-02-01", "by": "a"}"#
      #expect(try await service.post("/api/v1/waqf/assets", land).status == 201)
      let valued =
        #"{"asset": "land", "waqf": "riad", "value": "900.00", "currency": "MAD", "on": "2025-01-01", "valuer": "expert", "reference": "v1", "by": "a"}"#
      for _ in 0..<2 { #expect(try await service.post("/api/v1/waqf/valuations", valued).status == 201) }
      let differing = valued.replacing("900.00", with: "901.00")
      #expect(try await service.post("/api/v1/waqf/valuations", differing).refusal == "409 valuation_exists")
      let request =
        #"{"istibdal": "i1", "waqf": "riad", "asset": "land", "grounds": "no_yield", "currency": "MAD", "reports": [{"expert": "e1", "reference": "r1", "value": "1000.00"}, {"expert": "e2", "reference": "r2", "value": "1000.00"}], "on": "2025-01-01", "by": "a"}"#
      let decision = try #require(
        try await service.post("/api/v1/waqf/istibdal-requests", request).json["decision"] as? Int)
      _ = try await service.post(
        "/api/v1/decisions/\(decision)/verdict", #"{"outcome": "approved", "decided_by": "b"}"#)
      let sale =
        #"{"istibdal": "i1", "price": "1050.00", "costs": "21.00", "currency": "MAD", "on": "2025-02-01", "by": "a"}"#
      for isNew in [true, false] {
        #expect(try await service.post("/api/v1/waqf/sales", sale).json["is_new"] as? Bool == isNew)
      }
      let replacement = { (value: String) in
        #"{"istibdal": "i1", "waqf": "riad", "asset": "shop", "kind": "building", "title": "T 2", "value": "\#(value)", "currency": "MAD", "on": "2025-03-01", "by": "a"}"#
      }
      #expect(
        try await service.post("/api/v1/waqf/replacements", replacement("1000.00")).refusal
          == "422 replacement_below_price")
      for isNew in [true, false] {
        let replaced = try await service.post("/api/v1/waqf/replacements", replacement("1029.00"))
        #expect(replaced.json["is_new"] as? Bool == isNew, "\(replaced.text)")
      }
      let report = try await service.get("/api/v1/waqf-reports/riad?on=2025-12-31").json
      let principal = try #require(report["principal"] as? [String: Any])
      #expect(principal["suspense"] as? String == "0.00" && principal["assets"] as? String == "1029.00")
    }
  }

  @Test("what is unknown or unfit is refused by a code and its place, and nothing moves")
  func refusals() async throws {
    try await Service.run { service in
      try await WaqfRouteTests.open(service)
      #expect(try await service.get("/api/v1/waqfs/nowhere").refusal == "404 waqf_unknown")
      #expect(try await service.get("/api/v1/waqf-reports/nowhere?on=2025-01-01").refusal == "404 waqf_unknown")
      #expect(try await service.get("/api/v1/waqf-reports/nowhere").refusal == "400 query_malformed")
      let ended = Self.deed.replacing(#""duration": "perpetual""#, with: #""duration": "temporary""#)
      #expect(try await service.post("/api/v1/waqf/deeds", ended).refusal == "422 waqf_end_malformed")
      let partial = Self.deed.replacing(#""share_bp": 10000"#, with: #""share_bp": 9999"#)
      #expect(try await service.post("/api/v1/waqf/deeds", partial).refusal == "422 shares_not_whole")
      let fee = Self.deed.replacing(#""nazir_fee_bp": 500"#, with: #""nazir_fee_bp": 1001"#)
      #expect(try await service.post("/api/v1/waqf/deeds", fee).refusal == "422 nazir_fee_over_maximum")
      #expect(try await service.get("/api/v1/waqfs/riad").refusal == "404 waqf_unknown")
      _ = try await service.post("/api/v1/waqf/deeds", Self.deed)
      let early =
        #"{"receipt": "p1", "waqf": "riad", "amount": "1.00", "currency": "MAD", "on": "2024-02-01", "by": "a"}"#
      #expect(
        try await service.post("/api/v1/waqf/principal-receipts", early).refusal == "422 waqf_state_forbids")
      #expect(
        try await service.post("/api/v1/waqf/principal-receipts", early.replacing("MAD", with: "EUR")).refusal
          == "422 currency_differs")
      let entries: Int64 = try await service.tadamun.pool.queryValue("SELECT count(*) FROM entries")
      #expect(entries == 0)
    }
  }

  private static func open(_ service: Service) async throws {
    let tadamun = service.tadamun
    let policy = """
      code: waqf-test
      version: 1
      instrument: waqf
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
        reserve_bp: {value: 0}
        nazir_fee_max_bp: {value: 1000}
        fee_after_maintenance: {value: true}
        restore_principal: {value: true}
        expert_reports: {value: 2}
        istibdal_grounds: {value: [no_yield]}
        replacement_days: {value: 365}
        temporary_waqf: {value: true}
      """
    let decision = try await tadamun.adopt(policy: policy, from: CalendarDate(iso: "2020-01-01"), by: Person("a"))
    try await tadamun.approve(decision, by: Person("b"))
    _ = try await tadamun.registerMissing(
      [Actor(code: Code("school"), kind: .association, names: Names(fr: "École"))], by: .api)
  }
}
