import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("The scale of a reporting year is frozen until it is issued again")
struct FrozenScaleTests {
  @Test("a score moves by its own data only, until the scale is issued again")
  func frozen() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      #expect(first.issuedScale?.name == "v2026")
      let before = try await score(peers, 5)
      // The best becomes ten times better: on a scale laid anew everybody else would fall.
      try await peers.report(11, sales: 12_000, reference: "corrected", on: "2026-05-02")
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      #expect(second.issuedScale == nil)
      #expect(try await score(peers, 5) == before)
      let issued = try await peers.tadamun.issueScale(of: peers.code, asOf: peers.asOf, by: .commandLine)
      #expect(issued.name == "v2026.2")
      #expect(try await score(peers, 5) == before, "a scale that is issued moves nothing before the next run")
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      #expect(try await score(peers, 5) < before)
      for run in try await peers.tadamun.runs(of: peers.code, limit: 10) {
        let replay = try await peers.tadamun.replay(run: run.id, of: peers.code)
        #expect(replay.isSame, "\(replay.differences)")
      }
      #expect(try await peers.tadamun.scales(of: peers.code).map(\.issue.name) == ["v2026.2", "v2026"])
    }
  }

  @Test("before the first reports of a year are due, each run lays its own scale")
  func early() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      for index in 0...4 { try await peers.report(index, sales: Double(index), on: "2026-04-05") }
      let early = try CalendarDate(iso: "2026-04-20")
      #expect(try await peers.tadamun.score(peers.code, asOf: early).issuedScale == nil)
      try await peers.report(5, sales: 50, on: "2026-04-06")
      #expect(try await peers.tadamun.score(peers.code, asOf: early).issuedScale == nil)
      #expect(try await peers.tadamun.score(peers.code, asOf: peers.asOf).issuedScale?.name == "v2026")
    }
  }

  @Test("a framework that compares nobody has no scale to issue")
  func nothingToCompare() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      #expect(try await small.tadamun.score(small.code, asOf: small.asOf).issuedScale == nil)
      let problem = await #expect(throws: Problem.self) {
        try await small.tadamun.issueScale(of: small.code, asOf: small.asOf, by: .commandLine)
      }
      #expect(problem?.code == "scale_not_needed")
      #expect(try await small.tadamun.scales(of: small.code).isEmpty)
    }
  }

  private func score(_ peers: PeerProgramme, _ index: Int) async throws -> Double {
    let sheet = try await peers.tadamun.score(of: peers.cooperatives[index], in: peers.code)
    return try #require(sheet.nodes.first?.score)
  }
}
