import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Trying a draft on a past run")
struct SimulationTests {
  /// Jobs weigh 3, and money follows the score.
  private static let draft =
    SmallProgramme.framework.replacing("version: 1", with: "version: 2")
    .replacing("{from: 2026-01-01, to: null}", with: "{from: 2027-01-01, to: null}")
    .replacing("{code: jobs, parent: score, weight: 1", with: "{code: jobs, parent: score, weight: 3")
    + "\nproposal: {budget_minor: 90000, currency: MAD}"

  @Test("winners, losers, money and totals are those worked out by hand, and nothing is written")
  func byHand() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, _) = try await ProposalTests.prepare(app)
      let found = try await small.tadamun.simulate(draft: Self.draft, for: small.code, periods: [small.quarters[1]])
      let simulation = try #require(found.first)
      #expect(found.count == 1 && simulation.draftVersion == 2 && simulation.version == 1)
      // 1, 0.5 and 0.5 before; jobs 1, 0.5 and 1 with three quarters of the weight after.
      #expect(simulation.lines.map(\.actor.text) == ["coop-c", "coop-a", "coop-b"])
      for (line, scores) in zip(simulation.lines, [(0.5, 0.75), (1, 1), (0.5, 0.5)]) {
        #expect(abs((line.before.score ?? 0) - scores.0) < 1e-12 && abs((line.after.score ?? 0) - scores.1) < 1e-12)
      }
      #expect(simulation.lines.map(\.before.moneyMinor) == [25_000, 50_000, 25_000])
      #expect(simulation.lines.map(\.after.moneyMinor) == [30_000, 40_000, 20_000])
      #expect(simulation.lines[0].before.rank == 2 && simulation.lines[0].after.rank == 2)
      #expect(simulation.lines[2].before.rank == 2 && simulation.lines[2].after.rank == 3)
      let moved = try #require(simulation.lines[0].moved.first)
      #expect(moved.indicator == "jobs" && abs(moved.change - 0.25) < 1e-12)
      for total in simulation.totals where total.dimension != .kind || total.code == "cooperative" {
        #expect(total.actors == 3 && total.winners == 1 && total.losers == 0, "\(total)")
        #expect(total.moneyBeforeMinor == 100_000 && total.moneyAfterMinor == 90_000)
      }
      #expect(Set(simulation.totals.map(\.dimension)) == Set(Simulation.Total.Dimension.allCases))
      #expect(try await app.queryValue("SELECT count(*) FROM runs", as: Int.self) == 1)
      #expect(try await small.tadamun.frameworks().count == 1)
    }
  }

  @Test("the framework that ran, tried on its own run, changes nothing")
  func itself() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, _) = try await ProposalTests.prepare(app)
      let same = SmallProgramme.framework + ProposalTests.rule
      let simulation = try #require(
        try await small.tadamun.simulate(draft: same, for: small.code, periods: []).first)
      #expect(simulation.lines.allSatisfy { $0.before == $0.after && $0.moved.isEmpty })
    }
  }

  @Test("a period without a run, and a draft with mistakes, are refused")
  func refusals() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, _) = try await ProposalTests.prepare(app)
      let none = try await ProposalTests.code {
        _ = try await small.tadamun.simulate(draft: Self.draft, for: small.code, periods: [small.quarters[0]])
      }
      let bad = try await ProposalTests.code {
        _ = try await small.tadamun.simulate(draft: Self.draft + "\nx: 1", for: small.code, periods: [])
      }
      #expect([none, bad] == ["run_missing", "key_unknown"])
    }
  }
}
