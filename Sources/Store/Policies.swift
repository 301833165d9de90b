import Domain
import Postgres

/// The tables `policies` and `policy_adoptions`.
public enum Policies {
  /// A version as it is stored; its body is read by whoever knows the format.
  public struct Stored: Sendable {
    public let id: ID<Policy>
    /// The file, word for word.
    public let body: String
    /// SHA-256 of the file, in lower-case hexadecimal digits.
    public let sha256: String
  }

  /// A version and since when it is in force.
  public struct Adoption: Sendable {
    public let stored: Stored
    public let firstOn: CalendarDate
    public let decision: ID<Decision>
    /// Whether two persons said so; a version in waiting is not in force.
    public let isApproved: Bool
  }

  /// Stores a version, or finds it where the same file is stored already.
  public static func insert(_ policy: Policy, body: String, in session: some Session) async throws -> Stored {
    try await session.execute(
      """
      INSERT INTO policies (code, version, instrument, status, authority, source, body, sha256)
      VALUES (\(policy.code), \(policy.version), \(policy.instrument?.rawValue), \(policy.status.rawValue),
        \(policy.authority), \(policy.source), \(body), sha256(convert_to(\(body)::text, 'UTF8')))
      ON CONFLICT (sha256) DO NOTHING
      """)
    let row = try await session.queryOne(
      "\(fragment: columns) FROM policies p WHERE p.sha256 = sha256(convert_to(\(body)::text, 'UTF8'))")
    return try stored(row)
  }

  public static func find(_ id: ID<Policy>, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne("\(fragment: columns) FROM policies p WHERE p.policy_id = \(id)").map(stored)
  }

  public static func adopt(
    _ policy: ID<Policy>, from first: CalendarDate, under decision: ID<Decision>, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO policy_adoptions (decision_id, policy_id, first_on) VALUES (\(decision), \(policy), \(first))
      ON CONFLICT (decision_id) DO NOTHING
      """)
  }

  /// The version of `code` in force on `day`: the one adopted from the latest day on; of two, the one decided later.
  public static func current(_ code: Code, on day: CalendarDate, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne(
      """
      \(fragment: columns) FROM policies p JOIN policy_adoptions a USING (policy_id)
        JOIN decision_verdicts v USING (decision_id)
      WHERE p.code = \(code) AND v.outcome = 'approved' AND a.first_on <= \(day)
      ORDER BY a.first_on DESC, v.decided_at DESC, a.decision_id DESC LIMIT 1
      """
    ).map(stored)
  }

  /// Every adoption of a version, by code, day and decision; those that were refused are left out.
  public static func adoptions(of code: Code?, in session: some Session) async throws -> [Adoption] {
    let rows = try await session.query(
      """
      \(fragment: columns), a.first_on, a.decision_id, v.outcome IS NOT NULL AS is_approved
      FROM policies p JOIN policy_adoptions a USING (policy_id) LEFT JOIN decision_verdicts v USING (decision_id)
      WHERE (\(code)::text IS NULL OR p.code = \(code)) AND v.outcome IS DISTINCT FROM 'refused'
      ORDER BY p.code, a.first_on, a.decision_id
      """)
    return try rows.map {
      Adoption(
        stored: try stored($0), firstOn: try $0["first_on"], decision: try $0["decision_id"],
        isApproved: try $0["is_approved"])
    }
  }

  private static let columns: SQL = "SELECT p.policy_id, p.body, encode(p.sha256, 'hex') AS sha256"

  private static func stored(_ row: Row) throws -> Stored {
    Stored(id: try row["policy_id"], body: try row["body"], sha256: try row["sha256"])
  }
}
