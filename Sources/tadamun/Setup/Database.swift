import Actions
import Domain
import Foundation
import Logging
import Postgres

/// The database a command works on: the one `database.url` names, else the private cluster, started when it is not
/// running.
struct Database {
  static let schema = "tadamun"
  static let applicationRole = "tadamun_app"
  static let ownerRole = "tadamun_owner"

  let installation: Installation
  let settings: Settings
  let logger: Logger

  static func open() async throws -> Database {
    let installation = try Installation.find()
    let settings = try await Settings.load(installation)
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var logger = Logger(label: "tadamun")
    logger.logLevel = settings.logLevel
    return Database(installation: installation, settings: settings, logger: logger)
  }

  var cluster: PrivateCluster { PrivateCluster(folder: settings.dataDirectory) }
  var isPrivate: Bool { settings.databaseURL == nil }

  /// Starts the private cluster where that is what is used, and makes its database.
  /// - Returns: nil where another database is used.
  func startCluster() async throws -> PrivateCluster.StartOutcome? {
    guard isPrivate else { return nil }
    let outcome = try await cluster.start()
    let connection = try await Connection.connect(cluster.connection(), logger: logger)
    let exists: Bool = try await connection.queryValue(
      "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(Database.schema))")
    if !exists { try await connection.execute("CREATE DATABASE \(identifier: Database.schema)") }
    await connection.close()
    return outcome
  }

  /// - Parameters:
  ///   - isBatch: Whether statements may take as long as imports and nights do.
  ///   - isForOthers: Whether each transaction says for whom it is; else everything is within reach, as is right for
  ///     whoever sits at the machine.
  func pool(isBatch: Bool = false, isForOthers: Bool = false) async throws -> Pool {
    _ = try await startCluster()
    var configuration = try administrator()
    if let url = settings.databaseURL { configuration = try ConnectionConfiguration(url: url) }
    configuration.role = configuration.user == Database.applicationRole ? nil : Database.applicationRole
    configure(&configuration, isBatch: isBatch)
    if !isForOthers { configuration.settings = Tadamun.settingsOfOperator }
    return Pool(
      configuration,
      configuration: PoolConfiguration(maximumConnections: settings.maximumConnections, name: "tadamun"),
      logger: logger)
  }

  /// The actions over a database whose schema is this program's.
  /// - Throws: `schema_version` where it is older or newer; `database_role_too_strong`.
  func tadamun(isBatch: Bool = false, isForOthers: Bool = false) async throws -> Tadamun {
    let pool = try await pool(isBatch: isBatch, isForOthers: isForOthers)
    do {
      try await requireCurrentSchema(pool)
    } catch let error as PostgresError where error.sqlState == "22023" {
      // The role to become is not there: nothing of this program's is.
      throw Problem("schema_version", "The database has never been migrated; run “tadamun migrate”.")
    }
    let tadamun = Tadamun(pool, logger: logger, signingKey: settings.signingKey)
    try await tadamun.checkStanding()
    return tadamun
  }

  func migrator() throws -> Migrator {
    try Migrator(
      Migration.load(folder: installation.file("sql/migrations")), role: Database.ownerRole,
      bootstrap: installation.text("sql/bootstrap.sql"))
  }

  /// Applies what is missing.
  func migrate() async throws -> [Migration] {
    _ = try await startCluster()
    var configuration = try administrator()
    configure(&configuration, isBatch: true)
    let connection = try await Connection.connect(configuration, logger: logger)
    let applied = try await migrator().migrate(on: connection, logger: logger)
    await connection.close()
    return applied
  }

  private func requireCurrentSchema(_ pool: Pool) async throws {
    let said: String
    switch try await migrator().status(on: pool) {
    case .current: return
    case .behind(let missing): said = "lacks \(missing.count) migration(s); run “tadamun migrate”"
    case .ahead: said = "is newer than this program; run the newer program"
    case .edited(let numbers): said = "was made by other texts of migration \(numbers); restore those files"
    }
    throw Problem("schema_version", "The database \(said).")
  }

  /// Who may migrate: the owner's address, else the same as everybody's, else the cluster's superuser.
  private func administrator() throws -> ConnectionConfiguration {
    if let url = settings.databaseOwnerURL ?? settings.databaseURL { return try ConnectionConfiguration(url: url) }
    return cluster.connection(database: Database.schema)
  }

  private func configure(_ configuration: inout ConnectionConfiguration, isBatch: Bool) {
    let statements = isBatch ? settings.batchStatementTimeout : settings.statementTimeout
    configuration.applicationName = "tadamun"
    configuration.connectTimeout = settings.connectTimeout
    configuration.statementTimeout = statements
    configuration.responseTimeout = statements + .seconds(5)
    configuration.lockTimeout = settings.lockTimeout
    configuration.idleInTransactionTimeout = settings.idleInTransactionTimeout
    configuration.searchPath = [Database.schema, "pg_temp"]
  }
}
