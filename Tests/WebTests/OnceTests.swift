import Actions
import Domain
import Foundation
import HTTPTypes
import Postgres
import TestProgramme
import Testing
import Web

@Suite("What is made once, however often the request comes")
struct OnceTests {
  private static let actor = #"{"code": "coop-new", "kind": "cooperative", "names": {"fr": "Nouvelle"}}"#

  @Test("the document names a key at every POST that makes something")
  func everyRoute() async throws {
    try await Service.run { service in
      let document = try await service.get("/api/v1/openapi.json").json
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      // What begins anew, replaces what was begun, names its facts row by row, or is known by its content.
      let without: Set<String> = [
        "/api/v1/session", "/api/v1/second-factor", "/api/v1/second-factor/confirmation",
        "/api/v1/programmes/{programme}/report-batches", "/api/v1/actors/{actor}/reports/{report}/evidence",
      ]
      var count = 0
      for (path, operations) in paths where !without.contains(path) {
        guard let post = operations["post"] as? [String: Any], let responses = post["responses"] as? [String: Any],
          responses["201"] != nil
        else { continue }
        let parameters = post["parameters"] as? [[String: Any]] ?? []
        #expect(parameters.contains { $0["name"] as? String == "Idempotency-Key" }, "\(path)")
        count += 1
      }
      #expect(count > 60)
    }
  }

  @Test("a repeat under the same key gets the first answer and makes nothing; another request under it is refused")
  func repeated() async throws {
    try await Service.run { service in
      let first = try await service.post("/api/v1/actors", Self.actor, key: "k1")
      #expect(first.status == 201 && first.headers[.eTag] == "\"1\"")
      let again = try await service.post("/api/v1/actors", Self.actor, key: "k1")
      #expect(again.status == 201 && again.text == first.text)
      #expect(again.headers[.location] == first.headers[.location] && again.headers[.eTag] == "\"1\"")
      let other = Self.actor.replacing("Nouvelle", with: "Autre")
      #expect(try await service.post("/api/v1/actors", other, key: "k1").refusal == "422 idempotency_conflict")
      #expect(try await service.post("/api/v1/funds", Self.actor, key: "k1").refusal == "422 idempotency_conflict")
      #expect(try await service.post("/api/v1/actors", Self.actor, key: "").refusal == "400 key_malformed")
      for key in ["a b", "clé"] {
        #expect(try await service.post("/api/v1/actors", Self.actor, key: key).refusal == "400 header_malformed")
      }
      #expect(try await service.get("/api/v1/actors").items.count == 1)
    }
  }

  @Test("what was refused may be tried again under its key")
  func refused() async throws {
    try await Service.run { service in
      _ = try await service.post("/api/v1/actors", Self.actor)
      #expect(try await service.post("/api/v1/actors", Self.actor, key: "k1").status == 409)
      let other = Self.actor.replacing("coop-new", with: "coop-other")
      #expect(try await service.post("/api/v1/actors", other, key: "k1").status == 201)
    }
  }

  @Test("of many at once under one key one makes it, and none makes a second")
  func atOnce() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let token = try await people.token("who@example.org", .operator)
      let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
        for _ in 0..<24 {
          group.addTask {
            try await service.send(
              .post, "/api/v1/tokens", #"{"label": "export", "scope": "read", "days": 30}"#,
              headers: [.authorization: "Bearer \(token)", .idempotencyKeyField: "t1"])
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.filter { $0.status == 201 }.count == 1)
      // A secret is said once and kept nowhere.
      #expect(answers.filter { $0.refusal == "409 answer_not_kept" }.count == 23)
      #expect(try await people.get("/api/v1/tokens", as: token).items.count == 2)
      let kept: Int = try await service.tadamun.pool.queryValue(
        "SELECT count(*) FROM tadamun.request_keys WHERE body IS NULL AND status IS NULL")
      #expect(kept == 1)
    }
  }

  @Test("a key is its sender's: another person's same key is another one")
  func senders() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let tokens = [
        try await people.token("one@example.org", .operator), try await people.token("two@example.org", .operator),
      ]
      for (index, token) in tokens.enumerated() {
        let body = Self.actor.replacing("coop-new", with: "coop-\(index)")
        let answer = try await service.send(
          .post, "/api/v1/actors", body, headers: [.authorization: "Bearer \(token)", .idempotencyKeyField: "same"])
        #expect(answer.status == 201)
      }
    }
  }

  @Test("an invitation is made once; the account and its roles are there once")
  func invitation() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let token = try await people.token("who@example.org", .operator)
      let body = #"""
        {"email": "sara@example.org", "display_name": "Sara",
         "roles": [{"role": "verifier", "first_on": "2026-01-01"}]}
        """#
      let invite = {
        try await service.send(
          .post, "/api/v1/people", body, headers: [.authorization: "Bearer \(token)", .idempotencyKeyField: "i1"])
      }
      #expect(try await invite().status == 201)
      #expect(try await invite().refusal == "409 answer_not_kept")
      let links: Int = try await service.tadamun.pool.queryValue(
        "SELECT count(*) FROM tadamun.one_time_links JOIN tadamun.people USING (person_id) WHERE email = 'sara@example.org'"
      )
      #expect(links == 1)
    }
  }
}
