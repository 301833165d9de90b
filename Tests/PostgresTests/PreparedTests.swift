import Postgres
import TestSupport
import Testing

@Suite("Statements that are kept prepared, and statements on their own")
struct PreparedTests {
  private func plus(_ number: Int) -> SQL { ("SELECT \(number)::bigint + 1 AS sum" as SQL).prepared() }

  private func kept(_ session: some Session) async throws -> Int {
    try await session.queryValue("SELECT count(*) FROM pg_prepared_statements")
  }

  @Test("a statement is prepared once a session and answers for each of its values")
  func once() async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      for number in 1...3 {
        #expect(try await pool.queryValue(plus(number)) == number + 1)
        #expect(try await kept(pool) == 1)
      }
      let text = "é"
      let echo: SQL = "SELECT \(text)::text AS text, \(nil as Int?) IS NULL AS is_null"
      let row = try await pool.queryOne(echo.prepared())
      #expect(try row.decode("text", as: String.self) == "é")
      #expect(try row.decode("is_null", as: Bool.self))
      #expect(try await kept(pool) == 2)
    }
  }

  @Test("what the server forgot, or what changed its columns, is prepared anew after one refusal")
  func stale() async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      try await pool.execute("CREATE TABLE t AS SELECT 1 AS a")
      let all = ("SELECT * FROM t" as SQL).prepared()
      #expect(try await pool.queryOne(all).decode("a", as: Int.self) == 1)
      try await pool.execute("ALTER TABLE t ALTER a TYPE text")
      try await pool.withConnection { connection in
        _ = try? await connection.query(all)
        #expect(try await connection.queryOne(all).decode("a", as: String.self) == "1")
        try await connection.execute("DEALLOCATE ALL")
        let forgotten = await #expect(throws: PostgresError.self) { try await connection.query(all) }
        #expect(forgotten?.sqlState == "26000")
        #expect(try await connection.query(all).count == 1)
      }
      #expect(try await pool.query(all).count == 1)
    }
  }

  @Test(
    "a statement that fails within a transaction can be asked again after it, and many kinds of them are no trouble")
  func failures() async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      let quotient = { (divisor: Int) in ("SELECT 10 / \(divisor)::bigint AS q" as SQL).prepared() }
      await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          try await transaction.execute(quotient(0))
        }
      }
      let two: Int = try await pool.queryValue(quotient(5))
      #expect(two == 2)
      for number in 0..<150 {
        let statement = SQL(unsafeRaw: "SELECT \(number) AS n").prepared()
        #expect(try await pool.queryValue(statement, as: Int.self) == number)
      }
      #expect(try await kept(pool) <= 65)
      await #expect(throws: PostgresError.self) {
        let text = "a\0b"
        try await pool.execute(("SELECT \(text)::text" as SQL).prepared())
      }
    }
  }

  @Test("a statement on its own that fails to serialise is run again, so often and no more")
  func repeated() async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      try await pool.execute("CREATE SEQUENCE tries")
      try await pool.execute("CREATE TABLE done (n bigint)")
      try await pool.execute(
        """
        CREATE FUNCTION fail_before(sound_from bigint) RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE attempt bigint := nextval('tries');
        BEGIN
          INSERT INTO done VALUES (attempt);
          IF attempt < sound_from THEN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END IF;
          RETURN attempt;
        END $$
        """)
      let single = SingleStatements(pool)
      #expect(try await single.queryValue("SELECT fail_before(3)", as: Int.self) == 3)
      #expect(try await pool.queryValue("SELECT count(*) FROM done", as: Int.self) == 1)
      let error = await #expect(throws: PostgresError.self) { try await single.query("SELECT fail_before(100)") }
      #expect(error?.isSerializationFailure == true)
      #expect(try await pool.queryValue("SELECT nextval('tries')", as: Int.self) == 9)
    }
  }
}
