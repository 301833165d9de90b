import Domain
import Postgres

extension Ledger {
  /// What booking an entry came to.
  public enum Booking: Sendable {
    case booked(entry: Int64)
    /// Booked before under the same key, with this hash of its body.
    case known(Booked)
    /// Nobody bears these names; nothing was written.
    case unknown(funds: [String], actors: [String])
  }

  /// Books `entry`, or finds what `source` booked under `key` before, in one statement.
  ///
  /// - Throws: ``PostgresError`` with the constraint's name where the schema refuses it.
  public static func book(
    _ entry: JournalEntry, key: String, bodyHash: [UInt8], by source: String, in session: some Session
  ) async throws -> Booking {
    let row = try await session.queryOne(
      """
      SELECT * FROM book_entry(\(source), \(key), \(bodyHash), \(entry.kind.rawValue), \(entry.contributor),
        \(entry.occurredOn), \(entry.description), \(entry.decision), \(entry.policy),
        \(entry.lines.map(\.fund.text)), \(entry.lines.map(\.amount.currency.code)),
        \(entry.lines.map(\.account.kind.rawValue)), \(entry.lines.map { $0.account.actor?.text ?? "" }),
        \(entry.lines.map(\.amount.minor)))
      """)
    guard let id: Int64 = try row["o_entry"] else {
      let funds: [String]? = try row["o_unknown_funds"]
      let actors: [String]? = try row["o_unknown_actors"]
      return .unknown(funds: funds ?? [], actors: actors ?? [])
    }
    let isNew: Bool = try row["o_is_new"]
    return isNew ? .booked(entry: id) : .known(Booked(id: id, bodyHash: try row["o_hash"]))
  }
}
