import Domain
import Postgres

/// The table `zakat_interest_lines`.
public enum ZakatInterest {
  /// A line of a bank account as far as interest on zakat asks.
  public struct Line: Sendable {
    /// The zakat fund whose account it is of; nil for another fund's.
    public let fund: Code?
    public let bookedOn: CalendarDate
    public let amount: Money
    /// What no match explains yet.
    public let open: Money
    /// The entry that set it aside, where it is explained as interest.
    public let entry: Int64?
  }

  public static func line(_ line: Int64, in session: some Session) async throws -> Line? {
    let row = try await session.queryAtMostOne(
      """
      SELECT f.code AS fund, l.booked_on, l.amount_minor, l.open_minor, l.currency, i.entry_id
      FROM open_bank_lines l JOIN bank_accounts b USING (bank_account_id)
      LEFT JOIN zakat_funds z ON z.fund_id = b.fund_id LEFT JOIN funds f ON f.fund_id = z.fund_id
      LEFT JOIN zakat_interest_lines i ON i.line_id = l.line_id WHERE l.line_id = \(line)
      """)
    return try row.map { row in
      Line(
        fund: try row["fund"], bookedOn: try row["booked_on"], amount: try row.money("amount_minor"),
        open: try row.money("open_minor"), entry: try row["entry_id"])
    }
  }

  public static func insert(line: Int64, entry: Int64, isCredit: Bool, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO zakat_interest_lines (line_id, entry_id, is_credit) VALUES (\(line), \(entry), \(isCredit))")
  }
}
