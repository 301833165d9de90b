import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("The night finishes once, whatever happens to workers")
struct NightTests {
  @Test(
    "a worker killed in the middle of a score leaves the old run visible, and the next pass finishes",
    arguments: ["run_read", "run_computed", "scores_written", "run_written", "run_published"])
  func killed(point: String) async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      let old = try await small.tadamun.score(small.code, asOf: small.asOf)

      let killed = try ProgramProcess(["work", "--once"], on: database, environment: ["TADAMUN_FAIL": point])
      _ = await killed.wait()
      #expect(killed.process.terminationReason == .uncaughtSignal)
      #expect(try await small.tadamun.runs(of: small.code, limit: 10).map(\.id) == [old.run])
      #expect(try await small.tadamun.scores(of: small.code, limit: 1).run?.id == old.run)
      let rows: Int = try await pool.queryValue("SELECT count(DISTINCT run_id) FROM scores")
      #expect(rows == 1)

      try await Task.sleep(for: .milliseconds(1_200))
      let next = try ProgramProcess(["work", "--once"], on: database)
      let output = await next.wait()
      #expect(next.process.terminationStatus == 0, "\(output)")
      #expect(output.contains("scored small"), "\(output)")
      let current = try #require(try await small.tadamun.scores(of: small.code, limit: 1).run)
      #expect(current.id != old.run)
      await pool.close()
    }
  }

  @Test("two workers started together give one run")
  func together() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      let workers = try (0..<2).map { _ in try ProgramProcess(["work", "--once"], on: database) }
      for worker in workers {
        let output = await worker.wait()
        #expect(worker.process.terminationStatus == 0, "\(output)")
      }
      #expect(try await small.tadamun.runs(of: small.code, limit: 10).count == 1)
      let kinds: [String] = try await pool.query("SELECT kind FROM jobs ORDER BY kind").map { try $0["kind"] }
      #expect(kinds == ["keep_books", "score_programme"])
      await pool.close()
    }
  }

  @Test("serve and work refuse a database of another schema")
  func otherSchema() async throws {
    try await TestDatabase.with(nil) { database in
      for command in [["work", "--once"], ["serve"]] {
        let program = try ProgramProcess(command, on: database)
        let output = await program.wait()
        #expect(program.process.terminationStatus == 1)
        #expect(output.contains("schema_version"), "\(output)")
      }
    }
  }
}
