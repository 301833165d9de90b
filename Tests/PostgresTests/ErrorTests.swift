import Postgres
import TestSupport
import Testing

@Suite("Errors of the server") struct ErrorTests {
  @Test("a violated constraint is named, and the row is not in the description")
  func constraint() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute(
        """
        CREATE TABLE people (
          name text CONSTRAINT name_unique UNIQUE,
          age int CONSTRAINT age_positive CHECK (age > 0)
        )
        """)
      try await pool.execute("INSERT INTO people VALUES (\("Zineb"), \(30))")
      let twice = await #expect(throws: PostgresError.self) {
        try await pool.execute("INSERT INTO people VALUES (\("Zineb"), \(31))")
      }
      #expect(twice?.isUniqueViolation(constraint: "name_unique") == true)
      #expect(twice?.isUniqueViolation(constraint: "other") == false)
      #expect(twice?.table == "people" && twice?.schema == "public")
      #expect(twice?.detail?.contains("Zineb") == true)
      #expect(twice?.description.contains("Zineb") == false)
      #expect(twice?.description.contains("INSERT INTO people VALUES ($1, $2)") == true)
      let young = await #expect(throws: PostgresError.self) {
        try await pool.execute("INSERT INTO people VALUES (\("Omar"), \(-1))")
      }
      #expect(young?.isCheckViolation(constraint: "age_positive") == true)
    }
  }

  @Test("a value the server could not read is not in the description")
  func badValue() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT \("secret")::text::int") }
      #expect(error?.message.contains("secret") == true)
      #expect(error?.description == "SQLSTATE 22P02; in: SELECT $1::text::int")
    }
  }

  @Test("an error leaves the connection fit for the next statement")
  func goesOn() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.withConnection { connection in
        await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1/0") }
        try await #expect(connection.queryValue("SELECT 1") == 1)
      }
    }
  }
}
