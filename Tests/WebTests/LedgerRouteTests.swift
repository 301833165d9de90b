import Foundation
import Testing

@Suite("The ledger over HTTP")
struct LedgerRouteTests {
  private static func entry(_ amount: String, on day: String = "2026-03-01", kind: String = "receipt") -> String {
    let turned = amount.hasPrefix("-") ? String(amount.dropFirst()) : "-\(amount)"
    return """
      {"kind": "\(kind)", "occurred_on": "\(day)", "contributor": "funder", "description": "don", "lines": [
        {"fund": "fund", "account": "cash", "amount": "\(amount)", "currency": "MAD"},
        {"fund": "fund", "account": "contributions", "actor": "funder", "amount": "\(turned)", "currency": "MAD"}]}
      """
  }

  private static func prepare(_ service: Service) async throws {
    _ = try await service.post("/api/v1/actors", #"{"code": "funder", "kind": "funder", "names": {"fr": "F"}}"#)
    _ = try await service.post("/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}}"#)
  }

  @Test("an entry is booked once a key, shown with its lines, and refused with a code and a place")
  func entries() async throws {
    try await Service.run { service in
      try await LedgerRouteTests.prepare(service)
      let post = { (body: String, key: String?) in
        try await service.post("/api/v1/ledger/entries", body, key: key)
      }
      let first = try await post(LedgerRouteTests.entry("500.00"), "k1")
      #expect(first.status == 201 && first.json["state"] as? String == "booked")
      let again = try await post(LedgerRouteTests.entry("500.00"), "k1")
      #expect(again.status == 200 && again.json["entry"] as? Int == first.json["entry"] as? Int)
      #expect(try await post(LedgerRouteTests.entry("500.01"), "k1").refusal == "422 idempotency_conflict")
      #expect(try await post(LedgerRouteTests.entry("500.00"), nil).refusal == "400 key_missing")
      let kind = try await post(LedgerRouteTests.entry("1.00", kind: "reversal"), "k2")
      #expect(kind.refusal == "422 stage_unknown")
      let unbalanced = LedgerRouteTests.entry("1.00").replacing("-1.00", with: "-1.01")
      #expect(try await post(unbalanced, "k2").refusal == "422 entry_unbalanced")
      let account = LedgerRouteTests.entry("1.00").replacing("contributions", with: "slush")
      #expect(try await post(account, "k2").refusal == "422 account_kind_unknown")
      #expect(try await post(LedgerRouteTests.entry("-5.00"), "k2").refusal == "422 second_person_needed")
      let shown = try await service.get("/api/v1/ledger/entries/\(try #require(first.json["entry"] as? Int))")
      #expect(shown.json["contributor"] as? String == "funder" && shown.json["reference"] as? String == "k1")
      #expect((shown.json["lines"] as? [Any])?.count == 2)
      #expect(try await service.get("/api/v1/ledger/entries?fund=fund").items.count == 1)
      #expect(try await service.get("/api/v1/ledger/entries?fund=other").items.isEmpty)
      #expect(try await service.get("/api/v1/ledger/entries/999").refusal == "404 entry_unknown")
    }
  }

  @Test("a hold keeps money back until it is posted or given up, each once")
  func holds() async throws {
    try await Service.run { service in
      try await LedgerRouteTests.prepare(service)
      _ = try await service.post("/api/v1/ledger/entries", LedgerRouteTests.entry("100.00"), key: "in")
      let body =
        #"{"fund": "fund", "amount": "80.00", "currency": "MAD", "purpose": "tranche", "through": "2026-06-30"}"#
      let held = try await service.post("/api/v1/ledger/holds", body, key: "h1")
      #expect(held.status == 201 && held.json["state"] as? String == "held")
      let hold = "/api/v1/ledger/holds/\(try #require(held.json["hold"] as? Int))"
      #expect(
        try await service.post("/api/v1/ledger/holds", body, key: "h1").json["hold"] as? Int == held.json["hold"]
          as? Int)
      let other = body.replacing("80.00", with: "20.01")
      #expect(try await service.post("/api/v1/ledger/holds", other, key: "h1").refusal == "422 idempotency_conflict")
      #expect(try await service.post("/api/v1/ledger/holds", other, key: "h2").refusal == "409 insufficient_funds")
      let cash = try await service.get("/api/v1/ledger/balances?fund=fund").items.first {
        $0["account"] as? String == "cash"
      }
      #expect(cash?["balance"] as? String == "100.00" && cash?["available"] as? String == "20.00")
      let number = try #require(held.json["hold"] as? Int)
      let alone = try await service.post("\(hold)/posting", LedgerRouteTests.entry("-80.00"), key: "p")
      #expect(alone.refusal == "422 second_person_needed")
      let more = try await pay(service, "more", LedgerRouteTests.entry("-80.01"), from: number)
      #expect(more.refusal == "422 posted_hold_differs")
      #expect(try await service.get("/api/v1/ledger/holds?state=held").items.count == 1)
      let posted = try await pay(service, "p", LedgerRouteTests.entry("-80.00"), from: number)
      #expect(posted.status == 201)
      let again = try await pay(service, "p", LedgerRouteTests.entry("-80.00"), from: number)
      #expect(again.status == 200 && again.json["entry"] as? Int == posted.json["entry"] as? Int)
      #expect(try await pay(service, "q", LedgerRouteTests.entry("-1.00"), from: number).refusal == "409 already_ended")
      #expect(try await service.post("\(hold)/release", "").refusal == "409 already_ended")
      #expect(try await service.get(hold).json["entry"] as? Int == posted.json["entry"] as? Int)
      let second = try await service.post("/api/v1/ledger/holds", body.replacing("80.00", with: "20.00"), key: "h3")
      let release = "/api/v1/ledger/holds/\(try #require(second.json["hold"] as? Int))/release"
      #expect(try await service.post(release, "").json["state"] as? String == "void")
      #expect(try await service.post(release, "").json["state"] as? String == "void")
      #expect(try await service.get("/api/v1/ledger/holds/77").refusal == "404 hold_unknown")
    }
  }

  /// Asks for a payment as one person, approves it as another, and books it.
  private func pay(_ service: Service, _ reference: String, _ entry: String, from hold: Int? = nil) async throws
    -> Answer
  {
    let from = hold.map { #", "hold": \#($0)"# } ?? ""
    let asked = try await service.post(
      "/api/v1/ledger/payment-requests",
      #"{"reference": "\#(reference)", "entry": \#(entry), "by": "maker"\#(from)}"#)
    guard let decision = asked.json["decision"] as? Int else { return asked }
    _ = try await service.post(
      "/api/v1/decisions/\(decision)/verdict", #"{"outcome": "approved", "decided_by": "checker"}"#)
    return try await service.post("/api/v1/decisions/\(decision)/payment", "")
  }

  @Test("money leaves a fund by what one person asked for and another approved, once")
  func payments() async throws {
    try await Service.run { service in
      try await LedgerRouteTests.prepare(service)
      _ = try await service.post("/api/v1/ledger/entries", LedgerRouteTests.entry("100.00"), key: "in")
      let out = LedgerRouteTests.entry("-60.00")
      for place in ["entries", "corrections"] {
        let alone = try await service.post("/api/v1/ledger/\(place)", out, key: "out")
        #expect(alone.refusal == "422 second_person_needed")
      }
      let request = #"{"reference": "well", "entry": \#(out), "by": "maker"}"#
      let asked = try await service.post("/api/v1/ledger/payment-requests", request)
      #expect(asked.status == 201 && asked.json["state"] as? String == "pending")
      let repeated = try await service.post("/api/v1/ledger/payment-requests", request)
      #expect(repeated.json["decision"] as? Int == asked.json["decision"] as? Int)
      let other = request.replacing("60.00", with: "61.00")
      #expect(try await service.post("/api/v1/ledger/payment-requests", other).refusal == "409 payment_exists")
      let inward = request.replacing(out, with: LedgerRouteTests.entry("1.00"))
      #expect(try await service.post("/api/v1/ledger/payment-requests", inward).refusal == "422 payment_moves_nothing")
      let decision = "/api/v1/decisions/\(try #require(asked.json["decision"] as? Int))"
      #expect(try await service.post("\(decision)/payment", "").refusal == "409 decision_pending")
      let maker = try await service.post("\(decision)/verdict", #"{"outcome": "approved", "decided_by": "Maker"}"#)
      #expect(maker.refusal == "422 maker_is_not_checker")
      #expect(try await service.get("/api/v1/decisions?state=pending").items.count == 1)
      _ = try await service.post("\(decision)/verdict", #"{"outcome": "approved", "decided_by": "checker"}"#)
      #expect(try await service.get("/api/v1/decisions?state=pending").items.isEmpty)
      let paid = try await service.post("\(decision)/payment", "")
      #expect(paid.status == 201)
      let again = try await service.post("\(decision)/payment", "")
      #expect(again.status == 200 && again.json["entry"] as? Int == paid.json["entry"] as? Int)
      let shown = try await service.get("/api/v1/ledger/entries/\(try #require(paid.json["entry"] as? Int))").json
      #expect(shown["decision"] as? Int == asked.json["decision"] as? Int)
      #expect(try await pay(service, "more", LedgerRouteTests.entry("-40.01")).refusal == "409 insufficient_funds")
      #expect(try await pay(service, "rest", LedgerRouteTests.entry("-40.00")).status == 201)
    }
  }

  @Test("a closed period takes no entry; a retry of what it holds is known, and a correction lands after it")
  func periods() async throws {
    try await Service.run { service in
      try await LedgerRouteTests.prepare(service)
      let january = #"{"code": "2026-01", "first_on": "2026-01-01", "last_on": "2026-01-31"}"#
      #expect(try await service.post("/api/v1/ledger/periods", january).status == 201)
      #expect(try await service.post("/api/v1/ledger/periods", january).refusal == "409 period_exists")
      let inTime = LedgerRouteTests.entry("10.00", on: "2026-01-15")
      let first = try await service.post("/api/v1/ledger/entries", inTime, key: "in-time")
      let state = "/api/v1/ledger/periods/2026-01/state"
      #expect(try await service.post(state, #"{"state": "shut"}"#).refusal == "422 word_unknown")
      #expect(try await service.post(state, #"{"state": "closed"}"#).json["state"] as? String == "closed")
      #expect(try await service.post(state, #"{"state": "open"}"#).refusal == "409 period_closed")
      let again = try await service.post("/api/v1/ledger/entries", inTime, key: "in-time")
      #expect(again.status == 200 && again.json["entry"] as? Int == first.json["entry"] as? Int)
      let late = LedgerRouteTests.entry("7.00", on: "2026-01-20")
      #expect(try await service.post("/api/v1/ledger/entries", late, key: "late").refusal == "409 period_closed")
      let correction = try await service.post("/api/v1/ledger/corrections", late, key: "late")
      #expect(correction.status == 201)
      let february = #"{"code": "2026-02", "first_on": "2026-02-01", "last_on": "2026-02-28"}"#
      _ = try await service.post("/api/v1/ledger/periods", february)
      _ = try await service.post("/api/v1/ledger/periods/2026-02/state", #"{"state": "closed"}"#)
      let repeated = try await service.post("/api/v1/ledger/corrections", late, key: "late")
      #expect(repeated.status == 200 && repeated.json["entry"] as? Int == correction.json["entry"] as? Int)
      let shown = try await service.get("/api/v1/ledger/entries/\(try #require(correction.json["entry"] as? Int))")
      #expect(shown.json["occurred_on"] as? String == "2026-02-01")
      #expect(shown.json["relates_to_period"] as? String == "2026-01")
      #expect(try await service.get("/api/v1/ledger/periods").items.count == 2)
    }
  }

  @Test("receipts, exchanges and seals")
  func receiptsExchangesSeals() async throws {
    try await Service.run { service in
      try await LedgerRouteTests.prepare(service)
      let euros = LedgerRouteTests.entry("100.00").replacing("MAD", with: "EUR")
      let entry = try #require(
        try await service.post("/api/v1/ledger/entries", euros, key: "in").json["entry"] as? Int)
      let receipt = #"{"entry": \#(entry), "fund": "fund"}"#
      #expect(try await service.post("/api/v1/ledger/receipts", receipt).json["number"] as? Int == 1)
      #expect(try await service.post("/api/v1/ledger/receipts", receipt).json["number"] as? Int == 1)
      let void = #"{"entry": \#(entry), "fund": "fund", "reason": "misprint", "by": "clerk"}"#
      #expect(try await service.post("/api/v1/ledger/receipt-voids", void).status == 201)
      #expect(try await service.post("/api/v1/ledger/receipt-voids", void).refusal == "409 already_voided")
      let listed = try await service.get("/api/v1/ledger/receipts?fund=fund&year=2026").items
      #expect(listed.count == 1 && listed[0]["void_reason"] as? String == "misprint")
      #expect(try await service.get("/api/v1/ledger/receipts").refusal == "400 query_malformed")
      let exchange = """
        {"fund": "fund", "amount": "100.00", "currency": "EUR", "to": "MAD", "rate": "10.7345", "rate_source": "BAM",
         "rate_on": "2026-03-02", "occurred_on": "2026-03-03"}
        """
      let exchanged = try await service.post("/api/v1/ledger/exchanges", exchange, key: "fx")
      #expect(exchanged.status == 201)
      #expect(exchanged.json["received"] as? [String: String] == ["amount": "1073.45", "currency": "MAD"])
      #expect(try await service.post("/api/v1/ledger/exchanges", exchange, key: "fx").status == 200)
      let past = try await service.get("/api/v1/ledger/balances?fund=fund&on=2026-03-02").items
      #expect(past.first { $0["account"] as? String == "cash" }?["balance"] as? String == "100.00")
      let sealed = try await service.post("/api/v1/ledger/seals", "")
      #expect(sealed.status == 201 && sealed.json["sealed"] as? Int == 2)
      #expect(try await service.post("/api/v1/ledger/seals", "").status == 200)
      let seals = try await service.get("/api/v1/ledger/seals").items
      #expect(seals.count == 1 && seals[0]["chain"] as? String == sealed.json["head"] as? String)
    }
  }
}
