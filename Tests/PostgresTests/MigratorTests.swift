import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Migrator") struct MigratorTests {
  private let first = Migration(number: 1, name: "add_people", sql: "CREATE TABLE people (id int);\nSELECT 1;")
  private let second = Migration(number: 2, name: "add_cats", sql: "CREATE TABLE cats (id int)")

  private func withConnection(_ body: (Connection) async throws -> Void) async throws {
    try await TestDatabase.withEmptyDatabase { pool in try await pool.withConnection(body) }
  }

  @Test("migrations are applied once, in order, and the database is then current")
  func appliesOnce() async throws {
    try await withConnection { connection in
      let migrator = try Migrator([first, second])
      #expect(try await migrator.status(on: connection) == .behind([first, second]))
      #expect(try await Migrator([first]).migrate(on: connection) == [first])
      #expect(try await migrator.status(on: connection) == .behind([second]))
      #expect(try await migrator.migrate(on: connection) == [second])
      #expect(try await migrator.migrate(on: connection) == [])
      #expect(try await migrator.status(on: connection) == .current)
      let row = try await connection.queryOne(
        "SELECT sha256, applied_at <= now() AS past FROM schema_migrations WHERE number = 2")
      let hash: String = try await connection.queryValue(
        "SELECT encode(sha256(\([UInt8](second.sql.utf8))), 'hex')")
      #expect(try row["sha256"] == hash)
      #expect(try row["past"])
    }
  }

  @Test("an edited file is refused, and so is a database newer than the program")
  func editedAndAhead() async throws {
    try await withConnection { connection in
      try await Migrator([first, second]).migrate(on: connection)
      let edited = try Migrator([Migration(number: 1, name: "add_people", sql: "SELECT 2"), second])
      #expect(try await edited.status(on: connection) == .edited([1]))
      await #expect(throws: MigrationError.self) { try await edited.migrate(on: connection) }
      let older = try Migrator([first])
      #expect(try await older.status(on: connection) == .ahead([2]))
      await #expect(throws: MigrationError.self) { try await older.migrate(on: connection) }
    }
  }

  @Test("a migration that fails leaves nothing of itself and names its line")
  func failing() async throws {
    try await withConnection { connection in
      let broken = Migration(number: 2, name: "break_things", sql: "CREATE TABLE cats (id int);\n\nSELEC 1;")
      let migrator = try Migrator([first, broken])
      let error = await #expect(throws: MigrationError.self) { try await migrator.migrate(on: connection) }
      #expect("\(error as Any)".contains("0002_break_things, line 3: syntax error"))
      #expect(try await migrator.status(on: connection) == .behind([broken]))
      #expect(try await connection.queryValue("SELECT to_regclass('cats') IS NULL"))
      #expect(
        try await connection.queryValue("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' \(fragment: locks)")
          == 0)
    }
  }

  private let locks: SQL = "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"

  @Test("a migration that commits by itself is refused")
  func ownCommit() async throws {
    try await withConnection { connection in
      let migrator = try Migrator([Migration(number: 1, name: "commit", sql: "SELECT 1; COMMIT")])
      await #expect(throws: MigrationError.self) { try await migrator.migrate(on: connection) }
    }
  }

  @Test("two programs that migrate at once do it once")
  func concurrent() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let migrator = try Migrator([first, second])
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await migrator.migrate(on: pool).count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.sorted() == [0, 0, 0, 2])
    }
  }

  @Test("a migration that waits too long for a lock is tried again")
  func lockTimeout() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await Migrator([first]).migrate(on: pool)
      let third = Migration(number: 2, name: "add_name", sql: "ALTER TABLE people ADD name text")
      let migrator = try Migrator([first, third], lockTimeout: .milliseconds(20))
      try await pool.withConnection { connection in
        try await connection.execute("BEGIN")
        try await connection.execute("LOCK TABLE people")
        async let applied = migrator.migrate(on: pool)
        try await Task.sleep(for: .milliseconds(100))
        try await connection.execute("COMMIT")
        #expect(try await applied == [third])
      }
    }
  }

  @Test("migrations run as the role they are to belong to, in the schema named, after the bootstrap")
  func role() async throws {
    try await withConnection { connection in
      let bootstrap = """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'migrator_test_owner') THEN
            CREATE ROLE migrator_test_owner NOLOGIN;
          END IF;
        END $$;
        """
      let migrator = try Migrator(
        [Migration(number: 1, name: "add_people", sql: "CREATE TABLE house.people (id int)")], schema: "house",
        role: "migrator_test_owner", bootstrap: bootstrap)
      try await migrator.migrate(on: connection)
      #expect(try await migrator.status(on: connection) == .current)
      let owners: [String] = try await connection.queryValue(
        "SELECT array_agg(DISTINCT tableowner::text) FROM pg_tables WHERE schemaname = 'house'")
      #expect(owners == ["migrator_test_owner"])
    }
  }

  @Test(
    "a folder with a gap, a number twice, or a file of another name is refused",
    arguments: [
      (["0001_a.sql", "0003_b.sql"], "There is no migration 2"),
      (["0001_a.sql", "0001_b.sql"], "Migration 1 is there twice"),
      (["0001_a.sql", "2_b.sql"], "2_b.sql: a migration is called"),
      (["0002_a.sql"], "There is no migration 1"),
    ])
  func folders(_ files: [String], _ message: String) throws {
    try withFolder(files) { folder in
      let error = #expect(throws: MigrationError.self) { try Migration.load(folder: folder) }
      #expect("\(error as Any)".contains(message))
    }
  }

  @Test("a folder is read in the order of its numbers")
  func folderInOrder() throws {
    try withFolder(["0002_b_2.sql", "0001_a.sql", "README.md"]) { folder in
      try #expect(Migration.load(folder: folder).map(\.title) == ["0001_a", "0002_b_2"])
    }
  }

  private func withFolder(_ files: [String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data("SELECT 1".utf8).write(to: folder.appendingPathComponent(file)) }
    try body(folder)
  }
}
