import Logging

/// Brings a database to the newest of a list of migrations, and says how it stands to them.
///
/// Each applied migration is a row of `schema_migrations` with the SHA-256 of its text. One migrator works on a
/// database at a time; another waits.
public struct Migrator: Sendable {
  public let migrations: [Migration]
  /// Where `schema_migrations` is; created when missing.
  public let schema: String
  /// The role that migrations run as and that comes to own what they create; nil for the session's own.
  public let role: String?
  /// Statements about the whole server, such as roles, run before the first migration each time; so written that
  /// running them again changes nothing.
  public let bootstrap: String?
  /// How long a statement waits for a lock. The migration is then tried again, up to ``attempts`` times in all, so that
  /// others are not held up behind it.
  public let lockTimeout: Duration
  public let attempts: Int
  /// How long to wait for another migrator.
  public let patience: Duration

  /// - Throws: ``MigrationError`` for a number missing or used twice.
  public init(
    _ migrations: [Migration], schema: String = "public", role: String? = nil, bootstrap: String? = nil,
    lockTimeout: Duration = .seconds(2), attempts: Int = 5, patience: Duration = .seconds(60)
  ) throws {
    self.migrations = try Migration.inOrder(migrations)
    self.schema = schema
    self.role = role
    self.bootstrap = bootstrap
    self.lockTimeout = lockTimeout
    self.attempts = attempts
    self.patience = patience
  }

  var table: SQL { "\(identifier: schema).schema_migrations" }

  /// Compares the database with the list. It changes nothing, and needs no more than to read `schema_migrations`.
  public func status(on session: some Session) async throws -> MigrationStatus {
    let exists: Bool = try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = \(schema) AND tablename = 'schema_migrations')
      """)
    guard exists else { return migrations.isEmpty ? .current : .behind(migrations) }
    let rows = try await session.query(
      """
      SELECT coalesce(a.number, f.number) AS number, f.number IS NULL AS unknown, a.number IS NULL AS pending,
        a.sha256 <> encode(sha256(convert_to(f.text, 'UTF8')), 'hex') OR a.name <> f.name AS edited
      FROM \(fragment: table) AS a
        FULL JOIN unnest(\(migrations.map(\.number)), \(migrations.map(\.name)), \(migrations.map(\.sql)))
          AS f (number, name, text) ON f.number = a.number
      ORDER BY 1
      """)
    func numbers(_ column: String) throws -> [Int] {
      try rows.filter { try $0.decode(column, as: Bool?.self) == true }.map { try $0["number"] }
    }
    let (unknown, edited, pending) = (try numbers("unknown"), try numbers("edited"), Set(try numbers("pending")))
    if !unknown.isEmpty { return .ahead(unknown) }
    if !edited.isEmpty { return .edited(edited) }
    return pending.isEmpty ? .current : .behind(migrations.filter { pending.contains($0.number) })
  }

  /// Applies what is missing, each migration in a transaction of its own.
  /// - Returns: Those it applied.
  /// - Throws: ``MigrationError``; migrations before the one that failed stay applied.
  @discardableResult
  public func migrate(
    on connection: Connection, logger: Logger = Logger(label: "postgres.migrator")
  ) async throws -> [Migration] {
    try await lock(connection)
    do {
      let applied = try await migrateLocked(connection, logger)
      try await unlock(connection)
      return applied
    } catch {
      // The session's end, or its cleaning by a pool, frees the lock where this cannot.
      try? await unlock(connection)
      throw error
    }
  }

  /// As ``migrate(on:logger:)``, on a connection of the pool.
  @discardableResult
  public func migrate(
    on pool: Pool, logger: Logger = Logger(label: "postgres.migrator")
  ) async throws -> [Migration] {
    try await pool.withConnection { connection in try await migrate(on: connection, logger: logger) }
  }

  private func migrateLocked(_ connection: Connection, _ logger: Logger) async throws -> [Migration] {
    try await prepare(connection)
    switch try await status(on: connection) {
    case .current: return []
    case .ahead(let numbers): throw MigrationError.ahead(numbers)
    case .edited(let numbers): throw MigrationError.edited(numbers)
    case .behind(let pending):
      for migration in pending {
        try await apply(migration, connection)
        logger.info("applied \(migration.title)")
      }
      return pending
    }
  }
}
