import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Bands are stored with a run and hold until the median left them")
struct BandTests {
  /// Unverified gains count in full, and nine tenths of them in the middle of what is tried.
  private static let framework = """
    framework: small
    version: 1
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0.2}
    verification: {unverified: 1}
    indicators: [{code: jobs, parent: score, kind: flow}]
    tree: [{code: score}]
    uncertainty: {replicates: 60, seed: 1, weights: 0, verification: [0.85, 0.95]}
    """

  @Test("a score past a limit keeps its band while the median of its interval does not follow")
  func hysteresis() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool), framework: Self.framework)
      let tadamun = small.tadamun
      var before: Int64?
      // 0.7 is in B; 0.84 would be in A, but its median, 0.756, is not; that of 0.95 is. Back to 0.82: its median is in B,
      // as it is itself by then no more than the limit's neighbour.
      for (index, (jobs, band)) in [(7, "B"), (8.4, "B"), (9.5, "A"), (8.2, "A")].enumerated() {
        for quarter in 0...1 {
          try await small.report(
            0, quarter: quarter, jobs: jobs, dropout: nil, reference: "\(quarter)-\(index)", verified: false)
        }
        let run = try await tadamun.score(small.code, asOf: small.asOf).run
        let table = try await tadamun.scores(of: small.code, limit: 3)
        #expect(table.scores.map(\.score.band) == [band, nil, nil], "\(jobs)")
        let sheet = try await tadamun.score(of: small.cooperatives[0], in: small.code)
        #expect(sheet.nodes.map(\.band) == [band] && sheet.run.provenance.bandsAfter == before)
        #expect(try await tadamun.replay(run: run, of: small.code).isSame)
        before = run
      }
    }
  }

  @Test("other rules give bands afresh, and without replicates the score alone decides")
  func afresh() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
      #expect(try await small.tadamun.scores(of: small.code, limit: 3).scores.map(\.score.band) == ["A", "C", "C"])
      try await small.report(1, quarter: 1, jobs: 10, dropout: 0.1, reference: "corrected")
      try await small.tadamun.score(small.code, asOf: small.asOf)
      let sheet = try await small.tadamun.score(of: small.cooperatives[1], in: small.code)
      #expect(sheet.nodes.first?.band == "B" && sheet.run.provenance.bandsAfter == first)
      // The earlier run keeps the band it gave.
      let earlier = try await small.tadamun.score(of: small.cooperatives[1], in: small.code, run: first)
      #expect(earlier.nodes.first?.band == "C")
    }
  }
}
