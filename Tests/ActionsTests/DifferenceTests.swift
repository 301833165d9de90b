import Actions
import Domain
import TestProgramme
import TestSupport
import Testing

@Suite("Why a score is what it is, and why it moved")
struct DifferenceTests {
  @Test("own data, verification and peers add up to the difference, and each is what moved")
  func parts() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      // The second cooperative corrects its own; the best of all becomes better, and the scale is issued anew.
      try await peers.report(2, sales: 900, reference: "own", on: "2026-05-02")
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      try await peers.report(11, sales: 2_400, reference: "peer", on: "2026-05-03")
      try await peers.tadamun.issueScale(of: peers.code, asOf: peers.asOf, by: .commandLine)
      let third = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let own = try await peers.tadamun.difference(of: peers.cooperatives[2], in: peers.code, from: first, to: second)
      #expect(own.ownData > 0 && abs(own.ownData - (own.later - own.earlier)) < 1e-12)
      #expect(own.peers.magnitude < 1e-12 && own.verification.magnitude < 1e-12)
      let peer = try await peers.tadamun.difference(of: peers.cooperatives[5], in: peers.code, from: second, to: third)
      #expect(peer.peers < 0 && abs(peer.peers - (peer.later - peer.earlier)) < 1e-12 && peer.ownData == 0)
      let both = try await peers.tadamun.difference(of: peers.cooperatives[2], in: peers.code, from: first)
      let sum = both.ownData + both.verification + both.peers + both.framework + both.engine
      #expect(abs(sum - (both.later - both.earlier)) < 1e-12)
      #expect(both.ownData > 0 && both.peers < 0)
    }
  }

  @Test("a sheet names what is strong, what is weak and what would raise it, and carries its interval")
  func explanation() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool), replicates: 60)
      try await peers.reportAll()
      let run = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let sheet = try await peers.tadamun.score(of: peers.cooperatives[0], in: peers.code)
      #expect(sheet.explanation.strongest.count == 3 && sheet.explanation.weakest.count == 1)
      #expect(sheet.explanation.raise?.part.indicator == "sales")
      let interval = try #require(sheet.interval)
      #expect(interval.score.low <= interval.score.median && interval.score.median <= interval.score.high)
      #expect(["A", "B", "C", "D"].contains(interval.grade))
      let table = try await peers.tadamun.scores(of: peers.code, limit: 12)
      #expect(table.scores.allSatisfy { $0.interval != nil })
      let manifest = try await peers.tadamun.manifest(of: run, in: peers.code)
      #expect(manifest.run.provenance.replicates == 60 && manifest.factors.map(\.factor).contains("weights"))
    }
  }

  @Test("a run of another programme, and an actor without a score, are refused by name")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1)
      let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
      let unknown = await #expect(throws: Problem.self) {
        try await small.tadamun.difference(of: small.cooperatives[0], in: small.code, from: 999_999)
      }
      #expect(unknown?.code == "run_unknown")
      let missing = await #expect(throws: Problem.self) {
        try await small.tadamun.difference(of: small.cooperatives[1], in: small.code, from: run)
      }
      #expect(missing?.code == "score_missing")
      await #expect(throws: Problem.self) { try await small.tadamun.manifest(of: 999_999, in: small.code) }
    }
  }
}
