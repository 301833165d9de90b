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

  /// Waits until so many other sessions of the database are as `what` says; false where it takes minutes.
  private func waits(until count: Int, _ what: SQL, _ pool: Pool) async throws -> Bool {
    for _ in 0..<12_000 {
      let found: Int = try await pool.queryValue(
        """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type = 'client backend' AND \(fragment: what)
        """)
      if found == count { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test("an import that is interrupted leaves nothing, and the same rows go in afterwards, once")
  func importing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (pipe, file) = (folder.appendingPathComponent("pipe").path, folder.appendingPathComponent("reports.csv"))
    let count = 6_000
    let rows = Data(reports(count).utf8)
    try rows.write(to: file)
    #expect(mkfifo(pipe, 0o600) == 0)
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .admin))
      let app = Pool(database.configuration(as: .app))
      _ = try await SmallProgramme(Tadamun(app))
      await app.close()
      // From a pipe that stays open: the first rows are stored while the program waits for more.
      let interrupted = try ProgramProcess(["import", "reports", pipe], on: database)
      let hand = try await Task.detached {
        let hand = try FileHandle(forWritingTo: URL(fileURLWithPath: pipe))
        try hand.write(contentsOf: rows)
        return hand
      }.value
      #expect(try await waits(until: 1, "backend_xid IS NOT NULL", pool))
      interrupted.process.interrupt()
      let said = await interrupted.wait()
      #expect(interrupted.process.terminationStatus != 0, "\(said)")
      try hand.close()
      // The server ends what it was about, and sees then that nobody listens.
      #expect(try await waits(until: 0, "true", pool))
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
