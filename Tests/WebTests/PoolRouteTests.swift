import Actions
import Foundation
import Postgres
import Testing

@Suite("The pool of a union over HTTP")
struct PoolRouteTests {
  @Test("agreed by two, shared once, shown; a repeat changes nothing")
  func life() async throws {
    try await Service.run { service in
      for (code, kind) in [("union", "union"), ("a", "cooperative"), ("b", "cooperative"), ("giver", "funder")] {
        _ = try await service.post(
          "/api/v1/actors", #"{"code": "\#(code)", "kind": "\#(kind)", "names": {"fr": "X"}}"#)
      }
      for member in ["a", "b"] {
        let joined = try await service.post(
          "/api/v1/memberships", #"{"member": "\#(member)", "union": "union", "first_on": "2026-01-01"}"#)
        #expect(joined.status == 201, "\(joined.text)")
      }
      _ = try await service.post("/api/v1/funds", #"{"code": "aid", "instrument": "grant", "names": {"fr": "F"}}"#)
      let gift = """
        {"stage": "receipt", "fund": "aid", "amount": "100.01", "currency": "MAD", "actor": "union",
         "contributor": "giver", "occurred_on": "2026-02-01"}
        """
      _ = try await service.post("/api/v1/contributions", gift, key: "in")
      let entry: Int64 = try await service.tadamun.pool.queryValue("SELECT entry_id FROM entries")
      let agreement = """
        {"agreement": "g", "union": "union", "first_on": "2026-01-01", "by": "secretary",
         "shares": [{"member": "a", "share_bp": 6000}, {"member": "b", "share_bp": 4000}]}
        """
      let agreed = try await service.post("/api/v1/pools/agreements", agreement)
      #expect(agreed.status == 201 && agreed.json["state"] as? String == "pending")
      #expect(try await service.post("/api/v1/pools/agreements", agreement).text == agreed.text)
      let uneven = agreement.replacing("4000", with: "4001").replacing(#""g""#, with: #""h""#)
      #expect(try await service.post("/api/v1/pools/agreements", uneven).refusal == "422 pool_shares_not_whole")
      let body = #"{"distribution": "d", "union": "union", "entry": \#(entry), "on": "2026-03-01", "by": "secretary"}"#
      #expect(try await service.post("/api/v1/pools/distributions", body).refusal == "422 pool_agreement_missing")
      _ = try await service.post(
        "/api/v1/decisions/\(try #require(agreed.json["decision"] as? Int))/verdict",
        #"{"outcome": "approved", "decided_by": "president"}"#)
      let shared = try await service.post("/api/v1/pools/distributions", body)
      #expect(shared.status == 201, "\(shared.text)")
      #expect(try await service.post("/api/v1/pools/distributions", body).text == shared.text)
      let second = body.replacing(#""d""#, with: #""e""#)
      #expect(try await service.post("/api/v1/pools/distributions", second).refusal == "409 already_pooled")
      let shown = try await service.get("/api/v1/pool-distributions/d").json
      let parts = (shown["shares"] as? [[String: Any]] ?? []).map { ($0["money"] as? [String: String])?["amount"] }
      #expect(parts == ["60.01", "40.00"])
      #expect(try await service.get("/api/v1/pool-distributions/x").refusal == "404 pool_distribution_unknown")
      let listed = try await service.get("/api/v1/actors/union/pool-agreements").items
      #expect(listed.map { $0["state"] as? String } == ["approved"])
      #expect(try await service.get("/api/v1/actors/a/pool-agreements").refusal == "422 not_a_union")
      let money = try await service.get("/api/v1/actors/a/money").items
      #expect((money.first?["in_custody"] as? [String: String])?["amount"] == "60.01")
    }
  }
}
