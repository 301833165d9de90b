import Domain
import Postgres

/// The tables `holds`, `hold_ends` and `hold_postings`.
public enum Holds {
  public struct Stored: Sendable {
    public let id: Int64
    public let bodyHash: [UInt8]
    /// `posted`, `void` or `expired`; nil while it holds.
    public let outcome: String?
  }

  /// - Returns: The new hold's key, or nil where `source` placed one under the key before.
  public static func insert(
    on account: Int64, amountMinor: Int64, purpose: String, lastOn: CalendarDate, key: String, bodyHash: [UInt8],
    by source: String, in session: some Session
  ) async throws -> Int64? {
    try await session.queryAtMostOne(
      """
      INSERT INTO holds (account_id, amount_minor, purpose, last_on, source, idempotency_key, body_hash)
      VALUES (\(account), \(amountMinor), \(purpose), \(lastOn), \(source), \(key), \(bodyHash))
      ON CONFLICT ON CONSTRAINT one_hold_a_key DO NOTHING RETURNING hold_id
      """
    )?.decode("hold_id")
  }

  public static func find(key: String, by source: String, in session: some Session) async throws -> Stored? {
    try await select("WHERE h.source = \(source) AND h.idempotency_key = \(key)", in: session)
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await select("WHERE h.hold_id = \(id)", in: session)
  }

  public static func end(_ id: Int64, _ outcome: String, by source: String, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO hold_ends (hold_id, outcome, ended_by) VALUES (\(id), \(outcome), \(source))")
  }

  public static func link(_ id: Int64, to entry: Int64, in session: some Session) async throws {
    try await session.execute("INSERT INTO hold_postings (hold_id, entry_id) VALUES (\(id), \(entry))")
  }

  /// The entry that posted a hold.
  public static func entry(of id: Int64, in session: some Session) async throws -> Int64? {
    try await session.queryAtMostOne("SELECT entry_id FROM hold_postings WHERE hold_id = \(id)")?.decode("entry_id")
  }

  /// Ends holds whose last day is before `day`, at most `limit` of them, in the order of their accounts.
  /// - Returns: How many.
  public static func expire(before day: CalendarDate, limit: Int, by source: String, in session: some Session)
    async throws -> Int
  {
    try await session.execute(
      """
      INSERT INTO hold_ends (hold_id, outcome, ended_by)
      SELECT h.hold_id, 'expired', \(source) FROM holds h
      WHERE h.last_on < \(day) AND NOT EXISTS (SELECT FROM hold_ends x WHERE x.hold_id = h.hold_id)
      ORDER BY h.account_id, h.hold_id LIMIT \(limit) ON CONFLICT DO NOTHING
      """)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne(
      """
      SELECT h.hold_id, h.body_hash, x.outcome FROM holds h LEFT JOIN hold_ends x USING (hold_id) \(fragment: rest)
      """
    ).map { Stored(id: try $0["hold_id"], bodyHash: try $0["body_hash"], outcome: try $0["outcome"]) }
  }
}
