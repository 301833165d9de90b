import Postgres
import TestSupport
import Testing

@Suite("Statements that go together", .timeLimit(.minutes(10)))
struct TogetherTests {
  private func number(_ sql: SQL) -> Statement<Int> { Statement(sql) { rows in try rows[0].decode(at: 0) } }

  private func count(_ pool: Pool) async throws -> Int { try await pool.queryValue("SELECT count(*) FROM t") }

  private func withTable(_ body: (Pool) async throws -> Void) async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      try await pool.execute("CREATE TABLE t (id int PRIMARY KEY)")
      try await body(pool)
    }
  }

  @Test("each is answered, in its order, and all of them with BEGIN cost one round trip")
  func answers() async throws {
    try await withTable { pool in
      let before = (pool.traffic.statements, pool.traffic.roundTrips)
      let (one, words, two) = try await pool.transaction { transaction in
        try await transaction.run(
          together: number("SELECT \(1)"),
          Statement("SELECT unnest(\(["a", "b"])) AS w") { try $0.map { try $0["w"] } }
            as Statement<[String]>, number(("SELECT \(2)" as SQL).prepared()))
      }
      #expect((one, two) == (1, 2))
      #expect(words == ["a", "b"])
      #expect(pool.traffic.statements - before.0 == 5)
      #expect(pool.traffic.roundTrips - before.1 == 2)
    }
  }

  @Test("the next one sees what those before it did, and what a lock let others do meanwhile")
  func order() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE t (id int PRIMARY KEY)")
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for id in 1...8 {
          group.addTask {
            try await pool.transaction { transaction in
              let (_, count, _) = try await transaction.run(
                together: Statement("SELECT pg_advisory_xact_lock(1)"), number("SELECT count(*) FROM t"),
                Statement("INSERT INTO t VALUES (\(id))"))
              return count
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.sorted() == Array(0..<8))
    }
  }

  @Test("where one fails its error is thrown, nothing stays, and the connection goes on")
  func failure() async throws {
    try await withTable { pool in
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in
          try await transaction.run(together: [
            Statement("INSERT INTO t VALUES (1)"), Statement(("INSERT INTO t VALUES (\(1))" as SQL).prepared()),
            Statement("INSERT INTO t VALUES (2)"),
          ])
        }
      }
      #expect(error?.isUniqueViolation(constraint: "t_pkey") == true)
      #expect(error?.query == "INSERT INTO t VALUES ($1)")
      try await pool.transaction { transaction in
        try await transaction.run(together: [
          Statement(("INSERT INTO t VALUES (\(1))" as SQL).prepared()),
          Statement(("INSERT INTO t VALUES (\(2))" as SQL).prepared()),
        ])
      }
      #expect(try await pool.queryValue("SELECT array_agg(id ORDER BY id) FROM t") == [1, 2] as [Int])
    }
  }

  @Test("a value that cannot be sent is refused before anything is sent")
  func zeroByte() async throws {
    try await withTable { pool in
      try await pool.withConnection { connection in
        await #expect(throws: PostgresError.self) {
          try await connection.transaction { transaction in
            try await transaction.run(together: [
              Statement("INSERT INTO t VALUES (1)"), Statement("SELECT \("a\0b")::text"),
            ])
          }
        }
        try await #expect(connection.queryValue("SELECT count(*) FROM t") == 0)
      }
    }
  }

  @Test("what a session forgot is prepared anew after one refusal")
  func forgotten() async throws {
    try await withTable { pool in
      let kept = number(("SELECT \(3)" as SQL).prepared())
      try await pool.withConnection { connection in
        try await connection.transaction { _ = try await $0.run(together: kept, kept) }
        try await connection.execute("DEALLOCATE ALL")
        let error = await #expect(throws: PostgresError.self) {
          try await connection.transaction { _ = try await $0.run(together: kept, kept) }
        }
        #expect(error?.sqlState == "26000")
        let (one, two) = try await connection.transaction { try await $0.run(together: kept, kept) }
        #expect((one, two) == (3, 3))
      }
    }
  }

  @Test("a cancelled task ends them on the server, and the connection goes on")
  func cancelled() async throws {
    try await withTable { pool in
      let task = Task {
        try await pool.transaction { transaction in
          try await transaction.run(together: [
            Statement("INSERT INTO t VALUES (1)"), Statement("SELECT pg_sleep(60)"),
            Statement("INSERT INTO t VALUES (2)"),
          ])
        }
      }
      try await Task.sleep(for: .milliseconds(300))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await pool.queryValue("SELECT count(*) FROM t") == 0)
    }
  }

  @Test("a transaction of which nothing is asked sends nothing; its settings and options go with the first statement")
  func opening() async throws {
    try await withTable { pool in
      let before = pool.traffic.roundTrips
      try await pool.transaction { _ in }
      #expect(pool.traffic.roundTrips == before)
      try await TransactionSettings.with(["app.who": "it's \\ me"]) {
        let options = TransactionOptions(isolation: .repeatableRead, isReadOnly: true)
        let row = try await pool.transaction(options) { transaction in
          try await transaction.queryOne(
            """
            SELECT current_setting('app.who') AS who, current_setting('transaction_isolation') AS level,
              current_setting('transaction_read_only') AS is_read_only
            """)
        }
        #expect(try row["who"] == "it's \\ me")
        #expect(try row["level"] == "repeatable read")
        #expect(try row["is_read_only"] == "on")
        try await pool.transaction { transaction in
          try await transaction.copyIn(into: "t", columns: ["id"]) { writer in
            try writer.beginRow()
            try writer.write(7)
          }
          try await #expect(transaction.queryValue("SELECT current_setting('app.who')") == "it's \\ me")
        }
      }
      #expect(try await pool.queryValue("SELECT coalesce(current_setting('app.who', true), '')") == "")
      #expect(try await pool.queryValue("SELECT array_agg(id) FROM t") == [7] as [Int])
    }
  }

  @Test("the last ones are committed with, for one round trip, and nothing can be asked after them")
  func last() async throws {
    try await withTable { pool in
      let before = pool.traffic.roundTrips
      let count = try await pool.transaction { transaction in
        try await transaction.execute("INSERT INTO t VALUES (1)")
        let count = try await transaction.run(last: number("SELECT count(*) FROM t"))
        await #expect(throws: ConnectionError.transactionEnded) { try await transaction.query("SELECT 1") }
        return count
      }
      #expect(count == 1)
      #expect(pool.traffic.roundTrips - before == 2)
      try await #expect(self.count(pool) == 1)
      let (seven, eight) = try await pool.transaction { transaction in
        try await transaction.execute("INSERT INTO t VALUES (2)")
        return try await transaction.run(last: number("SELECT 7"), number("SELECT 8"))
      }
      #expect(seven == 7 && eight == 8)
      #expect(pool.traffic.roundTrips - before == 5)
      try await #expect(self.count(pool) == 2)
    }
  }

  @Test("within a savepoint the last one is undone with what is around it")
  func lastOfSavepoint() async throws {
    try await withTable { pool in
      await #expect(throws: CancellationError.self) {
        try await pool.transaction { transaction in
          try await transaction.transaction { inner in
            try await inner.run(last: Statement("INSERT INTO t VALUES (1)"))
          }
          throw CancellationError()
        }
      }
      try await #expect(self.count(pool) == 0)
    }
  }

  @Test("where the last one fails, or the commit with it, nothing stays, and the connection goes on")
  func failedLast() async throws {
    try await withTable { pool in
      try await pool.execute("CREATE TABLE u (id int REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
      for refused in ["INSERT INTO t VALUES (2), (2)", "INSERT INTO u VALUES (3)"] as [SQL] {
        await #expect(throws: PostgresError.self) {
          try await pool.transaction { transaction in
            try await transaction.execute("INSERT INTO t VALUES (1)")
            try await transaction.run(last: Statement(refused))
          }
        }
        try await #expect(self.count(pool) == 0)
      }
    }
  }
}
