import Foundation
import Logging
import Postgres

/// The server that all tests of a run share: `DATABASE_URL` where that is set, else a private cluster under `/tmp` that
/// stays up between runs.
actor TestServer {
  static let shared = TestServer()

  private var opening: Task<(ConnectionConfiguration, Pool), any Error>?
  private var templates: [String: Task<String, any Error>] = [:]

  /// How to reach the server, as somebody who may create databases, and a pool on a database nobody tests in.
  func opened() async throws -> (configuration: ConnectionConfiguration, admin: Pool) {
    let task = opening ?? Task { try await Self.open() }
    opening = task
    return try await task.value
  }

  private static func open() async throws -> (ConnectionConfiguration, Pool) {
    var configuration: ConnectionConfiguration
    if let url = ProcessInfo.processInfo.environment["DATABASE_URL"], !url.isEmpty {
      configuration = try ConnectionConfiguration(url: url)
    } else {
      let cluster = PrivateCluster(folder: "/tmp/tests-pg-\(getuid())", durability: .test)
      _ = try await cluster.start()
      configuration = cluster.connection()
    }
    configuration.applicationName = "tests"
    // Every test of a run wants its database at the same moment: they wait for each other here.
    let limits = PoolConfiguration(maximumConnections: 4, maximumWaiting: 10_000, waitTimeout: .seconds(300))
    let pool = Pool(configuration, configuration: limits)
    try await dropLeftovers(pool)
    return (configuration, pool)
  }

  /// Drops databases whose test run was killed; their names hold its process number.
  private static func dropLeftovers(_ admin: Pool) async throws {
    let names = try await admin.query("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
    for row in names {
      let name: String = try row["datname"]
      let parts = name.split(separator: "_")
      guard parts.count == 3, let process = Int32(parts[1]), kill(process, 0) != 0, errno == ESRCH else { continue }
      try await admin.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
    }
  }

  /// The name of a template database with `migrator`'s migrations applied, which is made where it is not there yet.
  func template(_ migrator: Migrator) async throws -> String {
    let (configuration, admin) = try await opened()
    let text =
      ([migrator.bootstrap ?? "", migrator.role ?? "", migrator.schema]
      + migrator.migrations.map { $0.title + $0.sql }).joined(separator: "\u{1}")
    let checksum: String = try await admin.queryValue(
      "SELECT left(encode(sha256(convert_to(\(text)::text, 'UTF8')), 'hex'), 24)")
    let name = "template_\(checksum)"
    let task = templates[name] ?? Task { try await Self.makeTemplate(name, migrator, configuration, admin) }
    templates[name] = task
    return try await task.value
  }

  /// Two runs may want the same template at the same time: the second waits and then finds it.
  private static func makeTemplate(
    _ name: String, _ migrator: Migrator, _ configuration: ConnectionConfiguration, _ admin: Pool
  ) async throws -> String {
    try await admin.withConnection { connection in
      try await connection.execute("SET lock_timeout = 0")
      try await connection.execute("SET statement_timeout = '120s'")
      try await connection.execute("SELECT pg_advisory_lock(hashtextextended('template databases', 0))")
      let exists: Bool = try await connection.queryValue(
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(name))")
      if exists { return name }
      let draft = "draft_\(name)"
      try await connection.execute("DROP DATABASE IF EXISTS \(identifier: draft) WITH (FORCE)")
      try await connection.execute("CREATE DATABASE \(identifier: draft) TEMPLATE template1")
      var target = configuration
      target.database = draft
      let session = try await Connection.connect(target)
      try await migrator.migrate(on: session)
      await session.close()
      // A template with a session in it cannot be copied, so nobody may enter.
      try await connection.execute("ALTER DATABASE \(identifier: draft) WITH ALLOW_CONNECTIONS false")
      try await connection.execute("ALTER DATABASE \(identifier: draft) RENAME TO \(identifier: name)")
      return name
    }
  }
}
