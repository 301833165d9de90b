import Actions
import Foundation
import Postgres
import Testing

@Suite("Statements of banks over HTTP")
struct BankRouteTests {
  private static func prepare(_ service: Service) async throws {
    _ = try await service.post("/api/v1/actors", #"{"code": "funder", "kind": "funder", "names": {"fr": "F"}}"#)
    _ = try await service.post("/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}}"#)
    let account = #"{"code": "cih", "fund": "fund", "number": "007810000112300000000118", "currency": "MAD"}"#
    for _ in 0..<2 { #expect(try await service.post("/api/v1/bank/accounts", account).status == 201) }
  }

  private func table(_ rows: [String], _ more: String = "") throws -> String {
    let csv = (["booked_on;amount;currency;description"] + rows).joined(separator: "\\n") + "\\n"
    return
      #"{"file_name": "releve.csv", "account": "cih", "csv": "\#(csv)", "delimiter": "semicolon", "decimal": "comma", "dates": "day_first"\#(more)}"#
  }

  @Test("a French table is read as it is said to be written; honest twins stay, the same file adds nothing")
  func tables() async throws {
    try await Service.run { service in
      try await BankRouteTests.prepare(service)
      let body = try table([
        "31/03/2026;500,00;MAD;don k1", "31/03/2026;500,00;MAD;don k1", "31/03/2026;-35,00;MAD;frais",
      ])
      let first = try await service.post("/api/v1/bank/tables", body)
      #expect(first.status == 201 && first.json["new"] as? Int == 3)
      let again = try await service.post("/api/v1/bank/tables", body)
      #expect(again.status == 200 && again.json["new"] as? Int == 0 && again.json["known"] as? Int == 3)
      #expect(again.json["same_file"] as? Bool == true)
      let overlapping = try table(
        [
          "31/03/2026;500,00;MAD;don k1", "31/03/2026;500,00;MAD;don k1", "31/03/2026;-35,00;MAD;frais",
          "01/04/2026;12,50;MAD;don",
        ])
      let more = try await service.post("/api/v1/bank/tables", overlapping)
      #expect(more.json["new"] as? Int == 1 && more.json["known"] as? Int == 3)
      let wrong = try table(["2026-03-31;1,00;MAD;x"])
      #expect(try await service.post("/api/v1/bank/tables", wrong).refusal == "422 date_malformed")
      let word = body.replacing("semicolon", with: "tabulator")
      #expect(try await service.post("/api/v1/bank/tables", word).refusal == "422 word_unknown")
      let unknown = body.replacing("cih", with: "nowhere")
      #expect(try await service.post("/api/v1/bank/tables", unknown).refusal == "404 bank_account_unknown")
    }
  }

  @Test("what is certain is matched, the rest by hand, once; what is open is listed with its age")
  func matching() async throws {
    try await Service.run { service in
      try await BankRouteTests.prepare(service)
      for (key, amount) in [("gift-17", "500.00"), ("gift-18", "80.00")] {
        let gift = """
          {"stage": "receipt", "fund": "fund", "amount": "\(amount)", "currency": "MAD", "contributor": "funder",
           "occurred_on": "2026-03-30"}
          """
        #expect(try await service.post("/api/v1/contributions", gift, key: key).status == 201)
      }
      let body = try table([
        "31/03/2026;500,00;MAD;don gift-17", "31/03/2026;80,00;MAD;virement", "31/03/2026;-35,00;MAD;frais",
      ])
      #expect(try await service.post("/api/v1/bank/tables", body).status == 201)
      let run = try await service.post("/api/v1/bank/matching-runs", #"{"account": "cih"}"#)
      #expect(run.json["by_reference"] as? Int == 1 && run.json["open"] as? Int == 2)
      let open = try await service.get("/api/v1/bank/unmatched?account=cih&as_of=2026-04-10").items
      #expect(open.map { $0["age_days"] as? Int } == [10, 10])
      let line = try #require(open.first { $0["description"] as? String == "virement" }?["line"] as? Int)
      let entry: Int64 = try await service.tadamun.pool.queryValue(
        "SELECT entry_id FROM entries WHERE idempotency_key = 'gift-18'")
      let match = #"{"line": \#(line), "entry": \#(entry), "reason": "the payer called"}"#
      let first = try await service.post("/api/v1/bank/matches", match)
      #expect(first.status == 201)
      #expect(
        try await service.post("/api/v1/bank/matches", match).json["match"] as? Int == first.json["match"] as? Int)
      #expect(try await service.get("/api/v1/bank/unmatched?account=cih&as_of=2026-04-10").items.count == 1)
      let address = "/api/v1/bank/matches/\(try #require(first.json["match"] as? Int))/withdrawal"
      #expect(try await service.post(address, #"{"reason": "another payer"}"#).status == 200)
      #expect(try await service.get("/api/v1/bank/unmatched?account=cih&as_of=2026-04-10").items.count == 2)
      #expect(try await service.get("/api/v1/bank/accounts").items.count == 1)
      #expect(
        try await service.post("/api/v1/bank/matching-runs", #"{"account": "x"}"#).refusal == "404 bank_account_unknown"
      )
    }
  }
}
