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

  @Test("a sheet says what follows from the score, and a run what it changed")
  func details() async throws {
    let framework =
      SmallProgramme.framework.replacing("aggregate: arithmetic", with: "aggregate: geometric, floor: 0.01")
      + "\nsocial_return: {investment: 100, outcomes: [{name: work, indicator: jobs, proxy: 10, deadweight: 0.25}]}"
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun, framework: framework)
      try await small.reportAll()
      let first = try await service.tadamun.score(small.code, asOf: small.asOf).run
      let sheet = try await service.get("/api/v1/programmes/small/scores/coop-b")
      let detail = try #require(sheet.json["detail"] as? [String: Any])
      #expect(abs((detail["funding_score"] as? Double ?? 0) - 50) < 1e-12)
      let factors = try #require(detail["factors"] as? [[String: Any]])
      #expect(factors.map { $0["child"] as? String } == ["jobs", "dropout"])
      #expect(factors.allSatisfy { $0["floored"] as? Bool == false })
      #expect(abs(factors.compactMap { $0["factor"] as? Double }.reduce(1, *) - 0.5) < 1e-12)
      let proportion = try #require((detail["proportions"] as? [[String: Any]])?.first)
      #expect(proportion["trials"] as? Double == 200 && proportion["shrunk"] is [String: Any] == false)
      let social = try #require(detail["social_return"] as? [String: Any])
      // Ten jobs of 10, a quarter not the actor's doing, a year later at 3.5 %.
      #expect(abs((social["present_value"] as? Double ?? 0) - 75 / 1.035) < 1e-9)
      #expect((sheet.json["nodes"] as? [[String: Any]])?.first?["band"] as? String == "C")
      try await small.report(1, quarter: 1, jobs: 10, dropout: 0.1, reference: "corrected")
      let second = try await service.tadamun.score(small.code, asOf: small.asOf).run
      let changed = try await service.get("/api/v1/programmes/small/runs/\(second)/changes?from=\(first)")
      #expect(changed.items.map { $0["actor"] as? String } == ["coop-b"])
      let difference = try #require(changed.items[0]["difference"] as? [String: Any])
      #expect((difference["own_data"] as? Double ?? 0) > 0)
      let none = "/api/v1/programmes/small/runs/\(second)/changes"
      #expect(try await service.get("\(none)?from=999999").refusal == "404 run_unknown")
      #expect(try await service.get("\(none)?from=0").refusal == "400 query_malformed")
      let page = try await service.get("/programmes/small/actors/coop-b?lang=fr")
      #expect(page.text.contains("Score de financement") && page.text.contains("Ce qui se multiplie"))
      #expect(page.text.contains("Valeur et coût"))
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
