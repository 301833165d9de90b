import Foundation
import Logging
import Postgres

/// Fresh databases for tests, each a copy of a template and dropped afterwards. Any number of tests may run at once.
///
///     @Test("a fund has a name") func fundHasName() async throws {
///       try await TestDatabase.withDatabase(as: .app) { pool in … }
///     }
public struct TestDatabase: Sendable {
  /// Who comes: the superuser, the owner of the schema, or the program as it runs for users.
  public enum Role: String, Sendable {
    case admin
    case owner = "tadamun_owner"
    case app = "tadamun_app"
  }

  public let name: String
  private let server: ConnectionConfiguration

  /// How to reach the database. The roles are those of `sql/bootstrap.sql`.
  /// - Parameter isForOthers: Whether each transaction says for whom it is, as in the service.
  public func configuration(as role: Role = .admin, isForOthers: Bool = false) -> ConnectionConfiguration {
    var configuration = server
    configuration.database = name
    configuration.role = role == .admin ? nil : role.rawValue
    // A database without the schema falls back on public.
    configuration.searchPath = ["tadamun", "public"]
    // As the command line has it: everything is within reach.
    if !isForOthers {
      configuration.settings = [
        "tadamun.organisations": "all", "tadamun.drafts": "all", "tadamun.accounts": "all", "tadamun.backers": "all",
      ]
    }
    return configuration
  }

  /// Lends a pool on a fresh database with the project's migrations applied (`sql/migrations`, after
  /// `sql/bootstrap.sql`).
  @discardableResult
  public static func withDatabase<Value>(
    as role: Role = .admin, connections: Int = 10, _ body: (Pool) async throws -> Value
  ) async throws -> Value {
    try await with(project()) { database in
      try await withPool(database.configuration(as: role), connections, body)
    }
  }

  /// As ``withDatabase(as:connections:_:)``, with one pool as the superuser and one as the program.
  @discardableResult
  public static func withDatabase<Value>(
    connections: Int = 10, _ body: (_ admin: Pool, _ app: Pool) async throws -> Value
  ) async throws -> Value {
    try await with(project()) { database in
      try await withPool(database.configuration(as: .admin), connections) { admin in
        try await withPool(database.configuration(as: .app), connections) { app in try await body(admin, app) }
      }
    }
  }

  /// As ``withDatabase(as:connections:_:)`` for the program's role, with one pool of the command line, which reaches
  /// every row, and one of the service, which says in each transaction what it reaches.
  @discardableResult
  public static func withServedDatabase<Value>(
    connections: Int = 10, _ body: (_ operating: Pool, _ serving: Pool) async throws -> Value
  ) async throws -> Value {
    try await with(project()) { database in
      try await withPool(database.configuration(as: .app), connections) { operating in
        try await withPool(database.configuration(as: .app, isForOthers: true), connections) { serving in
          try await body(operating, serving)
        }
      }
    }
  }

  /// Lends a pool on a fresh database with these migrations applied.
  @discardableResult
  public static func withDatabase<Value>(
    migrations: [Migration], bootstrap: String? = nil, connections: Int = 10, _ body: (Pool) async throws -> Value
  ) async throws -> Value {
    try await with(try Migrator(migrations, bootstrap: bootstrap)) { database in
      try await withPool(database.configuration(), connections, body)
    }
  }

  /// Lends a pool on a fresh database with nothing in it.
  @discardableResult
  public static func withEmptyDatabase<Value>(
    connections: Int = 10, _ body: (Pool) async throws -> Value
  ) async throws -> Value {
    try await with(nil) { database in try await withPool(database.configuration(), connections, body) }
  }

  /// Lends a fresh database, for a test that opens its own connections.
  /// - Parameter migrator: What to apply; nil for nothing.
  @discardableResult
  public static func with<Value>(
    _ migrator: Migrator?, _ body: (TestDatabase) async throws -> Value
  ) async throws -> Value {
    await TestTurns.shared.take()
    defer { Task { await TestTurns.shared.giveBack() } }
    let (server, admin) = try await TestServer.shared.opened()
    var template = "template1"
    if let migrator { template = try await TestServer.shared.template(migrator) }
    let name = "test_\(getpid())_\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    try await admin.execute("CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(TestDatabase(name: name, server: server)))
    } catch {
      result = .failure(error)
    }
    // In a task of its own, since that of a cancelled test would do nothing any more.
    _ = try await Task { try await admin.execute("DROP DATABASE \(identifier: name) WITH (FORCE)") }.value
    return try result.get()
  }

  /// The migrator of the project's own schema.
  public static func project() throws -> Migrator {
    let sql = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("sql")
    let bootstrap = try? String(contentsOf: sql.appendingPathComponent("bootstrap.sql"), encoding: .utf8)
    return try Migrator(
      Migration.load(folder: sql.appendingPathComponent("migrations")),
      role: bootstrap == nil ? nil : Role.owner.rawValue, bootstrap: bootstrap)
  }

  private static func withPool<Value>(
    _ configuration: ConnectionConfiguration, _ connections: Int, _ body: (Pool) async throws -> Value
  ) async throws -> Value {
    let pool = Pool(
      configuration,
      configuration: PoolConfiguration(maximumConnections: connections, waitTimeout: .seconds(300), name: "test"),
      logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    do {
      let value = try await body(pool)
      await pool.close()
      return value
    } catch {
      await pool.close()
      throw error
    }
  }
}
