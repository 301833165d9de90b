import Actions
import Domain
import Foundation
import Postgres
import Testing

@Suite("Zakat over HTTP")
struct ZakatRouteTests {
  @Test("from the receipt to the report, each step a request, and a repeat changes nothing")
  func life() async throws {
    try await Service.run { service in
      try await ZakatRouteTests.open(service)
      let receipt = #"""
        {"receipt": "r1", "fund": "zakat", "amount": "5000.00", "currency": "MAD", "received_on": "2025-03-10", "by": "a"}
        """#
      for _ in 0..<2 {
        let answer = try await service.post("/api/v1/zakat/receipts", receipt)
        #expect(answer.status == 201 && answer.json["hijri"] as? String == "1446-09-10")
      }
      let other = receipt.replacing("5000.00", with: "5000.01")
      #expect(try await service.post("/api/v1/zakat/receipts", other).refusal == "409 receipt_exists")
      let steps = [
        ("recipients", #"{"recipient": "m1", "form": "household", "file": "f1", "by": "a"}"#),
        (
          "assessments",
          #"{"assessment": "a1", "fund": "zakat", "recipient": "m1", "category": "fuqara", "evidence": "visit", "valid_from": "2025-01-01", "valid_to": "2025-12-31", "by": "a"}"#
        ),
        ("assessment-approvals", #"{"assessment": "a1", "by": "b"}"#),
        (
          "distributions",
          #"{"distribution": "d1", "fund": "zakat", "mode": "direct_individual", "amount": "1800.00", "currency": "MAD", "requested_on": "2025-04-01", "lines": [{"category": "fuqara", "amount": "1800.00", "shares": [{"recipient": "m1", "amount": "1800.00"}]}], "by": "a"}"#
        ),
        ("distribution-approvals", #"{"distribution": "d1", "on": "2025-04-02", "by": "b"}"#),
        ("payments", #"{"distribution": "d1", "at": "2025-04-03T10:00:00+01:00", "by": "a"}"#),
        (
          "proofs",
          #"{"distribution": "d1", "line": 1, "kind": "signature", "reference": "s1", "on": "2025-04-04", "by": "a"}"#
        ),
        ("closings", #"{"distribution": "d1", "on": "2025-04-05", "by": "b"}"#),
      ]
      for (noun, body) in steps {
        let first = try await service.post("/api/v1/zakat/\(noun)", body)
        #expect(first.status == 201, "\(noun)")
        let again = try await service.post("/api/v1/zakat/\(noun)", body)
        #expect(again.status == 201 && again.text == first.text, "\(noun) again: \(again.text)")
      }
      let lot = try await service.get("/api/v1/zakat-receipts/r1").json
      #expect(lot["state"] as? String == "partially_distributed" && lot["remaining"] as? String == "3200.00")
      #expect(lot["discharged"] as? String == "1800.00" && lot["overdue_since"] is NSNull)
      #expect(try await service.get("/api/v1/zakat-receipts/r9").refusal == "404 receipt_unknown")
      let shown = try await service.get("/api/v1/zakat-distributions/d1")
      #expect(shown.json["state"] as? String == "closed")
      let report = try await service.get("/api/v1/zakat-reports/zakat?on=2026-02-28").json
      #expect(report["discharged"] as? String == "1800.00" && report["overdue"] as? String == "3200.00")
    }
  }

  @Test(
    "a payer, a debt and an announced month are recorded once, however often they are sent; another under their name is refused"
  )
  func repeats() async throws {
    try await Service.run { service in
      try await ZakatRouteTests.open(service)
      _ = try await service.post(
        "/api/v1/zakat/recipients", #"{"recipient": "m1", "form": "household", "file": "f1", "by": "a"}"#)
      let bodies = [
        (
          "donors", #"{"reference": "p-1", "name": "A payer", "contact": "by the mosque", "by": "a"}"#, "A payer",
          "donor_exists"
        ),
        (
          "debts",
          #"{"debt": "b1", "recipient": "m1", "creditor": "a shop", "document": "note 7", "cause": "medicine", "currency": "MAD", "amount": "18400.00", "settled": "15000.00", "by": "a"}"#,
          "medicine", "debt_exists"
        ),
        (
          "recipients", #"{"recipient": "m1", "form": "household", "file": "f1", "by": "a"}"#, "household",
          "recipient_exists"
        ),
      ]
      for (noun, body, word, conflict) in bodies {
        let first = try await service.post("/api/v1/zakat/\(noun)", body)
        #expect(first.status == 201, "\(noun): \(first.text)")
        for _ in 0..<3 {
          let again = try await service.post("/api/v1/zakat/\(noun)", body)
          #expect(again.status == 201 && again.text == first.text, "\(noun): \(again.text)")
        }
        let other = body.replacing(word, with: word == "household" ? "person" : "another")
        #expect(try await service.post("/api/v1/zakat/\(noun)", other).refusal == "409 \(conflict)")
      }
      #expect(try await service.tadamun.pool.queryValue("SELECT count(*) FROM zakat_debts", as: Int.self) == 1)
      let month = #"{"year": 1446, "month": 9, "first_on": "2025-03-02", "source": "Ministry of Habous", "by": "a"}"#
      for _ in 0..<2 { #expect(try await service.post("/api/v1/zakat/hijri-months", month).status == 201) }
      let months = try await service.get("/api/v1/hijri-months").items
      #expect(months.count == 1 && months[0]["first_on"] as? String == "2025-03-02")
      #expect(try await service.get("/api/v1/hijri-days/2025-03-02").json["is_announced"] as? Bool == true)
      #expect(try await service.tadamun.pool.queryValue("SELECT count(*) FROM hijri_month_starts", as: Int.self) == 1)
    }
  }

  @Test("a promise is recorded once, received in part, listed while something is open, and cancelled")
  func pledges() async throws {
    try await Service.run { service in
      try await ZakatRouteTests.open(service)
      for code in ["p1", "p2"] {
        let body =
          #"{"pledge": "\#(code)", "fund": "zakat", "amount": "100.00", "currency": "MAD", "pledged_on": "2025-03-01", "by": "a"}"#
        for _ in 0..<2 {
          let answer = try await service.post("/api/v1/zakat/pledges", body)
          #expect(answer.status == 201 && answer.json["promised"] as? String == "100.00", "\(answer.text)")
        }
        let other = body.replacing("100.00", with: "100.01")
        #expect(try await service.post("/api/v1/zakat/pledges", other).refusal == "409 pledge_exists")
      }
      let receipt =
        #"{"receipt": "r1", "pledge": "p1", "fund": "zakat", "amount": "40.00", "currency": "MAD", "received_on": "2025-03-10", "by": "a"}"#
      for _ in 0..<2 { #expect(try await service.post("/api/v1/zakat/receipts", receipt).status == 201) }
      let more = receipt.replacing("r1", with: "r2").replacing("40.00", with: "60.01")
      #expect(try await service.post("/api/v1/zakat/receipts", more).refusal == "422 pledge_exceeded")
      let shown = try await service.get("/api/v1/zakat-pledges/p1").json
      #expect(shown["state"] as? String == "partially_received" && shown["promised"] as? String == "60.00")
      #expect(shown["donor"] == nil)
      #expect(try await service.get("/api/v1/zakat-pledges/p9").refusal == "404 pledge_unknown")
      let page = try await service.get("/api/v1/zakat-funds/zakat/pledges?limit=1")
      #expect(page.items.map { $0["pledge"] as? String } == ["p1"] && page.json["next"] is String)
      let report = try await service.get("/api/v1/zakat-reports/zakat?on=2025-04-01").json
      #expect(report["promised"] as? String == "160.00" && report["balance"] as? String == "40.00")
      let end = #"{"pledge": "p1", "on": "2025-04-02", "reason": "moved", "by": "a"}"#
      for _ in 0..<2 {
        let ended = try await service.post("/api/v1/zakat/pledge-cancellations", end)
        #expect(ended.json["state"] as? String == "cancelled" && ended.json["promised"] as? String == "0.00")
      }
      let open = try await service.get("/api/v1/zakat-funds/zakat/pledges").items
      #expect(open.map { $0["pledge"] as? String } == ["p2"])
    }
  }

  @Test("the maker is refused as checker, unknown fields and words are named, and nothing moves")
  func refusals() async throws {
    try await Service.run { service in
      try await ZakatRouteTests.open(service)
      let unknown = try await service.post("/api/v1/zakat/recipients", #"{"recipient": "m1", "name": "x", "by": "a"}"#)
      #expect(unknown.status == 422)
      let form = #"{"recipient": "m1", "form": "cooperative", "file": "f1", "by": "a"}"#
      #expect(try await service.post("/api/v1/zakat/recipients", form).refusal == "422 word_unknown")
      #expect(try await service.get("/api/v1/zakat-reports/nowhere?on=2026-01-01").refusal == "404 zakat_fund_unknown")
      #expect(try await service.get("/api/v1/zakat-distributions/d9").refusal == "404 distribution_unknown")
      #expect(try await service.get("/api/v1/zakat-categories").items.count == 8)
      let hijri = try await service.get("/api/v1/hijri-days/2025-03-10").json
      #expect(hijri["hijri"] as? String == "1446-09-10")
    }
  }

  @Test("an agency is recorded once, agents are found, and a line that is no interest of zakat is refused")
  func agents() async throws {
    try await Service.run { service in
      try await ZakatRouteTests.open(service)
      _ = try await service.tadamun.registerMissing(
        [Actor(code: Code("coop"), kind: .cooperative, names: Names(fr: "Coopérative"))], by: .api)
      _ = try await service.post(
        "/api/v1/zakat/recipients", #"{"recipient": "m1", "form": "household", "file": "f1", "by": "a"}"#)
      let agency = #"{"agent": "coop", "recipient": "m1", "wakala": "w1", "first_on": "2025-01-01", "by": "a"}"#
      for _ in 0..<2 { #expect(try await service.post("/api/v1/zakat/agencies", agency).status == 201) }
      let other = agency.replacing("w1", with: "w2")
      #expect(try await service.post("/api/v1/zakat/agencies", other).refusal == "422 agency_overlaps")
      let found = try await service.post(
        "/api/v1/zakat/agent-findings", #"{"fund": "zakat", "on": "2025-06-01", "by": "a"}"#)
      #expect(found.json["new_findings"] as? Int == 1)
      let line = try await service.post("/api/v1/zakat/interest-lines", #"{"line": 1, "by": "a"}"#)
      #expect(line.refusal == "404 bank_line_unknown")
    }
  }

  private static func open(_ service: Service) async throws {
    let tadamun = service.tadamun
    let (maker, checker) = (try Person("a"), try Person("b"))
    let policy = """
      code: zakat-test
      version: 1
      instrument: zakat
      status: to_be_confirmed
      authority: A test
      source: A test
      values:
        amil_cap_bp: {value: 0}
        amil_year: {value: gregorian}
        max_days_undistributed: {value: 354}
        enabled_categories: {value: [fuqara]}
        investment: {value: forbidden}
        institutional: {value: false}
        in_kind: {value: true}
        agent_below_nisab: {value: false}
        month_starts: {value: ummalqura}
      """
    let decision = try await tadamun.adopt(policy: policy, from: CalendarDate(iso: "2024-01-01"), by: maker)
    try await tadamun.approve(decision, by: checker)
    for (code, instrument) in [("zakat", "zakat"), ("purification", "operating")] {
      _ = try await service.post(
        "/api/v1/funds", #"{"code": "\#(code)", "instrument": "\#(instrument)", "names": {"fr": "F"}}"#)
    }
    let opened = try await service.post(
      "/api/v1/zakat/funds",
      #"{"fund": "zakat", "kind": "mal", "currency": "MAD", "policy": "zakat-test", "bank_account": "1", "purification": "purification", "on": "2025-01-01", "by": "a"}"#
    )
    #expect(opened.status == 201)
  }
}
