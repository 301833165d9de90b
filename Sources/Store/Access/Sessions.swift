import Domain
import Postgres

/// The tables `sessions`, `api_tokens` and `sign_in_attempts`.
public enum Sessions {
  /// Who holds a secret, with the roles that hold today.
  public struct Holder: Sendable {
    public let principal: Principal
    /// The session's or token's own key.
    public let key: Int64
    /// Whether nobody said for a minute that it is in use.
    public let isStale: Bool
  }

  public static func begin(
    _ hash: [UInt8], of person: ID<User>, hasSecondFactor: Bool, hours: Int, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO sessions (person_id, secret_sha256, has_second_factor, ends_at)
      VALUES (\(person), \(hash), \(hasSecondFactor), now() + \(hours) * interval '1 hour') RETURNING session_id
      """)
  }

  /// Who holds an open session's secret: neither ended, nor too old, nor idle for longer than `idleMinutes`.
  public static func holder(_ hash: [UInt8], idleMinutes: Int, in session: some Session) async throws -> Holder? {
    let asked: SQL = "SELECT * FROM session_holder(\(hash), \(Int32(clamping: idleMinutes)))"
    return try holder(try await session.query(asked.prepared()))
  }

  /// Who holds a token that is neither revoked nor expired.
  public static func holder(ofToken hash: [UInt8], in session: some Session) async throws -> Holder? {
    let asked: SQL = "SELECT * FROM token_holder(\(hash))"
    return try holder(try await session.query(asked.prepared()))
  }

  /// Says that a session is in use; once a minute is enough.
  public static func touch(session key: Int64, in session: some Session) async throws {
    try await session.execute(
      "UPDATE sessions SET seen_at = now() WHERE session_id = \(key) AND seen_at < now() - interval '1 minute'")
  }

  public static func touch(token key: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      UPDATE api_tokens SET used_at = now()
      WHERE token_id = \(key) AND (used_at IS NULL OR used_at < now() - interval '1 minute')
      """)
  }

  public static func end(_ hash: [UInt8], in session: some Session) async throws {
    try await session.execute("UPDATE sessions SET ended_at = now() WHERE secret_sha256 = \(hash) AND ended_at IS NULL")
  }

  /// Ends every session of a person: after a new password, a block, a new role.
  public static func endAll(of person: ID<User>, in session: some Session) async throws {
    try await session.execute("UPDATE sessions SET ended_at = now() WHERE person_id = \(person) AND ended_at IS NULL")
  }

  public static func issueToken(
    _ hash: [UInt8], to person: ID<User>, label: String, mayWrite: Bool, days: Int, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO api_tokens (person_id, label, secret_sha256, scope, expires_at)
      VALUES (\(person), \(label), \(hash), \(mayWrite ? "write" : "read"), now() + \(days) * interval '1 day')
      RETURNING token_id
      """)
  }

  /// Whether a token will hold for so many days yet.
  public static func holds(_ hash: [UInt8], forDays days: Int, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM api_tokens
        WHERE secret_sha256 = \(hash) AND expires_at >= now() + \(days) * interval '1 day')
      """)
  }

  public static func tokens(of person: ID<User>, in session: some Session) async throws -> [APIToken] {
    try await session.query(
      """
      SELECT token_id, label, scope, expires_at, used_at, revoked_at IS NOT NULL AS is_revoked FROM api_tokens
      WHERE person_id = \(person) ORDER BY token_id DESC LIMIT 200
      """
    ).map { row in
      let scope: String = try row["scope"]
      return APIToken(
        id: try row["token_id"], label: try row["label"], mayWrite: scope == "write", expiresAt: try row["expires_at"],
        usedAt: try row["used_at"], isRevoked: try row["is_revoked"])
    }
  }

  /// - Returns: Whether `person` has such a token.
  public static func revokeToken(_ key: Int64, of person: ID<User>, in session: some Session) async throws -> Bool {
    try await session.execute(
      """
      UPDATE api_tokens SET revoked_at = coalesce(revoked_at, now()) WHERE token_id = \(key) AND person_id = \(person)
      """) == 1
  }

  private static func holder(_ rows: [Row]) throws -> Holder? {
    guard let first = rows.first else { return nil }
    let roles = try rows.compactMap { row -> Principal.HeldRole? in
      let role: String? = try row["role"]
      let (code, key): (Code?, Int64?) = (try row["code"], try row["actor_id"])
      return role.flatMap(Role.init).map { Principal.HeldRole(role: $0, organisation: code, key: key.map { ID($0) }) }
    }
    let principal = Principal(
      person: try first["person_id"], email: try first["email"], displayName: try first["display_name"], roles: roles,
      mayWrite: try first["may_write"])
    return Holder(principal: principal, key: try first["key"], isStale: try first["is_stale"])
  }
}
