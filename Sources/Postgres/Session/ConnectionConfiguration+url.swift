import CLibPQ

extension ConnectionConfiguration {
  /// Reads `postgres://user:password@host:port/database?sslmode=verify-full`, or a `key=value` string, by libpq's rules.
  /// What the text leaves open comes from libpq's environment (`PGHOST`, …) and defaults.
  ///
  /// - Throws: ``ConnectionError/invalidConfiguration(_:)``, which does not quote the text: it may hold a password.
  public init(url: String) throws {
    var message: UnsafeMutablePointer<CChar>?
    guard let given = PQconninfoParse(url, &message) else {
      PQfreemem(message)
      throw ConnectionError.invalidConfiguration("the database URL is not one that libpq can read.")
    }
    defer { PQconninfoFree(given) }
    var options = Self.keywords(given)
    if let defaults = PQconndefaults() {
      options.merge(Self.keywords(defaults)) { given, _ in given }
      PQconninfoFree(defaults)
    }
    // Our own settings govern these; the text's were for other clients.
    let user = options.removeValue(forKey: "user") ?? "postgres"
    let name =
      options.removeValue(forKey: "application_name") ?? options.removeValue(forKey: "fallback_application_name")
    self.init(
      host: options.removeValue(forKey: "host") ?? "/var/run/postgresql",
      port: options.removeValue(forKey: "port").flatMap { Int($0) } ?? 5432,
      user: user, database: options.removeValue(forKey: "dbname") ?? user,
      password: options.removeValue(forKey: "password"), applicationName: name ?? "swift")
    if let seconds = options.removeValue(forKey: "connect_timeout").flatMap({ Int($0) }), seconds > 0 {
      connectTimeout = .seconds(seconds)
    }
    options["options"] = nil
    options["client_encoding"] = nil
    for (key, value) in options where parameters[key] == nil || Self.keywords(given)[key] != nil {
      libpqOptions[key] = value
    }
  }

  private static func keywords(_ list: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
    var result: [String: String] = [:]
    var option = list
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { result[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return result
  }
}
