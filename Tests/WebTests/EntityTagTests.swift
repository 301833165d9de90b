import HTTPTypes
import Testing

@Suite("Reading again")
struct EntityTagTests {
  @Test("what a client has already is not sent again; what changed is")
  func notModified() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", ActorRouteTests.cooperative)
      for address in ["/api/v1/actors", "/api/v1/actors/coop-1", "/api/v1/openapi.json"] {
        let first = try await service.get(address)
        let tag = try #require(first.headers[.eTag])
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
          let again = try await service.get(address, headers: [.ifNoneMatch: known])
          #expect(again.status == 304 && again.text.isEmpty && again.headers[.eTag] == tag)
        }
        let other = try await service.get(address, headers: [.ifNoneMatch: "\"other\""])
        #expect(other.status == 200 && other.text == first.text)
      }
      let tag = try #require(try await service.get("/api/v1/actors").headers[.eTag])
      _ = try await service.post("/api/v1/actors", #"{"code": "coop-2", "kind": "cooperative", "names": {"fr": "C"}}"#)
      #expect(try await service.get("/api/v1/actors", headers: [.ifNoneMatch: tag]).items.count == 2)
    }
  }

  @Test("refusals have no tag")
  func refusals() async throws {
    try await Service.run { service in
      let answer = try await service.get("/api/v1/actors/nobody", headers: [.ifNoneMatch: "*"])
      #expect(answer.refusal == "404 actor_unknown" && answer.headers[.eTag] == nil)
    }
  }
}
