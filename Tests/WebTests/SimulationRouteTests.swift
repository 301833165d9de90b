import Actions
import Domain
import Foundation
import TestProgramme
import Testing

@Suite("Simulations over HTTP")
struct SimulationRouteTests {
  private static func body(_ text: String, periods: [String] = []) throws -> String {
    let object: [String: Any] = ["text": text, "periods": periods]
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private static let address = "/api/v1/programmes/small/simulations"
  /// Jobs count three times as much as dropout.
  private static let draft = SmallProgramme.framework.replacing("version: 1", with: "version: 2")
    .replacing("parent: score, weight: 1, direction: up", with: "parent: score, weight: 3, direction: up")

  @Test("a draft names winners and losers of a run that was, and leaves everything as it is")
  func winners() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      let run = try await service.tadamun.score(small.code, asOf: small.asOf).run
      let answer = try await service.post(
        SimulationRouteTests.address, SimulationRouteTests.body(SimulationRouteTests.draft))
      let simulation = try #require(answer.items.first)
      #expect(answer.status == 200 && simulation["run"] as? Int64 == run && simulation["draft_version"] as? Int == 2)
      // coop-c: jobs whole, dropout worse than at the start: 0.5 before, 0.75 after; the others stay.
      let winners = try #require(simulation["winners"] as? [String: Any])
      let lines = try #require(winners["items"] as? [[String: Any]])
      #expect(winners["count"] as? Int == lines.count && lines.first?["actor"] as? String == "coop-c")
      #expect(lines.first?["change"] as? Double == 0.25)
      let after = try #require(lines.first?["after"] as? [String: Any])
      #expect(after["score"] as? Double == 0.75 && after["rank"] as? Int == 2)
      let losers = try #require((simulation["losers"] as? [String: Any])?["items"] as? [[String: Any]])
      #expect(losers.allSatisfy { $0["actor"] as? String != "coop-c" })
      #expect(try await service.get("/api/v1/programmes/small/runs").items.count == 1)
      #expect(try await service.get("/api/v1/frameworks").items.count == 1)
    }
  }

  @Test("periods, mistakes in the draft and programmes without a run are told apart")
  func refused() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      let draft = SimulationRouteTests.draft
      let address = SimulationRouteTests.address
      #expect(try await service.post(address, SimulationRouteTests.body(draft)).refusal == "422 run_missing")
      try await small.reportAll()
      try await service.tadamun.score(small.code, asOf: small.asOf)
      let second = try await service.post(address, SimulationRouteTests.body(draft, periods: ["2026-Q2"]))
      #expect(second.items.first?["period"] as? String == "2026-04-01/2026-06-30")
      let first = try await service.post(address, SimulationRouteTests.body(draft, periods: ["2026-Q1"]))
      #expect(first.refusal == "422 run_missing")
      let strange = try await service.post(address, SimulationRouteTests.body(draft, periods: ["2026-Q5"]))
      #expect(strange.refusal == "422 period_malformed")
      let bad = try await service.post(address, SimulationRouteTests.body(draft + "\nx: 1\ny: 2"))
      #expect(bad.status == 422 && bad.errors.count == 2)
      #expect(
        try await service.post("\(address)?limit=0", SimulationRouteTests.body(draft)).refusal == "400 query_malformed")
    }
  }
}
