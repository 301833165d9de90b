import Actions
import Domain
import Postgres
import Store
import TestProgramme
import TestSupport
import Testing

@Suite("Which run readers see")
struct PublishingTests {
  @Test("a run that ends later and knows less takes nobody's place, and that of a night no later day's")
  func order() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      let before = try await small.tadamun.score(small.code, asOf: small.asOf.adding(days: -1)).run
      let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
      let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
      let key: Int64 = try await pool.queryValue("SELECT programme_id FROM runs WHERE run_id = \(second)")
      let seen = { (run: Int64, isOfNight: Bool) -> Int64 in
        try await Runs.publish(run, for: ID(key), isOfNight: isOfNight, in: pool)
        return try await pool.queryValue("SELECT run_id FROM current_runs WHERE programme_id = \(key)")
      }
      #expect(try await seen(first, false) == second)
      // Somebody who asks for an earlier day now is shown it; a night that was late is not.
      let past = try await small.tadamun.score(small.code, asOf: small.asOf.adding(days: -1)).run
      #expect(try await seen(second, false) == second)
      #expect(try await seen(past, true) == second)
      #expect(try await seen(past, false) == past)
      #expect(try await seen(before, false) == past)
    }
  }
}
