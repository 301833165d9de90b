import Domain
import Postgres

/// The tables `scales` and `scale_issues`: what the values of all actors said about each indicator, and which of it is
/// frozen for a reporting year.
public enum Scales {
  public struct Stored: Sendable {
    public let id: Int64
    /// As it was laid, word for word.
    public let body: String
  }

  public struct Issue: Sendable {
    public let issue: RunProvenance.ScaleIssue
    public let scale: Stored
    public let issuedAt: Moment
    public let issuedBy: String
  }

  /// Stores a scale, or finds it where the same was stored before.
  /// - Returns: its key.
  public static func insert(
    _ body: String, of programme: ID<Programme>, framework: Int64, in session: some Session
  ) async throws -> Int64 {
    try await session.execute(
      """
      INSERT INTO scales (programme_id, framework_id, sha256, body)
      VALUES (\(programme), \(framework), sha256(convert_to(\(body)::text, 'UTF8')), \(body)) ON CONFLICT DO NOTHING
      """)
    return try await session.queryValue(
      """
      SELECT scale_id FROM scales WHERE programme_id = \(programme) AND framework_id = \(framework)
        AND sha256 = sha256(convert_to(\(body)::text, 'UTF8'))
      """)
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne("SELECT scale_id, body FROM scales WHERE scale_id = \(id)").map {
      Stored(id: try $0["scale_id"], body: try $0["body"])
    }
  }

  /// Issues a scale for a reporting year: the next version, which holds from now on.
  ///
  /// Of two that issue at once the second waits and gets the version after.
  public static func issue(
    _ scale: Int64, for year: Int, of programme: ID<Programme>, framework: Int64, by issuer: String,
    in transaction: Transaction
  ) async throws -> RunProvenance.ScaleIssue {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended('tadamun scales ' || \(programme), 0))")
    let version: Int = try await transaction.queryValue(
      """
      INSERT INTO scale_issues (programme_id, framework_id, reporting_year, version, scale_id, issued_by)
      SELECT \(programme), \(framework), \(year), 1 + coalesce(max(version), 0), \(scale), \(issuer)
      FROM scale_issues
      WHERE programme_id = \(programme) AND framework_id = \(framework) AND reporting_year = \(year)
      RETURNING version
      """)
    return .init(year: year, version: version)
  }

  /// The issue that held for a year at `moment`; nil where none was made by then.
  public static func issued(
    for year: Int, of programme: ID<Programme>, framework: Int64, knownBy moment: Moment, in session: some Session
  ) async throws -> Issue? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) WHERE i.programme_id = \(programme) AND i.framework_id = \(framework)
        AND i.reporting_year = \(year) AND i.issued_at <= \(moment)
      ORDER BY i.version DESC LIMIT 1
      """
    ).map(decode)
  }

  public static func find(
    _ issue: RunProvenance.ScaleIssue, of programme: ID<Programme>, framework: Int64, in session: some Session
  ) async throws -> Issue? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) WHERE i.programme_id = \(programme) AND i.framework_id = \(framework)
        AND i.reporting_year = \(issue.year) AND i.version = \(issue.version)
      """
    ).map(decode)
  }

  /// What was issued for a programme, newest first; at most 100.
  public static func list(of programme: ID<Programme>, in session: some Session) async throws -> [Issue] {
    try await session.query(
      "\(fragment: columns) WHERE i.programme_id = \(programme) ORDER BY i.issued_at DESC LIMIT 100"
    ).map(decode)
  }

  private static let columns: SQL = """
    SELECT i.reporting_year, i.version, i.issued_at, i.issued_by, s.scale_id, s.body
    FROM scale_issues i JOIN scales s USING (scale_id)
    """

  private static func decode(_ row: Row) throws -> Issue {
    Issue(
      issue: .init(year: try row["reporting_year"], version: try row["version"]),
      scale: Stored(id: try row["scale_id"], body: try row["body"]), issuedAt: try row["issued_at"],
      issuedBy: try row["issued_by"])
  }
}
