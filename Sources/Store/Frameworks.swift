import Domain
import Postgres

/// The tables `frameworks` and `programme_frameworks`: published frameworks, and who scores by them.
public enum Frameworks {
  public struct Stored: Sendable {
    public let id: Int64
    public let code: Code
    public let version: Int
    /// The file, word for word.
    public let body: String
    /// SHA-256 of the file, in lower-case hexadecimal digits.
    public let sha256: String
    /// The days it holds for; nil where open.
    public let validFrom: CalendarDate?
    public let validThrough: CalendarDate?
    public let publishedBy: String
    public let publishedAt: Moment
  }

  /// Publishes a framework file, or finds it where it is published already.
  public static func insert(
    code: Code, version: Int, body: String, validFrom: CalendarDate?, validThrough: CalendarDate?,
    publishedBy: String, in session: some Session
  ) async throws -> Stored {
    try await session.execute(
      """
      INSERT INTO frameworks (code, version, sha256, body, valid_from, valid_to, published_by)
      VALUES (\(code), \(version), sha256(convert_to(\(body)::text, 'UTF8')), \(body), \(validFrom), \(validThrough),
        \(publishedBy))
      ON CONFLICT (sha256) DO NOTHING
      """)
    let row = try await session.queryOne(
      "\(fragment: columns) WHERE f.sha256 = sha256(convert_to(\(body)::text, 'UTF8'))")
    return try decode(row)
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne("\(fragment: columns) WHERE f.framework_id = \(id)").map(decode)
  }

  /// A published framework; the newest version where none is named.
  public static func find(_ code: Code, version: Int?, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) WHERE f.code = \(code) AND (\(version)::int8 IS NULL OR f.version = \(version)::int8)
      ORDER BY f.version DESC LIMIT 1
      """
    ).map(decode)
  }

  /// Every published framework, by code and version; at most 10,000.
  public static func list(in session: some Session) async throws -> [Stored] {
    try await session.query("\(fragment: columns) ORDER BY f.code, f.version LIMIT 10000").map(decode)
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

  /// The framework `programme` scores by on `day`, as far as it was known by `moment`; nil where the one adopted last
  /// does not hold any more.
  public static func current(
    for programme: ID<Programme>, on day: CalendarDate, knownBy moment: Moment = .endOfTime, in session: some Session
  ) async throws -> Stored? {
    let adopted = try await session.queryAtMostOne(
      """
      \(fragment: columns) JOIN programme_frameworks p USING (framework_id)
      WHERE p.programme_id = \(programme) AND p.first_on <= \(day) AND p.adopted_at <= \(moment)
      ORDER BY p.first_on DESC, p.adopted_at DESC LIMIT 1
      """
    ).map(decode)
    guard let adopted, adopted.validThrough.map({ day <= $0 }) ?? true else { return nil }
    return adopted
  }

  private static let columns: SQL = """
    SELECT f.framework_id, f.code, f.version, f.body, encode(f.sha256, 'hex') AS sha256, f.valid_from, f.valid_to,
      f.published_by, f.recorded_at AS published_at
    FROM frameworks f
    """

  private static func decode(_ row: Row) throws -> Stored {
    Stored(
      id: try row["framework_id"], code: try row["code"], version: try row["version"], body: try row["body"],
      sha256: try row["sha256"], validFrom: try row["valid_from"], validThrough: try row["valid_to"],
      publishedBy: try row["published_by"], publishedAt: try row["published_at"])
  }
}
