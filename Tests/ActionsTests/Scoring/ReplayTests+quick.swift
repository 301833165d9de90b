import Actions
import Domain
import Postgres
import TestProgramme
import Testing

extension ReplayTests {
  /// Runs that draw all replicates and quick ones, each of which says how many it drew.
  static func quick(_ pool: Pool) async throws -> (tadamun: Tadamun, programme: Code, runs: [Int64]) {
    let text = SmallProgramme.framework + "\nuncertainty: {replicates: 300, nightly: 40, seed: 3, weights: 0.3}"
    let small = try await SmallProgramme(Tadamun(pool), framework: text)
    try await small.reportAll()
    var runs: [Int64] = []
    for (replicates, count) in [(RunReplicates.all, 300), (.nightly, 40), (.quick, 40), (.all, 300)] {
      let made = try await small.tadamun.score(small.code, asOf: small.asOf, replicates: replicates)
      #expect(made.replicates == count && made.replicatesAsked == 300)
      let manifest = try await small.tadamun.manifest(of: made.run, in: small.code)
      #expect(manifest.run.provenance.replicates == count)
      let method = try await small.tadamun.describe(run: made.run, of: small.code, in: .en).text
      #expect(method.contains("\(count) replicates with the seed 3"))
      #expect(method.contains("This was a quick run: the first 40 of the 300 replicates") == (count == 40))
      runs.append(made.run)
    }
    return (small.tadamun, small.code, runs)
  }
}
