import Domain
import Postgres

extension Holds {
  /// Holds after `hold` in the order they were placed.
  ///
  /// - Parameters:
  ///   - fund: Only those on accounts of this fund; nil for all.
  ///   - onlyOpen: Only those that still hold.
  public static func list(
    of fund: Code?, onlyOpen: Bool, after hold: Int64, limit: Int, in session: some Session
  ) async throws -> [Hold] {
    try await list(
      """
      WHERE h.hold_id > \(hold) AND (\(fund)::text IS NULL OR f.code = \(fund))
        AND (NOT \(onlyOpen) OR x.hold_id IS NULL) ORDER BY h.hold_id LIMIT \(limit)
      """, in: session)
  }

  public static func described(_ id: Int64, in session: some Session) async throws -> Hold? {
    try await list("WHERE h.hold_id = \(id)", in: session).first
  }

  private static func list(_ rest: SQL, in session: some Session) async throws -> [Hold] {
    let rows = try await session.query(
      """
      SELECT h.hold_id, f.code AS fund, a.kind, g.code AS actor, a.currency, h.amount_minor, h.purpose, h.last_on,
        coalesce(x.outcome, 'held') AS state, p.entry_id
      FROM holds h JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = a.fund_id
      LEFT JOIN actors g ON g.actor_id = a.actor_id LEFT JOIN hold_ends x ON x.hold_id = h.hold_id
      LEFT JOIN hold_postings p ON p.hold_id = h.hold_id \(fragment: rest)
      """)
    return try rows.map { row in
      Hold(
        id: try row["hold_id"], fund: try row["fund"], account: try Ledger.purpose(row),
        amount: try row.money("amount_minor"), purpose: try row["purpose"], lastOn: try row["last_on"],
        state: try row.word("state"), entry: try row["entry_id"])
    }
  }
}
