import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Notices and notifications", .timeLimit(.minutes(10))) struct SideChannelTests {
  @Test("a NOTICE and a WARNING go to the logger")
  func notices() async throws {
    let said = Said()
    let logger = Logger(label: "test") { _ in said }
    try await TestDatabase.with(nil) { database in
      let connection = try await Connection.connect(database.configuration(), logger: logger)
      try await connection.execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$")
      await connection.close()
    }
    #expect(said.lines.withLock { $0 } == ["info: one", "warning: two"])
  }

  @Test("a listener hears what is sent to its channel, and nothing else")
  func listen() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.withConnection { connection in
        let notifications = try await connection.listen(to: "Jobs \"new\"", poll: .milliseconds(50))
        try await pool.execute("SELECT pg_notify('other', 'no'), pg_notify('Jobs \"new\"', 'yes')")
        try await pool.execute("SELECT pg_notify('Jobs \"new\"', 'again')")
        var heard: [String] = []
        for try await notification in notifications {
          heard.append(notification.payload)
          if heard.count == 2 { break }
        }
        #expect(heard == ["yes", "again"])
        #expect(try await connection.nextNotification(within: .milliseconds(10)) == nil)
      }
    }
  }

  @Test("a cancelled listener stops")
  func cancelledListener() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let task = Task {
        try await pool.withConnection { connection in
          for try await _ in try await connection.listen(to: "jobs", poll: .seconds(3600)) {}
        }
      }
      try await pool.waitUntil(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' \(fragment: here))")
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }
}

/// Keeps what is logged.
private final class Said: LogHandler {
  let lines = Mutex<[String]>([])
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) { lines.withLock { $0.append("\(event.level): \(event.message)") } }
}
