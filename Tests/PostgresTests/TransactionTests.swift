import Postgres
import TestSupport
import Testing

@Suite("Transactions") struct TransactionTests {
  private struct Refusal: Error {}

  private func withTable(_ body: (Pool) async throws -> Void) async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL)")
      try await pool.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
      try await body(pool)
    }
  }

  @Test("what a transaction did stays when it returns and is gone when it throws")
  func commitAndRollBack() async throws {
    try await withTable { pool in
      try await pool.transaction { _ = try await $0.execute("UPDATE t SET n = 1 WHERE id = 1") }
      await #expect(throws: Refusal.self) {
        try await pool.transaction { transaction in
          try await transaction.execute("UPDATE t SET n = 9")
          throw Refusal()
        }
      }
      #expect(try await pool.queryValue("SELECT sum(n) FROM t") == 1)
    }
  }

  @Test("a nested transaction that throws takes back only its own part")
  func nested() async throws {
    try await withTable { pool in
      try await pool.transaction { outer in
        try await outer.execute("UPDATE t SET n = 1 WHERE id = 1")
        await #expect(throws: PostgresError.self) {
          try await outer.transaction { inner in
            #expect(inner.level == 2)
            try await inner.execute("UPDATE t SET n = 5 WHERE id = 2")
            try await inner.execute("SELECT 1/0")
          }
        }
        try await outer.transaction { inner in
          try await inner.transaction { _ = try await $0.execute("UPDATE t SET n = n + 2 WHERE id = 2") }
        }
      }
      #expect(try await pool.queryValue("SELECT array_agg(n ORDER BY id) FROM t") == [1, 2] as [Int])
    }
  }

  @Test("two transactions that deadlock both succeed, one at its second try")
  func deadlock() async throws {
    try await withTable { pool in
      let tries = Tally()
      let gate = Gate(of: 2)
      func move(_ first: Int, _ second: Int) async throws {
        try await pool.transaction { transaction in
          await tries.add(1)
          try await transaction.execute("UPDATE t SET n = n + 1 WHERE id = \(first)")
          await gate.arrive()
          try await transaction.execute("UPDATE t SET n = n + 1 WHERE id = \(second)")
        }
      }
      async let one: Void = move(1, 2)
      async let two: Void = move(2, 1)
      _ = try await (one, two)
      #expect(await tries.total == 3)
      #expect(try await pool.queryValue("SELECT array_agg(n) FROM t") == [2, 2] as [Int])
    }
  }

  @Test("a serialization failure is tried at most as often as said")
  func attempts() async throws {
    try await withTable { pool in
      let tries = Tally()
      let error = await #expect(throws: PostgresError.self) {
        try await pool.transaction(TransactionOptions(attempts: 3)) { transaction in
          await tries.add(1)
          try await transaction.transaction { inner in
            _ = try await inner.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
          }
        }
      }
      #expect(error?.isSerializationFailure == true)
      #expect(await tries.total == 3)
    }
  }

  @Test("a deferred constraint that fails at COMMIT is an error, and the connection goes on")
  func deferredConstraint() async throws {
    try await withTable { pool in
      try await pool.execute("CREATE TABLE c (id int REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
      try await pool.withConnection { connection in
        let error = await #expect(throws: PostgresError.self) {
          try await connection.transaction { _ = try await $0.execute("INSERT INTO c VALUES (99)") }
        }
        #expect(error?.isForeignKeyViolation(constraint: "c_id_fkey") == true)
        try await #expect(connection.queryValue("SELECT count(*) FROM c") == 0)
      }
    }
  }

  @Test("a transaction whose failed statement was swallowed does not pretend to have committed")
  func swallowedError() async throws {
    try await withTable { pool in
      await #expect(throws: ConnectionError.rolledBackInstead) {
        try await pool.transaction { transaction in
          try await transaction.execute("UPDATE t SET n = 1")
          _ = try? await transaction.execute("SELECT 1/0")
        }
      }
      try await #expect(pool.queryValue("SELECT sum(n) FROM t") == 0)
    }
  }

  @Test("a handle is of no use after its closure")
  func escapedHandle() async throws {
    try await withTable { pool in
      let escaped = try await pool.transaction { $0 }
      await #expect(throws: ConnectionError.transactionEnded) { try await escaped.query("SELECT 1") }
    }
  }

  @Test("a cancelled transaction is rolled back and its connection goes on")
  func cancelled() async throws {
    try await withTable { pool in
      let task = Task {
        try await pool.transaction { transaction in
          try await transaction.execute("UPDATE t SET n = 9")
          try await transaction.execute("SELECT pg_sleep(60)")
        }
      }
      try await pool.waitUntil(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' \(fragment: here))")
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await pool.queryValue("SELECT sum(n) FROM t") == 0)
    }
  }

  @Test("read-only and isolation are as asked")
  func options() async throws {
    try await withTable { pool in
      let options = TransactionOptions(isolation: .serializable, isReadOnly: true)
      try await pool.transaction(options) { transaction in
        try await #expect(transaction.queryValue("SHOW transaction_isolation") == "serializable")
        try await #expect(transaction.queryValue("SHOW transaction_read_only") == "on")
      }
      #expect(try await pool.queryValue("SHOW transaction_isolation") == "read committed")
    }
  }
}
