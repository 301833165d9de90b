import Domain
import Postgres

/// The table `bank_accounts`.
public enum BankAccounts {
  public struct Stored: Sendable {
    public let id: Int64
    public let fund: ID<Fund>
    public let instrument: Instrument
    public let account: BankAccount
  }

  public static func insert(_ account: BankAccount, fund: ID<Fund>, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO bank_accounts (code, fund_id, number, currency)
      VALUES (\(account.code), \(fund), \(account.number), \(account.currency.code))
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await list("b.code = \(code)", in: session).first
  }

  public static func find(number: String, in session: some Session) async throws -> Stored? {
    try await list("b.number = \(number)", in: session).first
  }

  public static func all(in session: some Session) async throws -> [Stored] { try await list("true", in: session) }

  private static func list(_ condition: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT b.bank_account_id, b.code, b.fund_id, f.code AS fund, f.instrument, b.number, b.currency
      FROM bank_accounts b JOIN funds f USING (fund_id) WHERE \(fragment: condition) ORDER BY b.code
      """)
    return try rows.map { row in
      let account = try BankAccount(
        try row["code"], fund: try row["fund"], number: try row["number"],
        currency: try Currency(try row.decode("currency", as: String.self)))
      return Stored(
        id: try row["bank_account_id"], fund: try row["fund_id"], instrument: try row.word("instrument"),
        account: account)
    }
  }

  /// Until the transaction ends nobody else imports for the account.
  public static func lock(_ account: Int64, in transaction: Transaction) async throws {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended(\("tadamun bank account \(account)"), 0))")
  }
}
