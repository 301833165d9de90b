import Postgres
import TestSupport
import Testing

@Suite("Pool") struct PoolTests {
  private func withPool(
    _ configuration: PoolConfiguration, _ body: (Pool) async throws -> Void
  ) async throws {
    try await TestDatabase.with(nil) { database in
      let pool = Pool(database.configuration(), configuration: configuration)
      try await body(pool)
      await pool.close()
    }
  }

  @Test("a connection has one holder at a time, and never more are open than allowed")
  func exclusive() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 3, waitTimeout: .seconds(60))) { pool in
      let holders = Tally()
      let overlaps = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<60 {
          group.addTask {
            try await pool.withConnection { connection in
              let id = await connection.processID
              let others = await holders.add(1, to: id)
              try await connection.execute("SELECT pg_sleep(0.002)")
              await holders.add(-1, to: id)
              return others > 0
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(overlaps == 0)
      #expect(await holders.counts.count <= 3)
      #expect(pool.connectionsOpen <= 3)
      #expect(pool.connectionsLent == 0)
    }
  }

  @Test("a caller that cannot wait any longer is told so")
  func waitTimesOut() async throws {
    let limit = Duration.milliseconds(50)
    try await withPool(PoolConfiguration(maximumConnections: 1, waitTimeout: limit)) { pool in
      try await pool.withConnection { _ in
        _ = await #expect(throws: PoolError.timedOut(after: limit)) { try await pool.query("SELECT 1") }
      }
      #expect(try await pool.queryValue("SELECT 1") == 1)
    }
  }

  @Test("a caller who finds the queue full is refused at once")
  func queueFull() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 1, maximumWaiting: 0)) { pool in
      try await pool.withConnection { _ in
        _ = await #expect(throws: PoolError.queueFull(limit: 0)) { try await pool.query("SELECT 1") }
      }
    }
  }

  @Test("a cancelled caller stops waiting")
  func cancelledWait() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 1, waitTimeout: .seconds(60))) { pool in
      try await pool.withConnection { _ in
        let task = Task { try await pool.query("SELECT 1") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
      }
      #expect(try await pool.queryValue("SELECT 1") == 1)
    }
  }

  @Test("a connection that was terminated while idle is replaced unseen")
  func terminatedWhileIdle() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 2)) { pool in
      let first: Int = try await pool.queryValue("SELECT pg_backend_pid()")
      try await TestDatabase.withEmptyDatabase { other in
        try await #expect(other.queryValue("SELECT pg_terminate_backend(\(Int32(first)), 10000)"))
      }
      #expect(try await pool.queryValue("SELECT pg_backend_pid()") != first)
      #expect(pool.connectionsOpen == 1)
    }
  }

  @Test("a connection that is lost in the middle says so and is discarded")
  func terminatedWhileBusy() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 2)) { pool in
      let task = Task { try await pool.query("SELECT pg_sleep(60)") }
      try await pool.waitUntil(
        """
        SELECT coalesce(bool_or(pg_terminate_backend(pid)), false) FROM pg_stat_activity
        WHERE wait_event = 'PgSleep' \(fragment: here)
        """)
      let error = await #expect(throws: ConnectionError.self) { try await task.value }
      #expect("\(error as Any)".contains("was lost: FATAL:  terminating connection"))
      #expect(try await pool.queryValue("SELECT 1") == 1)
      #expect(pool.connectionsOpen == 1)
    }
  }

  @Test("a connection past its lifetime is replaced")
  func lifetime() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 1, maximumLifetime: .zero)) { pool in
      let first: Int = try await pool.queryValue("SELECT pg_backend_pid()")
      #expect(try await pool.queryValue("SELECT pg_backend_pid()") != first)
    }
  }

  @Test("an idle connection is asked before it is lent")
  func ping() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 1, idleBeforePing: .zero)) { pool in
      let first: Int = try await pool.queryValue("SELECT pg_backend_pid()")
      #expect(try await pool.queryValue("SELECT pg_backend_pid()") == first)
    }
  }

  @Test("what a holder left behind is gone for the next")
  func cleaned() async throws {
    try await withPool(PoolConfiguration(maximumConnections: 1)) { pool in
      let usual: String = try await pool.queryValue("SHOW statement_timeout")
      try await pool.withConnection { connection in
        try await connection.execute("SET statement_timeout = '77s'")
        try await connection.execute("CREATE TEMP TABLE left_over ()")
        try await connection.execute("SELECT pg_advisory_lock(1)")
        try await connection.execute("BEGIN")
      }
      #expect(try await pool.queryValue("SHOW statement_timeout") == usual)
      #expect(try await pool.queryValue("SELECT to_regclass('left_over') IS NULL"))
      #expect(
        try await pool.queryValue(
          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'  AND pid = pg_backend_pid()") == 0)
    }
  }

  @Test("a role is kept for every holder")
  func role() async throws {
    try await TestDatabase.with(nil) { database in
      var configuration = database.configuration()
      configuration.role = "pg_monitor"
      let pool = Pool(configuration, configuration: PoolConfiguration(maximumConnections: 1))
      try await pool.withConnection { _ = try await $0.execute("SET ROLE NONE") }
      #expect(try await pool.queryValue("SELECT current_user") == "pg_monitor")
      await pool.close()
    }
  }

  @Test("a closed pool lends nothing")
  func closed() async throws {
    try await withPool(PoolConfiguration()) { pool in
      try await #expect(pool.queryValue("SELECT 1") == 1)
      await pool.close()
      await #expect(throws: PoolError.closed) { try await pool.query("SELECT 1") }
      #expect(pool.connectionsOpen == 0)
    }
  }
}
