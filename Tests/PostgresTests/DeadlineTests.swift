import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Deadlines", .timeLimit(.minutes(10))) struct DeadlineTests {
  @Test("a cancelled task cancels its statement on the server, and the connection goes on")
  func cancellation() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.withConnection { connection in
        let task = Task { try await connection.query("SELECT pg_sleep(3600)") }
        try await pool.waitUntil(
          "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' \(fragment: here))")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await connection.queryValue("SELECT 1") == 1)
      }
    }
  }

  @Test("a cancelled task ends a COPY")
  func cancelledCopy() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.withConnection { connection in
        let task = Task {
          try await connection.withCopyOut("SELECT pg_sleep(0.1) FROM generate_series(1, 100000)") { reader in
            while try reader.nextRow() {}
          }
        }
        try await pool.waitUntil(
          "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' \(fragment: here))")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await connection.queryValue("SELECT 1") == 1)
      }
    }
  }

  @Test("a statement past its limit is ended by the server")
  func statementTimeout() async throws {
    try await TestDatabase.with(nil) { database in
      var configuration = database.configuration()
      configuration.statementTimeout = .milliseconds(20)
      let connection = try await Connection.connect(configuration)
      let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT pg_sleep(60)") }
      #expect(error?.isStatementCancelled == true)
      try await connection.transaction { transaction in
        try await transaction.limitStatements(to: .seconds(30))
        try await transaction.execute("SELECT pg_sleep(0.05)")
      }
      await connection.close()
    }
  }

  @Test("a lock that is not to be had is an error of its own")
  func lockTimeout() async throws {
    try await TestDatabase.with(nil) { database in
      var configuration = database.configuration()
      configuration.lockTimeout = .milliseconds(20)
      let pool = Pool(configuration)
      try await pool.execute("CREATE TABLE t ()")
      try await pool.transaction { transaction in
        try await transaction.execute("LOCK TABLE t")
        let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT * FROM t") }
        #expect(error?.isLockTimeout == true)
      }
      await pool.close()
    }
  }

  @Test("a server that does not answer is given up, and the connection with it")
  func responseTimeout() async throws {
    try await TestDatabase.with(nil) { database in
      var configuration = database.configuration()
      configuration.responseTimeout = .milliseconds(50)
      let connection = try await Connection.connect(configuration)
      await #expect(throws: ConnectionError.self) { try await connection.query("SELECT pg_sleep(2)") }
      #expect(await connection.isUsable == false)
      await #expect(throws: ConnectionError.unusable) { try await connection.query("SELECT 1") }
    }
  }

  @Test("a socket that takes connections and never answers is given up at the deadline")
  func blackHole() async throws {
    let hole = try BlackHole()
    let limit = Duration.milliseconds(100)
    let configuration = ConnectionConfiguration(
      host: "127.0.0.1", port: hole.port, user: "nobody", database: "nothing", connectTimeout: limit)
    await #expect(throws: ConnectionError.connectTimedOut(after: limit)) {
      try await Connection.connect(configuration)
    }
  }

  @Test("a cancelled task stops connecting")
  func cancelledConnect() async throws {
    let hole = try BlackHole()
    let configuration = ConnectionConfiguration(
      host: "127.0.0.1", port: hole.port, user: "nobody", database: "nothing", connectTimeout: .seconds(3600))
    let task = Task { try await Connection.connect(configuration) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("nobody there is said at once, without the password")
  func nobodyThere() async throws {
    let configuration = try ConnectionConfiguration(url: "postgres://me:hunter2@localhost/db?host=/nowhere")
    let error = await #expect(throws: ConnectionError.self) { try await Connection.connect(configuration) }
    #expect("\(error as Any)".contains("hunter2") == false)
    #expect("\(configuration)" == "me@/nowhere:5432/db")
  }
}

/// A socket that takes connections and never says a word.
private final class BlackHole: Sendable {
  let port: Int
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) | listen(descriptor, 8) | getsockname(descriptor, $0, &length)
      }
    }
    try #require(code == 0)
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }
}
