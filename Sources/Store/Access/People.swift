import Domain
import Postgres

/// The tables `people` and `role_grants`.
public enum People {
  /// Whether anybody has an account who may sign in or be invited to.
  public static func exist(in session: some Session) async throws -> Bool {
    try await session.queryValue("SELECT somebody_has_an_account()")
  }

  public static func insert(_ person: User, in session: some Session) async throws -> ID<User> {
    try await session.queryValue(
      """
      INSERT INTO people (email, display_name, language)
      VALUES (\(person.email.text), \(person.displayName), \(person.language.rawValue)) RETURNING person_id
      """)
  }

  public static func find(_ email: EmailAddress, in session: some Session) async throws -> RegisteredUser? {
    try await select("WHERE p.email = \(email.text)", in: session).first
  }

  public static func find(_ id: ID<User>, in session: some Session) async throws -> RegisteredUser? {
    try await select("WHERE p.person_id = \(id)", in: session).first
  }

  /// A page in the order of registration.
  public static func list(
    with role: Role? = nil, after id: Int64, limit: Int, in session: some Session
  ) async throws -> [RegisteredUser] {
    try await select(
      """
      WHERE p.person_id > \(id) AND (\(role?.rawValue)::text IS NULL
        OR EXISTS (SELECT FROM role_grants g WHERE g.person_id = p.person_id AND g.role = \(role?.rawValue)
          AND NOT g.is_withdrawn))
      ORDER BY p.person_id LIMIT \(limit)
      """, in: session)
  }

  public static func block(_ id: ID<User>, in session: some Session) async throws {
    try await session.execute("UPDATE people SET blocked_at = now() WHERE person_id = \(id) AND blocked_at IS NULL")
  }

  public static func unblock(_ id: ID<User>, in session: some Session) async throws {
    try await session.execute("UPDATE people SET blocked_at = NULL WHERE person_id = \(id)")
  }

  public static func insert(
    _ grant: RoleGrant, organisation: ID<Actor>?, to person: ID<User>, by granter: String, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO role_grants (person_id, role, actor_id, first_on, last_on, granted_by)
      VALUES (\(person), \(grant.role.rawValue), \(organisation), \(grant.first), \(grant.last), \(granter))
      RETURNING grant_id
      """)
  }

  /// Ends a role on `day`, which is the last one it holds; one that begins later holds on none.
  /// - Returns: Whether `person` has such a grant that would go on past `day`.
  public static func end(_ grant: Int64, of person: ID<User>, on day: CalendarDate, in session: some Session)
    async throws -> Bool
  {
    try await session.execute(
      """
      UPDATE role_grants SET last_on = greatest(\(day), first_on), is_withdrawn = \(day) < first_on
      WHERE grant_id = \(grant) AND person_id = \(person) AND (last_on IS NULL OR last_on > \(day)) AND NOT is_withdrawn
      """) == 1
  }

  /// What people call themselves, by their keys.
  public static func names(of keys: [Int64], in session: some Session) async throws -> [Int64: String] {
    let rows = try await session.query("SELECT person_id, display_name FROM people WHERE person_id = ANY (\(keys))")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["person_id"], try $0["display_name"]) })
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [RegisteredUser] {
    let rows = try await session.query(
      "SELECT p.person_id, p.email, p.display_name, p.language, p.blocked_at IS NOT NULL AS is_blocked FROM people p \(fragment: rest)"
    )
    let keys: [Int64] = try rows.map { try $0["person_id"] }
    let grants = try await session.query(
      """
      SELECT g.grant_id, g.person_id, g.role, a.code, g.first_on, g.last_on FROM role_grants g
      LEFT JOIN actors a USING (actor_id) WHERE g.person_id = ANY (\(keys)) AND NOT g.is_withdrawn ORDER BY g.grant_id
      """)
    var byPerson: [Int64: [RegisteredUser.HeldGrant]] = [:]
    for row in grants {
      let code: Code? = try row["code"]
      let grant = try RoleGrant(row.word("role"), for: code, from: row["first_on"], through: row["last_on"])
      byPerson[try row["person_id"], default: []].append(
        RegisteredUser.HeldGrant(id: try row["grant_id"], grant: grant))
    }
    return try rows.map { row in
      let id: Int64 = try row["person_id"]
      let user = try User(
        email: EmailAddress(row["email"]), displayName: row["display_name"], language: row.word("language"))
      return RegisteredUser(id: ID(id), user: user, isBlocked: try row["is_blocked"], grants: byPerson[id] ?? [])
    }
  }
}
