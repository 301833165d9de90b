import Domain
import Postgres

/// The table `seals`.
public enum Seals {
  /// Seals what is booked and not sealed yet, at most so many entries.
  /// - Returns: How many it sealed.
  public static func seal(atMost limit: Int, in session: some Session) async throws -> Int {
    try await session.queryValue("SELECT seal_entries(\(Int32(limit)))")
  }

  /// Waits until nobody else seals, and keeps others waiting until the transaction ends.
  public static func lock(in transaction: Transaction) async throws {
    try await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended('tadamun seals', 0))")
  }

  public static func count(in session: some Session) async throws -> Int {
    try await session.queryValue("SELECT count(*) FROM seals")
  }

  /// The last seal's chain, in lower-case hexadecimal digits: what to print and take away.
  public static func head(in session: some Session) async throws -> String? {
    try await session.queryAtMostOne(
      "SELECT encode(chain, 'hex') AS chain FROM seals ORDER BY seal_id DESC LIMIT 1")?.decode("chain")
  }

  /// Seals after `seal`, oldest first.
  public static func list(after seal: Int64, limit: Int, in session: some Session) async throws -> [Seal] {
    let rows = try await session.query(
      """
      SELECT seal_id, first_entry, last_entry, entries, encode(chain, 'hex') AS chain, sealed_at FROM seals
      WHERE seal_id > \(seal) ORDER BY seal_id LIMIT \(limit)
      """)
    return try rows.map { row in
      Seal(
        id: try row["seal_id"], firstEntry: try row["first_entry"], lastEntry: try row["last_entry"],
        entries: try row["entries"], chain: try row["chain"], sealedAt: try row["sealed_at"])
    }
  }

  /// Seals that recomputing finds broken, with the first entry of each.
  public static func broken(limit: Int, in session: some Session) async throws -> [LedgerFault] {
    let rows = try await session.query(
      """
      SELECT s.first_entry, s.seal_id, s.last_entry,
        s.root <> entries_root(s.first_entry, s.last_entry) AS is_changed
      FROM seals s LEFT JOIN seals q ON q.seal_id = s.previous_id
      WHERE s.root <> entries_root(s.first_entry, s.last_entry) OR s.chain <> sha256(coalesce(q.chain, '') || s.root)
        OR s.first_entry <> coalesce(q.last_entry, 0) + 1
      ORDER BY s.seal_id LIMIT \(limit)
      """)
    return try rows.map { row in
      let isChanged: Bool = try row["is_changed"]
      let (seal, last): (Int64, Int64) = (try row["seal_id"], try row["last_entry"])
      return LedgerFault(
        entry: try row["first_entry"],
        sentence: isChanged
          ? "or one up to \(last) is not what seal \(seal) sealed" : "begins seal \(seal), whose chain is broken")
    }
  }
}
