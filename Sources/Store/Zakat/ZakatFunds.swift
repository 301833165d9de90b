import Domain
import Postgres

/// The tables `ruled_funds` and `zakat_funds`.
public enum ZakatFunds {
  public struct Stored: Sendable {
    public let id: ID<Fund>
    public let fund: ZakatFund
  }

  public static func insert(_ fund: ZakatFund, id: ID<Fund>, purification: ID<Fund>, in session: some Session)
    async throws
  {
    try await session.execute("INSERT INTO ruled_funds (fund_id, rule) VALUES (\(id), 'zakat')")
    try await session.execute(
      """
      INSERT INTO zakat_funds (fund_id, kind, currency, policy_code, bank_account, purification_fund_id, time_zone)
      VALUES (\(id), \(fund.kind.rawValue), \(fund.currency.code), \(fund.policy), \(fund.bankAccount), \(purification),
        \(fund.timeZone))
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE f.code = \(code)", in: session).first
  }

  public static func all(in session: some Session) async throws -> [Stored] {
    try await select("ORDER BY f.code", in: session)
  }

  /// Waits until nobody else moves this fund's money, and keeps others waiting until the transaction ends.
  public static func lock(_ fund: ID<Fund>, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_zakat_fund(\(fund))")
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT z.fund_id, f.code, z.kind, z.currency, z.policy_code, z.bank_account, p.code AS purification, z.time_zone
      FROM zakat_funds z JOIN funds f ON f.fund_id = z.fund_id JOIN funds p ON p.fund_id = z.purification_fund_id
      \(fragment: rest)
      """)
    return try rows.map { row in
      let fund = ZakatFund(
        try row["code"], kind: try row.word("kind"), currency: try Currency(row.decode("currency", as: String.self)),
        policy: try row["policy_code"], bankAccount: try row["bank_account"], purification: try row["purification"],
        timeZone: try row["time_zone"])
      return Stored(id: try row["fund_id"], fund: fund)
    }
  }
}
