import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A run of a score over the database")
struct ScoringTests {
  @Test("scores are those worked out by hand, and parts add up to them")
  func byHand() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let table = try await small.tadamun.scores(of: small.code, limit: 10)
      // jobs 20 of 20; dropout (0.1 − 0.3) / (0.1 − 0.3). Then half of each; then jobs whole and dropout below 0.
      let expected: [String: Double] = ["coop-a": 1, "coop-b": 0.5, "coop-c": 0.5]
      for ranked in table.scores {
        let score = try #require(ranked.score.score)
        #expect(abs(score - (expected[ranked.actor.text] ?? -1)) < 1e-12)
        let sheet = try await small.tadamun.score(of: ranked.actor, in: small.code)
        #expect(abs(sheet.parts.reduce(0) { $0 + $1.contribution } - score) < 1e-12)
      }
      #expect(table.scores.map(\.score.rank) == [1, 2, 2])
    }
  }

  @Test("a table cut into pages is the table, best first, whether or not somebody is left out")
  func pages() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      for filter in [
        ScoreFilter(), ScoreFilter(status: "ok"), ScoreFilter(kind: .cooperative), ScoreFilter(kind: .union),
      ] {
        let whole = try await peers.tadamun.scores(of: peers.code, filter: filter, limit: 100).scores
        #expect(whole.isEmpty == (filter.kind == .union))
        let unranked = Int.max
        let keys = whole.map { (rank: $0.score.rank ?? unranked, code: $0.actor.text) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        var paged: [Code] = []
        for offset in stride(from: 0, to: whole.count + 2, by: 2) {
          let page = try await peers.tadamun.scores(of: peers.code, filter: filter, offset: offset, limit: 2)
          paged += page.scores.map(\.actor)
        }
        #expect(paged == whole.map(\.actor))
      }
    }
  }

  @Test("unverified gains count for what the framework says, with bounds beside")
  func unverified() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      for quarter in 0...1 { try await small.report(0, quarter: quarter, jobs: 10, dropout: 0.1, verified: false) }
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let score = try #require(try await small.tadamun.scores(of: small.code, limit: 1).scores.first).score
      #expect(abs((score.score ?? 0) - 0.8) < 1e-12)
      #expect(score.lowerBound == 0 && abs((score.upperBound ?? 0) - 1) < 1e-12)
    }
  }

  @Test("a quarter nobody reported lowers coverage and is never zero")
  func missingQuarter() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1)
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let table = try await small.tadamun.scores(of: small.code, limit: 10)
      let first = try #require(table.scores.first { $0.actor.text == "coop-a" }).score
      #expect(abs((first.score ?? 0) - 1) < 1e-12)
      #expect(first.coverage < 1)
      let silent = try #require(table.scores.first { $0.actor.text == "coop-b" }).score
      #expect(silent.score == nil && silent.rank == nil && silent.coverage == 0)
    }
  }

  @Test("a correction makes a new run and leaves the old one as it was; both can be recomputed")
  func correction() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      let old = try await small.tadamun.score(small.code, asOf: small.asOf)
      let outcome = try await small.report(
        0, quarter: 1, jobs: 5, dropout: 0.1, on: "2026-07-20", reference: "correction")
      #expect(outcome.corrections == 1)
      let new = try await small.tadamun.score(small.code, asOf: small.asOf)
      let before = try await small.tadamun.score(of: small.cooperatives[0], in: small.code, run: old.run)
      let after = try await small.tadamun.score(of: small.cooperatives[0], in: small.code)
      #expect(after.run.id == new.run)
      #expect(abs((before.nodes.first?.score ?? 0) - 1) < 1e-12)
      #expect(abs((after.nodes.first?.score ?? 0) - 0.875) < 1e-12)
      for run in [old.run, new.run] {
        let replay = try await small.tadamun.replay(run: run, of: small.code)
        #expect(replay.isSame, "\(replay.differences)")
      }
    }
  }

  @Test("the same facts give the same fingerprints, run after run")
  func sameFingerprints() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      for _ in 0..<2 { try await small.tadamun.score(small.code, asOf: small.asOf) }
      let runs = try await small.tadamun.runs(of: small.code, limit: 2)
      #expect(runs.count == 2)
      #expect(Set(runs.map(\.result.inputsSHA256)).count == 1)
      #expect(Set(runs.map(\.result.resultsSHA256)).count == 1)
    }
  }

  @Test("a changed score is found out by recomputing")
  func tampering() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.reportAll()
      let outcome = try await small.tadamun.score(small.code, asOf: small.asOf)
      try await admin.transaction { transaction in
        try await transaction.execute("ALTER TABLE actor_sheets DISABLE TRIGGER ALL")
        try await transaction.execute("UPDATE actor_sheets SET scores[1] = scores[1] + 1e-15 WHERE scores[1] = 1")
        try await transaction.execute("ALTER TABLE actor_sheets ENABLE TRIGGER ALL")
      }
      let replay = try await small.tadamun.replay(run: outcome.run, of: small.code)
      #expect(replay.differences == ["the stored scores are not those it came to"])
    }
  }

  @Test("a programme without a framework is refused by name")
  func withoutFramework() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let early = try CalendarDate(iso: "2025-12-31")
      let problem = await #expect(throws: Problem.self) {
        try await small.tadamun.score(small.code, asOf: early)
      }
      #expect(problem?.code == "framework_missing")
    }
  }
}
