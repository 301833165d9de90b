import Postgres

/// What the role of a session may do beyond what it was granted.
public enum Standing {
  /// - Returns: Why the role is no role to serve as; nil where it is one. A superuser, one that row-level security does
  ///   not hold, and one that owns tables could each undo what the schema defends.
  public static func objection(in session: some Session) async throws -> String? {
    let role = try await session.queryOne(
      """
      SELECT r.rolname AS name, r.rolsuper AS is_super, r.rolbypassrls AS bypasses, r.rolcreaterole AS makes_roles,
        EXISTS (
          SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
          WHERE n.nspname = ANY (current_schemas(false)) AND c.relkind IN ('r', 'p') AND c.relowner = r.oid) AS owns
      FROM pg_roles AS r WHERE r.rolname = current_user
      """)
    let name: String = try role["name"]
    if try role["is_super"] { return "\(name) is a superuser" }
    if try role["bypasses"] { return "\(name) bypasses row-level security" }
    if try role["makes_roles"] { return "\(name) may make roles" }
    return try role["owns"] ? "\(name) owns tables" : nil
  }
}
