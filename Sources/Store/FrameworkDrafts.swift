import Domain
import Postgres

/// The table `framework_drafts`: every text that was saved; the last of a code and version is the draft.
public enum FrameworkDrafts {
  public struct Stored: Sendable {
    public let code: Code
    public let version: Int
    public let body: String
    /// SHA-256 of the text, in lower-case hexadecimal digits.
    public let sha256: String
    public let savedBy: String
    public let savedAt: Moment
  }

  public static func insert(code: Code, version: Int, body: String, by author: String, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      INSERT INTO framework_drafts (code, version, sha256, body, saved_by)
      VALUES (\(code), \(version), sha256(convert_to(\(body)::text, 'UTF8')), \(body), \(author))
      """)
  }

  /// The draft of a version that is not published; the newest version where none is named.
  public static func find(_ code: Code, version: Int?, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne(
      """
      SELECT d.code, d.version, d.body, encode(d.sha256, 'hex') AS sha256, d.saved_by, d.saved_at
      FROM framework_drafts d
      WHERE d.code = \(code) AND (\(version)::int8 IS NULL OR d.version = \(version)::int8) AND \(fragment: unpublished)
      ORDER BY d.version DESC, d.draft_id DESC LIMIT 1
      """
    ).map(decode)
  }

  /// The draft of every version that is not published, by code and version; at most 10,000.
  public static func list(in session: some Session) async throws -> [Stored] {
    try await session.query(
      """
      SELECT DISTINCT ON (d.code, d.version) d.code, d.version, d.body, encode(d.sha256, 'hex') AS sha256, d.saved_by,
        d.saved_at
      FROM framework_drafts d WHERE \(fragment: unpublished)
      ORDER BY d.code, d.version, d.draft_id DESC LIMIT 10000
      """
    ).map(decode)
  }

  private static let unpublished: SQL =
    "NOT EXISTS (SELECT FROM frameworks f WHERE f.code = d.code AND f.version = d.version)"

  private static func decode(_ row: Row) throws -> Stored {
    Stored(
      code: try row["code"], version: try row["version"], body: try row["body"], sha256: try row["sha256"],
      savedBy: try row["saved_by"], savedAt: try row["saved_at"])
  }
}
