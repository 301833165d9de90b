import Domain
import Postgres

/// The tables `receipts` and `receipt_voids`.
public enum Receipts {
  /// Draws the next number and issues a receipt.
  /// - Returns: Its number.
  public static func insert(for entry: Int64, of fund: ID<Fund>, year: Int, in session: some Session) async throws
    -> Int
  {
    try await session.queryValue(
      """
      INSERT INTO receipts (fund_id, fiscal_year, entry_id) VALUES (\(fund), \(Int32(year)), \(entry)) RETURNING number
      """)
  }

  public static func void(
    _ receipt: Receipt, of fund: ID<Fund>, reason: String, by person: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO receipt_voids (fund_id, fiscal_year, number, reason, voided_by)
      VALUES (\(fund), \(Int32(receipt.fiscalYear)), \(Int32(receipt.number)), \(reason), \(person))
      """)
  }

  public static func find(for entry: Int64, of fund: Code, in session: some Session) async throws -> Receipt? {
    try await select("WHERE r.entry_id = \(entry) AND f.code = \(fund)", in: session).first
  }

  /// The receipts of a fund and fiscal year after `number`, by number.
  public static func list(of fund: Code, year: Int, after number: Int, limit: Int, in session: some Session)
    async throws -> [Receipt]
  {
    try await select(
      """
      WHERE f.code = \(fund) AND r.fiscal_year = \(Int32(year)) AND r.number > \(number)
      ORDER BY r.number LIMIT \(limit)
      """, in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Receipt] {
    let rows = try await session.query(
      """
      SELECT f.code AS fund, r.fiscal_year, r.number, r.entry_id, v.reason FROM receipts r JOIN funds f USING (fund_id)
      LEFT JOIN receipt_voids v USING (fund_id, fiscal_year, number) \(fragment: rest)
      """)
    return try rows.map { row in
      Receipt(
        fund: try row["fund"], fiscalYear: try row["fiscal_year"], number: try row["number"],
        entry: try row["entry_id"], voidedFor: try row["reason"])
    }
  }
}
