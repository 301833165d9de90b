import Domain
import Postgres

/// The tables `bank_lines` and `bank_sightings`.
public enum BankLines {
  /// A line that is there, as far as recognising it again needs it.
  public struct Known: Sendable {
    public let id: Int64
    public let content: [UInt8]
    public let ordinal: Int
    public let bookedOn: CalendarDate
    public let amount: Money
    /// The statement it stands on, if any.
    public let statement: Int64?
    /// The bank's numbers of it, as the files gave them.
    public let servicerRefs: [String]
  }

  /// A line to be written.
  public struct Fresh: Sendable {
    public let line: BankLine
    public let content: [UInt8]
    public let ordinal: Int

    public init(line: BankLine, content: [UInt8], ordinal: Int) {
      self.line = line
      self.content = content
      self.ordinal = ordinal
    }
  }

  public struct Sighting: Sendable {
    public let line: Int64
    public let statement: Int64?
    public let servicerRef: String?

    public init(line: Int64, statement: Int64?, servicerRef: String?) {
      self.line = line
      self.statement = statement
      self.servicerRef = servicerRef
    }
  }

  /// The lines of an account that read like one of `contents` or bear one of `servicerRefs`.
  public static func known(
    to account: Int64, contents: [[UInt8]], servicerRefs: [String], in session: some Session
  ) async throws -> [Known] {
    let hashes = contents.map(hex)
    let rows = try await session.query(
      """
      SELECT l.line_id, l.content_sha256, l.ordinal, l.booked_on, l.amount_minor, l.currency,
        (SELECT s.statement_id FROM bank_sightings s WHERE s.line_id = l.line_id AND s.statement_id IS NOT NULL) AS statement_id,
        ARRAY(SELECT DISTINCT s.servicer_ref FROM bank_sightings s
          WHERE s.line_id = l.line_id AND s.servicer_ref IS NOT NULL ORDER BY 1) AS servicer_refs
      FROM bank_lines l
      WHERE l.bank_account_id = \(account) AND (l.content_sha256 IN (SELECT decode(x, 'hex') FROM unnest(\(hashes)) x)
        OR l.line_id IN (SELECT s.line_id FROM bank_sightings s
          WHERE s.bank_account_id = \(account) AND s.servicer_ref = ANY (\(servicerRefs))))
      ORDER BY l.line_id
      """)
    return try rows.map { row in
      Known(
        id: try row["line_id"], content: try row["content_sha256"], ordinal: try row["ordinal"],
        bookedOn: try row["booked_on"], amount: try row.money("amount_minor"), statement: try row["statement_id"],
        servicerRefs: try row["servicer_refs"])
    }
  }

  /// Writes lines.
  /// - Returns: Their keys, in the order of `lines`.
  public static func insert(_ lines: [Fresh], of account: Int64, in session: some Session) async throws -> [Int64] {
    if lines.isEmpty { return [] }
    let rows = try await session.query(
      """
      WITH written AS (
        INSERT INTO bank_lines (bank_account_id, currency, booked_on, value_on, amount_minor, end_to_end_id,
          counterparty, description, is_reversal, content_sha256, ordinal)
        SELECT \(account), w.currency, DATE '1970-01-01' + w.booked::integer, DATE '1970-01-01' + w.valued::integer, w.amount,
          nullif(w.end_to_end, ''), nullif(w.counterparty, ''), w.description, w.reversal, decode(w.content, 'hex'),
          w.ordinal
        FROM unnest(\(lines.map(\.line.amount.currency.code)), \(lines.map(\.line.bookedOn.daysSinceEpoch)),
          \(lines.map(\.line.valueOn.daysSinceEpoch)), \(lines.map(\.line.amount.minor)),
          \(lines.map { $0.line.endToEndID ?? "" }), \(lines.map { $0.line.counterparty ?? "" }),
          \(lines.map(\.line.text)), \(lines.map(\.line.isReversal)), \(lines.map { hex($0.content) }),
          \(lines.map { Int32($0.ordinal) }))
          AS w (currency, booked, valued, amount, end_to_end, counterparty, description, reversal, content, ordinal)
        RETURNING line_id, content_sha256, ordinal)
      SELECT line_id, encode(content_sha256, 'hex') || ' ' || ordinal AS name FROM written
      """)
    let keys = try Dictionary(uniqueKeysWithValues: rows.map { (try $0.decode("name", as: String.self), $0) })
    return try lines.map { line in
      guard let row = keys["\(hex(line.content)) \(line.ordinal)"] else {
        throw ConnectionError.unexpectedRowCount(expected: "a key a line", actual: rows.count, query: "bank_lines")
      }
      return try row["line_id"]
    }
  }

  /// Writes where lines were seen, in the order of the file; `first` is the position of the first one.
  public static func insert(
    _ sightings: [Sighting], of account: Int64, in imported: Int64, first: Int, session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO bank_sightings (import_id, position, line_id, bank_account_id, statement_id, servicer_ref)
      SELECT \(imported), (\(first) + w.n - 1)::integer, w.line, \(account), nullif(w.statement, 0), nullif(w.ref, '')
      FROM unnest(\(sightings.map(\.line)), \(sightings.map { $0.statement ?? 0 }),
        \(sightings.map { $0.servicerRef ?? "" })) WITH ORDINALITY AS w (line, statement, ref, n)
      """)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
