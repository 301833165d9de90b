import HTTPTypes
import Testing

@Suite("Bodies that are refused")
struct BadBodyTests {
  /// A contribution with one thing in it replaced.
  private static func contribution(_ field: String, _ value: String) -> String {
    var fields = [
      "stage": "\"direct\"", "fund": "\"fund\"", "amount": "\"10.00\"", "currency": "\"MAD\"", "actor": "\"coop\"",
      "occurred_on": "\"2026-01-31\"",
    ]
    fields[field] = value
    return "{" + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  static let contributions: [(String, String)] = [
    (contribution("amount", "0.1"), "422 value_type_wrong"), (contribution("amount", "\"0\""), "422 amount_zero"),
    (contribution("amount", "\"0.001\""), "422 amount_too_many_decimals"),
    (contribution("amount", "\"1e3\""), "422 amount_malformed"),
    (contribution("amount", "\"NaN\""), "422 amount_malformed"),
    (contribution("amount", "\"+1\""), "422 amount_malformed"),
    (contribution("amount", "\" 1\""), "422 amount_malformed"),
    (contribution("amount", "\"\\u22121\""), "422 amount_malformed"),
    (contribution("amount", "\"1,000.50\""), "422 amount_malformed"),
    (contribution("amount", "\"1\\u00a0000\""), "422 amount_malformed"),
    (contribution("amount", "\"١٢٣\""), "422 amount_malformed"),
    (contribution("amount", "\"9223372036854775808\""), "422 amount_out_of_range"),
    (contribution("amount", "\"90000000000000.01\""), "422 amount_out_of_range"),
    (contribution("amount", "null"), "422 field_missing"), (contribution("amount", "[]"), "422 value_type_wrong"),
    (contribution("currency", "\"mad\""), "422 unknown_currency"),
    (contribution("currency", "\"MA\\uff24\""), "422 unknown_currency"),
    (contribution("currency", "\"XXX\""), "422 unknown_currency"),
    (contribution("currency", "\"JPY\""), "422 amount_too_many_decimals"),
    (contribution("stage", "\"gift\""), "422 stage_unknown"), (contribution("actor", "null"), "422 actor_missing"),
    (contribution("actor", "\"a b\""), "422 code_malformed"),
    (contribution("actor", "\"nobody\""), "404 actor_unknown"),
    (contribution("fund", "\"none\""), "404 fund_unknown"),
    (contribution("occurred_on", "\"2026-02-29\""), "422 date_invalid"),
    (contribution("occurred_on", "\"2026-13-01\""), "422 date_invalid"),
    (contribution("occurred_on", "\"31/12/26\""), "422 date_malformed"),
    (contribution("occurred_on", "\"today\""), "422 date_malformed"),
    (contribution("occurred_on", "\"infinity\""), "422 date_malformed"),
    (contribution("occurred_on", "\"2026-06-30T23:59:60Z\""), "422 date_malformed"),
    (contribution("occurred_on", "\"1582-10-10\""), "422 date_out_of_range"),
    (contribution("occurred_on", "\"2099-01-01\""), "422 date_in_future"),
    (contribution("occurred_on", "20260131"), "422 value_type_wrong"),
    (contribution("role", "\"admin\""), "422 field_unknown"),
    (contribution("description", "\"a\\u0000b\""), "422 text_has_nul"),
    (contribution("description", "\"\\ud800\""), "400 json_malformed"),
    (contribution("description", "\"\(String(repeating: "a", count: 2_001))\""), "422 text_too_long"),
    ("{\"amount\": \"1\", \"amount\": \"2\"}", "400 json_duplicate_name"), ("[]", "422 value_type_wrong"),
    ("null", "422 value_type_wrong"), ("{}", "422 field_missing"), ("", "400 json_malformed"),
    (String(repeating: "[", count: 10_000), "400 json_too_deep"),
    ("{\"x\": 1, \"stage\": \"direct\"}", "422 several_problems"),
  ]

  @Test("bad contributions are refused with status and code, and nothing is booked")
  func badContributions() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", #"{"code": "coop", "kind": "cooperative", "names": {"fr": "C"}}"#)
      _ = try await service.post("/api/v1/funds", #"{"code": "fund", "instrument": "grant", "names": {"fr": "F"}}"#)
      for (index, (body, refusal)) in BadBodyTests.contributions.enumerated() {
        let answer = try await service.post("/api/v1/contributions", body, key: "bad-\(index)")
        #expect(answer.refusal == refusal, "\(body.prefix(200))")
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
      #expect(try await service.get("/api/v1/actors/coop/contributions").items.isEmpty)
    }
  }

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
