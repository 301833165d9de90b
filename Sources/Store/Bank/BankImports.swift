import Domain
import Postgres

/// The tables `bank_imports` and `bank_statements`.
public enum BankImports {
  public struct Earlier: Sendable {
    public let id: Int64
    /// Lines of the file, new then or known.
    public let lines: Int
    public let statements: Int
  }

  /// What a statement says beside its lines.
  public struct Statement: Sendable {
    public let id: Int64
    public let externalID: String
    public let opening: Money
    public let closing: Money
    public let closedOn: CalendarDate
  }

  /// Until the transaction ends nobody else imports a file of the same bytes.
  public static func lock(sha256: [UInt8], in transaction: Transaction) async throws {
    try await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended(encode(\(sha256), 'hex'), 0))")
  }

  /// The import of a file of the same bytes; for CSV into the same account.
  public static func find(sha256: [UInt8], account: Int64?, in session: some Session) async throws -> Earlier? {
    let row = try await session.queryAtMostOne(
      """
      SELECT i.import_id, (SELECT count(*) FROM bank_sightings s WHERE s.import_id = i.import_id) AS lines,
        (SELECT count(*) FROM bank_statements s WHERE s.import_id = i.import_id) AS statements
      FROM bank_imports i
      WHERE i.file_sha256 = \(sha256) AND i.bank_account_id IS NOT DISTINCT FROM \(account)
      """)
    return try row.map { Earlier(id: try $0["import_id"], lines: try $0["lines"], statements: try $0["statements"]) }
  }

  public static func insert(
    format: String, account: Int64?, fileName: String, sha256: [UInt8], by recorder: String, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO bank_imports (format, bank_account_id, file_name, file_sha256, recorded_by)
      VALUES (\(format), \(account), \(fileName), \(sha256), \(recorder)) RETURNING import_id
      """)
  }

  public static func insert(
    _ statement: BankStatement, of account: Int64, in imported: Int64, session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO bank_statements (import_id, bank_account_id, currency, external_id, sequence, opening_minor, opened_on,
        closing_minor, closed_on)
      VALUES (\(imported), \(account), \(statement.opening.currency.code), \(statement.externalID),
        \(statement.sequence), \(statement.opening.minor), \(statement.openedOn), \(statement.closing.minor),
        \(statement.closedOn))
      RETURNING statement_id
      """)
  }

  /// The statement of this name and closing day: banks use a name again in another year.
  public static func statement(
    _ externalID: String, closedOn: CalendarDate, of account: Int64, in session: some Session
  ) async throws -> Statement? {
    try await statements("external_id = \(externalID) AND closed_on = \(closedOn)", of: account, in: session).first
  }

  /// The statement that closes last before this one would.
  public static func previous(to statement: BankStatement, of account: Int64, in session: some Session) async throws
    -> Statement?
  {
    try await statements(
      "(closed_on, coalesce(sequence, 0)) <= (\(statement.closedOn)::date, \(statement.sequence ?? 0)::bigint)",
      of: account, in: session
    ).last
  }

  private static func statements(_ condition: SQL, of account: Int64, in session: some Session) async throws
    -> [Statement]
  {
    let rows = try await session.query(
      """
      SELECT * FROM (
        SELECT statement_id, external_id, opening_minor, closing_minor, currency, closed_on, coalesce(sequence, 0) AS number
        FROM bank_statements WHERE bank_account_id = \(account) AND \(fragment: condition)
        ORDER BY closed_on DESC, number DESC, statement_id DESC LIMIT 1) last
      """)
    return try rows.map { row in
      Statement(
        id: try row["statement_id"], externalID: try row["external_id"], opening: try row.money("opening_minor"),
        closing: try row.money("closing_minor"), closedOn: try row["closed_on"])
    }
  }
}
