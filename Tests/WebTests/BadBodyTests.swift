import HTTPTypes
import Serving
import Testing

@Suite("Bodies that are refused")
struct BadBodyTests {
  @Test(
    "names are checked",
    arguments: [
      ("{}", "422 name_missing"), ("{\"fr\": \"  \"}", "422 name_missing"), ("{\"de\": \"x\"}", "422 field_unknown"),
      ("{\"fr\": \"a\\u202eb\"}", "422 name_has_controls"), ("{\"fr\": \"a\\nb\"}", "422 name_has_controls"),
      ("{\"fr\": 1}", "422 value_type_wrong"), ("\"x\"", "422 value_type_wrong"),
    ])
  func names(names: String, refusal: String) async throws {
    try await Service.run { service in
      let answer = try await service.post(
        "/api/v1/actors", "{\"code\": \"a\", \"kind\": \"cooperative\", \"names\": \(names)}")
      #expect(answer.refusal == refusal)
    }
  }

  @Test("every problem has its place")
  func places() async throws {
    try await Service.run { service in
      let body = "{\"code\": \"a\",\n \"names\": {\"fr\": \"A\"}, \"kind\": \"x\"}"
      let answer = try await service.post("/api/v1/actors", body)
      #expect(answer.refusal == "422 actor_kind_unknown" && answer.json["status"] as? Int == 422)
      #expect(answer.json["type"] as? String == "urn:tadamun:problem:actor_kind_unknown")
      let error = try #require(answer.errors.first)
      #expect(error["field"] as? String == "kind" && error["line"] as? Int == 2 && error["column"] as? Int == 32)
    }
  }

  @Test(
    "only JSON in UTF-8 is read",
    arguments: [
      ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/json; charset=latin1", 415),
      ("application/json;charset=UTF-8", 201), ("Application/JSON", 201),
    ])
  func mediaTypes(type: String, status: Int) async throws {
    try await Service.run { service in
      let answer = try await service.send(
        .post, "/api/v1/actors", ActorRouteTests.cooperative, headers: [.contentType: type])
      #expect(answer.status == status)
    }
  }

  @Test("a compressed body is refused, a large one is not read")
  func encodedOrLarge() async throws {
    try await Service.run { service in
      let gzip = try await service.send(.post, "/api/v1/actors", "{}", headers: [.contentEncoding: "gzip"])
      #expect(gzip.refusal == "415 media_type_unsupported")
      let large = try await service.post("/api/v1/actors", String(repeating: " ", count: 1_048_577))
      #expect(large.refusal == "413 body_too_large")
      let atLimit = try await service.post("/api/v1/actors", String(repeating: " ", count: 1_048_576))
      #expect(atLimit.refusal == "400 json_malformed")
    }
  }
}
