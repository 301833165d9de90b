import Domain
import Postgres

/// The tables `frameworks` and `programme_frameworks`.
public enum Frameworks {
  public struct Stored: Sendable {
    public let id: Int64
    public let code: Code
    public let version: Int
    /// The file, word for word.
    public let body: String
    /// SHA-256 of the file, in lower-case hexadecimal digits.
    public let sha256: String
  }

  /// Stores a framework file, or finds it where it is stored already.
  public static func insert(code: Code, version: Int, body: String, in session: some Session) async throws -> Stored {
    try await session.execute(
      """
      INSERT INTO frameworks (code, version, sha256, body)
      VALUES (\(code), \(version), sha256(convert_to(\(body)::text, 'UTF8')), \(body)) ON CONFLICT (sha256) DO NOTHING
      """)
    let row = try await session.queryOne(
      "\(fragment: columns) WHERE f.sha256 = sha256(convert_to(\(body)::text, 'UTF8'))")
    return try decode(row)
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne("\(fragment: columns) WHERE f.framework_id = \(id)").map(decode)
  }

  /// Lets `programme` score by `framework` from `first` on.
  public static func adopt(
    _ framework: Int64, for programme: ID<Programme>, from first: CalendarDate, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO programme_frameworks (programme_id, framework_id, first_on)
      VALUES (\(programme), \(framework), \(first))
      """)
  }

  /// The framework `programme` scores by on `day`, as far as it was known by `moment`.
  public static func current(
    for programme: ID<Programme>, on day: CalendarDate, knownBy moment: Moment = .endOfTime, in session: some Session
  ) async throws -> Stored? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) JOIN programme_frameworks p USING (framework_id)
      WHERE p.programme_id = \(programme) AND p.first_on <= \(day) AND p.adopted_at <= \(moment)
      ORDER BY p.first_on DESC, p.adopted_at DESC LIMIT 1
      """
    ).map(decode)
  }

  private static let columns: SQL = """
    SELECT f.framework_id, f.code, f.version, f.body, encode(f.sha256, 'hex') AS sha256 FROM frameworks f
    """

  private static func decode(_ row: Row) throws -> Stored {
    Stored(
      id: try row["framework_id"], code: try row["code"], version: try row["version"], body: try row["body"],
      sha256: try row["sha256"])
  }
}
