import Actions
import Configuration
import Domain
import Foundation
import Interchange
import Logging
import OpenID
import SystemPackage

/// Every setting of `config/default.yml`, read from the environment first, then from the file `TADAMUN_CONFIG` names,
/// then from the defaults. A key's environment variable is its name in capitals: `database.url` is `DATABASE_URL`.
struct Settings {
  var databaseURL: String?
  var databaseOwnerURL: String?
  var dataDirectory: String
  var maximumConnections: Int
  var connectTimeout: Duration
  var statementTimeout: Duration
  var batchStatementTimeout: Duration
  var lockTimeout: Duration
  var idleInTransactionTimeout: Duration
  var host: String
  var port: Int
  var evidenceDirectory: String
  var publicName: String?
  var trustedProxies: Int
  var requestsPerMinute: Int
  /// In MiB.
  var keptPages: Int
  var access: AccessRules
  var pollInterval: Duration
  var lease: Duration
  var signingKey: SigningKey?
  var logLevel: Logger.Level

  /// - Throws: `setting_malformed`, with the key; `settings_unreadable`.
  static func load(_ installation: Installation) async throws -> Settings {
    var providers: [any ConfigProvider] = [EnvironmentVariablesProvider()]
    if let own = ProcessInfo.processInfo.environment["TADAMUN_CONFIG"] {
      do {
        providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(own)))
      } catch {
        throw Problem(
          "settings_unreadable", "TADAMUN_CONFIG names a file that cannot be read as settings: \(error)",
          at: Place(file: own))
      }
    }
    let defaults = installation.file("config/default.yml").path
    providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(defaults)))
    return try Settings(ConfigReader(providers: providers), root: installation.root)
  }

  private init(_ reader: ConfigReader, root: URL) throws {
    func text(_ key: ConfigKey) -> String? { reader.string(forKey: key).flatMap { $0.isEmpty ? nil : $0 } }
    func number(_ key: ConfigKey, in range: ClosedRange<Int>) throws -> Int {
      guard let value = reader.int(forKey: key), range.contains(value) else {
        throw Problem(
          "setting_malformed", "The setting \(key) is a whole number from \(range.lowerBound) to \(range.upperBound).")
      }
      return value
    }
    func seconds(_ key: ConfigKey) throws -> Duration { .seconds(try number(key, in: 1...86_400)) }
    databaseURL = text("database.url")
    databaseOwnerURL = text("database.owner_url")
    dataDirectory =
      URL(fileURLWithPath: text("database.data_directory") ?? ".tadamun", relativeTo: root).standardizedFileURL.path
    maximumConnections = try number("database.maximum_connections", in: 1...200)
    connectTimeout = try seconds("database.connect_timeout_seconds")
    statementTimeout = try seconds("database.statement_timeout_seconds")
    batchStatementTimeout = try seconds("database.batch_statement_timeout_seconds")
    lockTimeout = try seconds("database.lock_timeout_seconds")
    idleInTransactionTimeout = try seconds("database.idle_in_transaction_timeout_seconds")
    host = text("serve.host") ?? "127.0.0.1"
    port = try number("serve.port", in: 1...65_535)
    evidenceDirectory =
      URL(fileURLWithPath: text("serve.evidence_directory") ?? ".tadamun/evidence", relativeTo: root)
      .standardizedFileURL.path
    publicName = text("serve.public_name")?.lowercased()
    trustedProxies = try number("serve.trusted_proxies", in: 0...5)
    requestsPerMinute = try number("serve.requests_per_minute", in: 1...1_000_000)
    keptPages = try number("serve.kept_pages_mib", in: 0...1_024)
    access = AccessRules()
    access.idleMinutes = try number("access.idle_minutes", in: 1...1_440)
    access.sessionHours = try number("access.session_hours", in: 1...24)
    if let file = text("access.key_file") { access.sealingKey = try Settings.sealingKey(in: file, root) }
    access.address = publicName.map { "https://\($0)" } ?? "http://localhost:\(port)"
    access.mailer = try Settings.mail(text, reader, root).map { Mailer($0) }
    access.issuer = try Settings.issuer(text, root).map { Issuer($0, verifier: JWTVerifier()) }
    pollInterval = try seconds("work.poll_interval_seconds")
    lease = try seconds("work.lease_seconds")
    signingKey = try text("signing.key_file").map { file in
      try SigningKey(path: URL(fileURLWithPath: file, relativeTo: root).standardizedFileURL.path)
    }
    let level = text("log.level") ?? "info"
    guard let logLevel = Logger.Level(rawValue: level) else {
      throw Problem("setting_malformed", "The setting log.level is one of \(Logger.Level.allCases.map(\.rawValue)).")
    }
    self.logLevel = logLevel
  }

  /// The key that seals second factors, out of a file of 32 bytes.
  private static func sealingKey(in file: String, _ root: URL) throws -> SealingKey {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file, relativeTo: root)) else {
      throw Problem("setting_malformed", "The setting access.key_file names “\(file)”, which cannot be read.")
    }
    return try SealingKey(bytes: Array(bytes))
  }
}
