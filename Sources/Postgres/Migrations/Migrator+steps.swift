/// The steps of migrating.
extension Migrator {
  private var key: SQL { "hashtextextended(\("schema_migrations of \(schema)"), 0)" }

  /// Asks again and again rather than waiting in the server, where a waiting statement would hold back VACUUM.
  func lock(_ connection: Connection) async throws {
    let deadline = ContinuousClock.now + patience
    while try await !connection.queryValue("SELECT pg_try_advisory_lock(\(fragment: key))", as: Bool.self) {
      guard ContinuousClock.now < deadline else { throw MigrationError.lockedByAnother(after: patience) }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  func unlock(_ connection: Connection) async throws {
    try await connection.execute("SELECT pg_advisory_unlock(\(fragment: key))")
  }

  /// Roles, the schema, and the table of what was applied.
  func prepare(_ connection: Connection) async throws {
    if let bootstrap { try await runBootstrap(bootstrap, connection) }
    try await connection.transaction { transaction in
      // IF NOT EXISTS would ask for the right to create even where there is nothing to do.
      let missing: Bool = try await transaction.queryValue("SELECT to_regnamespace(quote_ident(\(schema))) IS NULL")
      if missing {
        let owner: SQL = role.map { "AUTHORIZATION \(identifier: $0)" } ?? ""
        try await transaction.execute("CREATE SCHEMA \(identifier: schema) \(fragment: owner)")
      }
      if let role { try await allow(role, transaction) }
      try await become(transaction)
      try await transaction.execute(
        """
        CREATE TABLE IF NOT EXISTS \(fragment: table) (
          number integer PRIMARY KEY,
          name text NOT NULL,
          sha256 text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now()
        )
        """)
      // Every program asks on start whether it fits its database.
      try await transaction.execute("GRANT SELECT ON \(fragment: table) TO PUBLIC")
    }
  }

  /// Bootstraps of two databases of one server may meet; the later one then finds the roles there.
  private func runBootstrap(_ text: String, _ connection: Connection) async throws {
    let collisions: Set<SQLState> = ["XX000", "23505", "42710"]
    for attempt in 1... {
      do {
        return try await connection.runScript(unsafeRaw: text)
      } catch let error as PostgresError where collisions.contains(error.sqlState) && attempt < 5 {
        try await Task.sleep(for: .milliseconds(50 * attempt))
      } catch let error as PostgresError {
        throw MigrationError.failed("bootstrap", line: line(of: error, in: text), error)
      }
    }
  }

  /// The role owns the schema's objects and may create schemas and trusted extensions in the database.
  private func allow(_ role: String, _ transaction: Transaction) async throws {
    let database: String = try await transaction.queryValue("SELECT current_database()")
    let may: Bool = try await transaction.queryValue(
      """
      SELECT has_database_privilege(\(role), \(database), 'CREATE')
        AND has_schema_privilege(\(role), \(schema), 'CREATE')
      """)
    guard !may else { return }
    try await transaction.execute("GRANT CREATE ON DATABASE \(identifier: database) TO \(identifier: role)")
    try await transaction.execute("GRANT USAGE, CREATE ON SCHEMA \(identifier: schema) TO \(identifier: role)")
  }

  private func become(_ transaction: Transaction) async throws {
    if let role { try await transaction.execute("SET LOCAL ROLE \(identifier: role)") }
  }

  /// Applies one migration, again where a lock was not to be had in time.
  func apply(_ migration: Migration, _ connection: Connection) async throws {
    for attempt in 1... {
      do {
        return try await applyOnce(migration, connection)
      } catch let error as PostgresError where error.isLockTimeout && attempt < attempts {
        try await Task.sleep(for: .milliseconds(200 * attempt))
      } catch let error as PostgresError {
        throw MigrationError.failed(migration.title, line: line(of: error, in: migration.sql), error)
      }
    }
  }

  private func applyOnce(_ migration: Migration, _ connection: Connection) async throws {
    try await connection.transaction(TransactionOptions(attempts: 1)) { transaction in
      try await transaction.limitStatements(to: nil)
      try await transaction.execute(SQL(unsafeRaw: "SET LOCAL lock_timeout = \(lockTimeout.milliseconds)"))
      try await become(transaction)
      try await connection.runScript(unsafeRaw: migration.sql)
      guard await connection.isInTransaction else { throw MigrationError.endedTransaction(migration.title) }
      // The script may have become somebody else.
      if role != nil { try await become(transaction) }
      try await transaction.execute(
        """
        INSERT INTO \(fragment: table) (number, name, sha256)
        VALUES (\(Int32(migration.number)), \(migration.name),
          encode(sha256(convert_to(\(migration.sql)::text, 'UTF8')), 'hex'))
        """)
    }
  }

  private func line(of error: PostgresError, in text: String) -> Int? {
    error.position.map { 1 + text.unicodeScalars.prefix($0 - 1).count { $0 == "\n" } }
  }
}
