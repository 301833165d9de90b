import Postgres
import TestSupport
import Testing

@Suite("Databases for tests") struct TestDatabaseTests {
  private let migrations = [Migration(number: 1, name: "add_people", sql: "CREATE TABLE people (id int)")]

  @Test("many tests at once each have a database of their own, with the migrations applied")
  func concurrent() async throws {
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...6 {
        group.addTask {
          try await TestDatabase.withDatabase(migrations: migrations) { pool in
            try await pool.execute("INSERT INTO people VALUES (\(Int32(number)))")
            return try await pool.queryValue("SELECT count(*) FROM people")
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [1, 1, 1, 1, 1, 1])
  }

  @Test("a database is dropped after its test, whatever became of it")
  func dropped() async throws {
    struct Refusal: Error {}
    let names = try await TestDatabase.with(nil) { first in
      await #expect(throws: Refusal.self) {
        try await TestDatabase.with(nil) { _ in throw Refusal() }
      }
      return first.name
    }
    try await TestDatabase.withEmptyDatabase { pool in
      try await #expect(pool.queryValue("SELECT count(*) FROM pg_database WHERE datname = \(names)") == 0)
    }
  }
}
