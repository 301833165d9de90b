import Domain
import Postgres

/// The tables `sessions`, `api_tokens` and `sign_in_attempts`.
public enum Sessions {
  /// Who holds a secret, with the roles that hold today.
  public struct Holder: Sendable {
    public let principal: Principal
    /// The session's or token's own key.
    public let key: Int64
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
    try await holder(
      """
      SELECT s.session_id AS key, s.person_id, true AS may_write FROM sessions s
      WHERE s.secret_sha256 = \(hash) AND s.ended_at IS NULL AND s.ends_at > now()
        AND s.seen_at > now() - \(idleMinutes) * interval '1 minute'
      """, in: session)
  }

  /// Who holds a token that is neither revoked nor expired.
  public static func holder(ofToken hash: [UInt8], in session: some Session) async throws -> Holder? {
    try await holder(
      """
      SELECT t.token_id AS key, t.person_id, t.scope = 'write' AS may_write FROM api_tokens t
      WHERE t.secret_sha256 = \(hash) AND t.revoked_at IS NULL AND t.expires_at > now()
      """, in: session)
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

  private static func holder(_ found: SQL, in session: some Session) async throws -> Holder? {
    let rows = try await session.query(
      """
      WITH today AS (SELECT (now() AT TIME ZONE 'Africa/Casablanca')::date AS today),
      held AS (
        SELECT f.key, f.may_write, p.person_id, p.email, p.display_name, g.grant_id, g.role, g.actor_id
        FROM (\(fragment: found)) f JOIN people p USING (person_id) CROSS JOIN today
        LEFT JOIN role_grants g ON g.person_id = p.person_id AND daterange(g.first_on, g.last_on, '[]') @> today
        WHERE p.blocked_at IS NULL)
      -- A reporter of a union or coaching centre reports for those whose mandate it has, too; its verifier verifies for
      -- those and for nobody else.
      SELECT h.key, h.may_write, h.person_id, h.email, h.display_name, h.grant_id, r.role, a.code
      FROM held h CROSS JOIN today CROSS JOIN LATERAL (
        SELECT h.role, h.actor_id WHERE h.role IS DISTINCT FROM 'verifier' OR h.actor_id IS NULL
        UNION ALL
        SELECT h.role, m.actor_id FROM mandates m
        WHERE m.agent_id = h.actor_id AND daterange(m.first_on, m.last_on, '[]') @> today
          AND m.purpose = CASE h.role WHEN 'reporter' THEN 'reporting' WHEN 'verifier' THEN 'verification' END
        UNION ALL SELECT NULL, NULL WHERE h.role = 'verifier' AND h.actor_id IS NOT NULL) r
      LEFT JOIN actors a ON a.actor_id = r.actor_id
      ORDER BY h.grant_id, a.code
      """)
    guard let first = rows.first else { return nil }
    let roles = try rows.compactMap { row -> Principal.HeldRole? in
      let role: String? = try row["role"]
      let code: Code? = try row["code"]
      return role.flatMap(Role.init).map { Principal.HeldRole(role: $0, organisation: code) }
    }
    let principal = Principal(
      person: try first["person_id"], email: try first["email"], displayName: try first["display_name"], roles: roles,
      mayWrite: try first["may_write"])
    return Holder(principal: principal, key: try first["key"])
  }
}
