import Actions
import Domain
import TestProgramme
import Testing

@Suite("Scores over HTTP")
struct ScoreRouteTests {
  @Test("scores come best first with their bounds, and a sheet takes one apart")
  func scores() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      try await service.tadamun.score(small.code, asOf: small.asOf)
      let all = try await service.get("/api/v1/programmes/small/scores")
      #expect(all.items.map { $0["actor"] as? String } == ["coop-a", "coop-b", "coop-c"])
      #expect(all.items.map { $0["rank"] as? Int } == [1, 2, 2] && all.items[0]["score"] as? Double == 1)
      #expect((all.json["run"] as? [String: Any])?["as_of"] as? String == "2026-07-31")
      let page = try await service.get("/api/v1/programmes/small/scores?limit=2")
      #expect(page.items.count == 2)
      let next = try #require(page.json["next"] as? String)
      let last = try await service.get(next)
      #expect(last.items.map { $0["actor"] as? String } == ["coop-c"] && last.json["next"] is String == false)
      let sheet = try await service.get("/api/v1/programmes/small/scores/coop-b")
      let parts = try #require(sheet.json["parts"] as? [[String: Any]])
      let sum = parts.reduce(0) { $0 + ($1["contribution"] as? Double ?? 0) }
      #expect(parts.count == 2 && abs(sum - 0.5) < 1e-12)
      #expect(try await service.get("/api/v1/programmes/small/runs").items.count == 1)
      #expect(try await service.get("/api/v1/programmes/small/scores?node=none").items.isEmpty)
    }
  }

  @Test("a programme without a run has none to show")
  func noRun() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      let scores = try await service.get("/api/v1/programmes/small/scores")
      #expect(scores.status == 200 && scores.items.isEmpty && scores.json["run"] is [String: Any] == false)
      #expect(try await service.get("/api/v1/programmes/small/scores/coop-a").refusal == "404 run_unknown")
      #expect(try await service.get("/api/v1/programmes/small/runs").items.isEmpty)
      #expect(try await service.get("/api/v1/programmes/none/runs").refusal == "404 programme_unknown")
      #expect(try await service.get("/api/v1/programmes/none/scores").refusal == "404 programme_unknown")
      #expect(try await service.get("/api/v1/programmes/small/runs?limit=101").refusal == "400 query_malformed")
    }
  }

  @Test("an actor that a run does not speak of is not found")
  func notScored() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let run = try await service.tadamun.score(small.code, asOf: small.asOf).run
      let base = "/api/v1/programmes/small/scores"
      #expect(try await service.get("\(base)/funder").refusal == "404 score_missing")
      #expect(try await service.get("\(base)/nobody").refusal == "404 actor_unknown")
      #expect(try await service.get("\(base)/coop-a?run=\(run)").status == 200)
      #expect(try await service.get("\(base)/coop-a?run=999999").refusal == "404 run_unknown")
      #expect(try await service.get("\(base)/coop-a?run=x").refusal == "400 query_malformed")
    }
  }

  @Test("what a run noticed in the numbers is shown in pages")
  func warnings() async throws {
    try await Service.run { service in
      let peers = try await UnionProgramme(service.tadamun)
      let groups: [String: Double] = ["everyone": 17, "women": 8, "men": 9]
      for quarter in 0...1 { try await peers.report("l2-1", quarter: quarter, "reach", groups) }
      let run = try await service.tadamun.score(peers.code, asOf: peers.asOf).run
      let base = "/api/v1/programmes/unions/runs/\(run)/warnings"
      let found = try await service.get("\(base)?limit=1")
      #expect(found.items.map { $0["kind"] as? String } == ["identical_rows"])
      #expect(found.items.first?["actor"] as? String == "l2-1" && found.items.first?["observations"] as? Int == 2)
      #expect(found.items.first?["p_value"] is Double == false)
      #expect(try await service.get("\(base)?actor=l2-2").items.isEmpty)
      #expect(try await service.get("/api/v1/programmes/unions/runs/999999/warnings").refusal == "404 run_unknown")
    }
  }
}
