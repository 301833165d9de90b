import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A long import that does not come to its end")
struct InterruptionTests {
  /// Reports of three cooperatives, each a later version of the one before of the same.
  private func reports(_ count: Int) -> String {
    (0..<count).reduce(
      into: "external_ref,programme,actor,indicator,period_start,period_end,value,submitted_on,verified\n"
    ) {
      $0 += "R\($1),small,coop-\(["a", "b", "c"][$1 % 3]),jobs,2026-01-01,2026-03-31,10,2026-04-10,verified\n"
    }
  }

  /// Waits until some other session of the database copies rows in.
  private func awaitCopy(_ pool: Pool) async throws -> Bool {
    for _ in 0..<1_000 {
      let copies: Int = try await pool.queryValue(
        """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND query ILIKE 'COPY%FROM STDIN%' AND state = 'active'
        """)
      if copies > 0 { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test("an import that is interrupted leaves nothing, and the same file goes in afterwards, once")
  func importing() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let count = 28_000
    try Data(reports(count).utf8).write(to: file)
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .admin))
      let app = Pool(database.configuration(as: .app))
      _ = try await SmallProgramme(Tadamun(app))
      await app.close()
      let interrupted = try ProgramProcess(["import", "reports", file.path], on: database)
      #expect(try await awaitCopy(pool))
      interrupted.process.interrupt()
      let said = await interrupted.wait()
      #expect(interrupted.process.terminationStatus != 0, "\(said)")
      for table in ["reports", "indicator_values"] {
        let left: Int = try await pool.queryValue("SELECT count(*) FROM tadamun.\(identifier: table)")
        #expect(left == 0, "\(table)")
      }
      for expected in [count, 0] {
        let again = try ProgramProcess(["import", "reports", file.path], on: database)
        let text = await again.wait()
        #expect(again.process.terminationStatus == 0 && text.contains("\(expected) reports recorded"), "\(text)")
      }
      await pool.close()
    }
  }

  @Test("more versions than a report can have are refused at their line, and nothing is recorded")
  func versions() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(reports(30_003).utf8).write(to: file)
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      _ = try await SmallProgramme(Tadamun(pool))
      let program = try ProgramProcess(["import", "reports", file.path], on: database)
      let text = await program.wait()
      #expect(program.process.terminationStatus == 1, "\(text)")
      #expect(text.contains("\(file.lastPathComponent):30002") && text.contains("[too_many_versions]"), "\(text)")
      #expect(try await pool.queryValue("SELECT count(*) FROM reports", as: Int.self) == 0)
      await pool.close()
    }
  }
}
