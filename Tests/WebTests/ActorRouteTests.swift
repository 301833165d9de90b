import HTTPTypes
import Testing

@Suite("Actors over HTTP")
struct ActorRouteTests {
  static let cooperative = """
    {"code": "coop-1", "kind": "cooperative", "names": {"ar": "تعاونية", "fr": "Coopérative"},
     "territory": "02.113", "identifiers": [{"scheme": "ice", "value": "001234567000089"}]}
    """

  @Test("an actor is registered, read, and changed by who has its version")
  func registerReadChange() async throws {
    try await Service.run { service in
      let made = try await service.post("/api/v1/actors", ActorRouteTests.cooperative)
      #expect(made.status == 201 && made.headers[.location] == "/api/v1/actors/coop-1")
      #expect(made.headers[.eTag] == "\"1\"")
      let read = try await service.get("/api/v1/actors/coop-1")
      #expect(read.text == made.text && read.json["territory"] as? String == "02.113")
      let change = #"{"kind": "union", "names": {"en": "Union"}}"#
      let changed = try await service.send(.put, "/api/v1/actors/coop-1", change, headers: [.ifMatch: "\"1\""])
      #expect(changed.status == 200 && changed.headers[.eTag] == "\"2\"" && changed.json["kind"] as? String == "union")
      let stale = try await service.send(.put, "/api/v1/actors/coop-1", change, headers: [.ifMatch: "\"1\""])
      #expect(stale.refusal == "412 actor_changed")
      #expect(try await service.get("/api/v1/actors/coop-1").json["version"] as? Int == 2)
    }
  }

  @Test("a change needs one strong tag", arguments: [nil, "*", "3", "W/\"1\"", "\"\"", "\"x\"", "\"1\", \"2\""])
  func ifMatch(tag: String?) async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", ActorRouteTests.cooperative)
      let answer = try await service.send(
        .put, "/api/v1/actors/coop-1", #"{"kind": "union", "names": {"en": "U"}}"#,
        headers: tag.map { [.ifMatch: $0] } ?? [:])
      #expect(answer.refusal == (tag == nil ? "428 if_match_missing" : "400 header_malformed"))
    }
  }

  @Test("refusals have their codes")
  func refusals() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", ActorRouteTests.cooperative)
      #expect(try await service.post("/api/v1/actors", ActorRouteTests.cooperative).refusal == "409 actor_exists")
      let other = ActorRouteTests.cooperative.replacing("coop-1", with: "coop-2")
      #expect(try await service.post("/api/v1/actors", other).refusal == "409 identifier_taken")
      #expect(try await service.get("/api/v1/actors/nobody").refusal == "404 actor_unknown")
      #expect(try await service.get("/api/v1/actors/-x").refusal == "400 path_malformed")
      #expect(try await service.get("/api/v1/actors/%00").refusal == "400 path_malformed")
      #expect(try await service.get("/api/v1/actors/%C0%AF").refusal == "400 path_malformed")
      let differs = try await service.send(
        .put, "/api/v1/actors/coop-1", other, headers: [.ifMatch: "\"1\""])
      #expect(differs.refusal == "422 code_differs")
      #expect(try await service.get("/api/v1/actors").items.count == 1)
    }
  }

  @Test("pages follow each other by the last code, and the last page says so")
  func pages() async throws {
    try await Service.run { service in
      for number in 1...5 {
        let body = #"{"code": "a\#(number)", "kind": "association", "names": {"fr": "A"}}"#
        #expect(try await service.post("/api/v1/actors", body).status == 201)
      }
      var seen: [String] = []
      var next: String? = "/api/v1/actors?limit=2"
      while let address = next {
        let page = try await service.get(address)
        seen += page.items.compactMap { $0["code"] as? String }
        next = page.json["next"] as? String
      }
      #expect(seen == ["a1", "a2", "a3", "a4", "a5"])
    }
  }

  @Test(
    "queries that mean nothing are refused",
    arguments: [
      "limit=0", "limit=201", "limit=-1", "limit=1000000000", "limit=1&limit=2", "limit=+1", "limit=%31%", "limit=",
      "after=%20", "after=%00", "sort=name", "limit=%D9%A1",
    ])
  func queries(query: String) async throws {
    try await Service.run { service in
      let refusal = try await service.get("/api/v1/actors?\(query)").refusal
      #expect(refusal == "400 query_malformed")
    }
  }

  @Test("memberships join a cooperative to a union, and to nothing else")
  func memberships() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", ActorRouteTests.cooperative)
      _ = try await service.post("/api/v1/actors", #"{"code": "union", "kind": "union", "names": {"en": "Union"}}"#)
      let body = #"{"member": "coop-1", "union": "union", "first_on": "2026-01-01"}"#
      #expect(try await service.post("/api/v1/memberships", body).status == 201)
      #expect(try await service.post("/api/v1/memberships", body).status == 201)
      let overlapping = body.replacing("2026-01-01", with: "2026-02-01")
      #expect(try await service.post("/api/v1/memberships", overlapping).refusal == "409 membership_overlaps")
      let turned = #"{"member": "union", "union": "coop-1", "first_on": "2026-01-01"}"#
      #expect(try await service.post("/api/v1/memberships", turned).refusal == "422 not_a_union")
      let unknown = body.replacing("coop-1", with: "nobody")
      #expect(try await service.post("/api/v1/memberships", unknown).refusal == "404 actor_unknown")
    }
  }
}
