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
    let call: SQL = """
      book_entry(\(source), \(key), \(bodyHash), \(entry.kind.rawValue), \(entry.contributor), \(entry.occurredOn),
        \(entry.description), \(entry.decision), \(entry.policy), \(fragment: arrays(of: entry.lines)))
      """
    return try booking(try await session.queryOne(("SELECT * FROM \(fragment: call)" as SQL).prepared()))
  }

  /// Books one contribution and records that it came, or finds what `source` booked under `key` before, in one statement.
  public static func book(
    _ contribution: Contribution, key: String, bodyHash: [UInt8], by source: String, in session: some Session
  ) async throws -> Booking {
    let call: SQL = """
      book_entry(\(source), \(key), \(bodyHash), \(contribution.stage.rawValue), \(contribution.contributor),
        \(contribution.occurredOn), \(contribution.description), NULL, NULL, \(fragment: arrays(of: contribution.lines)))
      """
    let statement: SQL = """
      WITH b AS MATERIALIZED (SELECT * FROM \(fragment: call)), e AS (
        INSERT INTO events (recorded_by, kind, subject, body)
        SELECT \(source)::text, 'contributions_recorded', \("source:\(source)")::text, '{"entries": 1}' FROM b WHERE o_is_new)
      SELECT * FROM b
      """
    return try booking(try await session.queryOne(statement.prepared()))
  }

  /// The lines as `book_entry` takes them: funds, currencies, kinds, actors and amounts apart.
  private static func arrays(of lines: [LedgerLine]) -> SQL {
    """
    \(lines.map(\.fund.text)), \(lines.map(\.amount.currency.code)), \(lines.map(\.account.kind.rawValue)),
    \(lines.map { $0.account.actor?.text ?? "" }), \(lines.map(\.amount.minor))
    """
  }

  private static func booking(_ row: Row) throws -> Booking {
    guard let id: Int64 = try row["o_entry"] else {
      let funds: [String]? = try row["o_unknown_funds"]
      let actors: [String]? = try row["o_unknown_actors"]
      return .unknown(funds: funds ?? [], actors: actors ?? [])
    }
    let isNew: Bool = try row["o_is_new"]
    return isNew ? .booked(entry: id) : .known(Booked(id: id, bodyHash: try row["o_hash"]))
  }
}

extension Ledger {
  public static func insertExchange(
    _ entry: Int64, from source: Money, to target: Money, residualMinor: Int64, rate: ExchangeRate,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO exchanges (entry_id, source_currency, source_minor, target_currency, target_minor, residual_minor,
        rate, rate_source, rate_on)
      VALUES (\(entry), \(source.currency.code), \(source.minor), \(target.currency.code), \(target.minor),
        \(Int16(residualMinor)), \(rate.decimal)::text::numeric, \(rate.publisher), \(rate.publishedOn))
      """)
  }

  /// The day an entry is dated; nil where there is no such entry.
  public static func day(of entry: Int64, in session: some Session) async throws -> CalendarDate? {
    try await session.queryAtMostOne("SELECT occurred_on FROM entries WHERE entry_id = \(entry)")?
      .decode("occurred_on")
  }

  /// Guarded balances and holds that differ from what postings and open holds add up to.
  public static func balanceFaults(limit: Int, in session: some Session) async throws -> [String] {
    let rows = try await session.query(
      """
      SELECT format('account %s: the guard says %s and %s held, the books %s and %s', b.account_id, b.balance_minor,
        b.held_minor, s.posted, s.held) AS sentence
      FROM balances b CROSS JOIN LATERAL (
        SELECT (SELECT coalesce(sum(p.amount_minor), 0) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END
            FROM accounts a JOIN account_kinds k USING (kind) LEFT JOIN postings p USING (account_id)
            WHERE a.account_id = b.account_id GROUP BY k.normal_side) AS posted,
          (SELECT coalesce(sum(h.amount_minor), 0) FROM holds h WHERE h.account_id = b.account_id
            AND NOT EXISTS (SELECT FROM hold_ends x WHERE x.hold_id = h.hold_id)) AS held) s
      WHERE b.balance_minor <> s.posted OR b.held_minor <> s.held ORDER BY b.account_id LIMIT \(limit)
      """)
    return try rows.map { try $0["sentence"] }
  }

  /// Funds and fiscal years whose receipts have a gap.
  public static func receiptGaps(in session: some Session) async throws -> [String] {
    let rows = try await session.query(
      """
      SELECT format('receipts of fund %s in %s have a gap', c.fund_id, c.fiscal_year) AS sentence
      FROM receipt_counters c WHERE c.last_number <> (SELECT count(*) FROM receipts r
        WHERE r.fund_id = c.fund_id AND r.fiscal_year = c.fiscal_year)
      ORDER BY c.fund_id, c.fiscal_year
      """)
    return try rows.map { try $0["sentence"] }
  }
}
