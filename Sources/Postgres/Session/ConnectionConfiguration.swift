import Foundation

/// Where the database is, who comes, and the limits of the session.
public struct ConnectionConfiguration: Sendable {
  /// A host name, an address, or the folder of a Unix socket (begins with `/`).
  public var host: String
  public var port: Int
  public var user: String
  public var database: String
  public var password: String?
  /// Shown in `pg_stat_activity`.
  public var applicationName: String
  /// For the whole of opening a session.
  public var connectTimeout: Duration
  /// The server ends a statement that runs longer; nil for no limit.
  public var statementTimeout: Duration?
  /// The server ends a statement that waits longer for a lock; nil for no limit.
  public var lockTimeout: Duration?
  /// The server ends a session that leaves a transaction idle longer; nil for no limit.
  public var idleInTransactionTimeout: Duration?
  /// How long the server may stay silent before the connection is given up. Five seconds more than
  /// ``statementTimeout`` unless set; nil for no limit.
  public var responseTimeout: Duration?
  /// Schemas searched for unqualified names; nil for the server's default.
  public var searchPath: [String]?
  /// Settings of one's own that hold in the whole session, such as those row policies read; see ``TransactionSettings``.
  public var settings: [String: String] = [:]
  /// A role to become once connected (`SET ROLE`).
  public var role: String?
  /// Other settings of libpq by keyword, such as `sslmode`; they win over those above.
  public var libpqOptions: [String: String]

  public init(
    host: String, port: Int = 5432, user: String, database: String, password: String? = nil,
    applicationName: String = "swift", connectTimeout: Duration = .seconds(3),
    statementTimeout: Duration? = .seconds(30), lockTimeout: Duration? = .seconds(5),
    idleInTransactionTimeout: Duration? = .seconds(60), searchPath: [String]? = nil, role: String? = nil,
    libpqOptions: [String: String] = [:]
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.database = database
    self.password = password
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.idleInTransactionTimeout = idleInTransactionTimeout
    responseTimeout = statementTimeout.map { $0 + .seconds(5) }
    self.searchPath = searchPath
    self.role = role
    self.libpqOptions = libpqOptions
  }
}

extension ConnectionConfiguration {
  /// The keywords handed to libpq.
  var parameters: [String: String] {
    var parameters = [
      "host": host, "port": String(port), "user": user, "dbname": database, "application_name": applicationName,
      "client_encoding": "UTF8", "options": startupOptions, "gssencmode": "disable",
      "tcp_user_timeout": "5000", "keepalives_idle": "10", "keepalives_interval": "3", "keepalives_count": "3",
    ]
    parameters["password"] = password
    return parameters.merging(libpqOptions) { _, theirs in theirs }
  }

  /// Settings that hold from the first statement on, and to which `DISCARD ALL` returns.
  private var startupOptions: String {
    var settings = [("TimeZone", "UTC"), ("default_transaction_isolation", "read committed")]
    settings += [
      ("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout),
      ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
    ].map { ($0.0, $0.1.map { String($0.milliseconds) } ?? "0") }
    settings += self.settings.sorted { $0.key < $1.key }
    if let searchPath { settings.append(("search_path", searchPath.map(quotedIdentifier).joined(separator: ","))) }
    return settings.map { "-c \($0)=\(Self.escaped($1))" }.joined(separator: " ")
  }

  /// The server splits `options` at spaces that no backslash precedes.
  private static func escaped(_ value: String) -> String {
    String(value.flatMap { $0 == " " || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}

/// Never shows the password.
extension ConnectionConfiguration: CustomStringConvertible {
  public var description: String { "\(user)@\(host):\(port)/\(database)" }
}

extension Duration {
  /// Whole milliseconds, rounded up, so that no positive limit becomes “none”.
  var milliseconds: Int64 {
    let parts = components
    return parts.seconds * 1000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
