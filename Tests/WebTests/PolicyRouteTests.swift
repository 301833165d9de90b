import Foundation
import Testing

@Suite("Policies over HTTP")
struct PolicyRouteTests {
  private static func text(_ name: String) throws -> String {
    let file = ProblemTextTests.root.appendingPathComponent("config/policies/\(name).yml")
    return try String(contentsOf: file, encoding: .utf8)
  }

  private static func json(_ members: [String: String]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
  }

  @Test("a policy is checked, asked for, approved by another person, and shown with every value's source")
  func life() async throws {
    try await Service.run { service in
      let text = try PolicyRouteTests.text("zakat-ma")
      let checked = try await service.post("/api/v1/policy-checks", PolicyRouteTests.json(["text": text]))
      #expect(checked.status == 200 && checked.json["policy"] as? String == "zakat-ma")
      #expect(checked.json["status"] as? String == "to_be_confirmed")
      let body = try PolicyRouteTests.json(["text": text, "from": "2026-01-01", "by": "treasurer"])
      let asked = try await service.post("/api/v1/policies", body)
      #expect(asked.status == 201 && asked.json["sha256"] as? String == checked.json["sha256"] as? String)
      let again = try await service.post("/api/v1/policies", body)
      #expect(again.json["decision"] as? Int == asked.json["decision"] as? Int)
      #expect(try await service.get("/api/v1/policies/zakat-ma?on=2026-02-01").refusal == "404 policy_unknown")
      #expect(try await service.get("/api/v1/policies").items.map { $0["is_in_force"] as? Bool } == [false])
      let verdict = "/api/v1/decisions/\(try #require(asked.json["decision"] as? Int))/verdict"
      let maker = try await service.post(verdict, #"{"outcome": "approved", "decided_by": "treasurer"}"#)
      #expect(maker.refusal == "422 maker_is_not_checker")
      _ = try await service.post(verdict, #"{"outcome": "approved", "decided_by": "president"}"#)
      let shown = try await service.get("/api/v1/policies/zakat-ma?on=2026-02-01").json
      #expect(shown["standing"] as? String == "to be confirmed by the fund's own authority")
      let settings = try #require(shown["settings"] as? [[String: Any]])
      let cap = try #require(settings.first { $0["name"] as? String == "amil_cap_bp" })
      #expect(cap["value"] as? String == "0" && (cap["source"] as? String)?.contains("UNHCR") == true)
      #expect(settings.allSatisfy { ($0["source"] as? String)?.isEmpty == false })
      #expect(try await service.get("/api/v1/policies").items.map { $0["is_in_force"] as? Bool } == [true])
      #expect(try await service.get("/api/v1/policies/zakat-ma").refusal == "400 query_malformed")
    }
  }

  @Test("a mistake in a policy is told with its code, and another text under the same version is refused")
  func refusals() async throws {
    try await Service.run { service in
      let text = try PolicyRouteTests.text("books-ma")
      let wrong = text.replacing("hold_days: {value: 30", with: "hold_days: {value: soon")
      let checked = try await service.post("/api/v1/policy-checks", PolicyRouteTests.json(["text": wrong]))
      #expect(checked.refusal == "422 value_of_wrong_type")
      let adopt = { (text: String) in
        try await service.post(
          "/api/v1/policies", PolicyRouteTests.json(["text": text, "from": "2026-01-01", "by": "treasurer"]))
      }
      #expect(try await adopt(wrong).refusal == "422 value_of_wrong_type")
      #expect(try await adopt(text).status == 201)
      #expect(try await adopt(text + "# another text\n").refusal == "409 policy_version_taken")
    }
  }
}
