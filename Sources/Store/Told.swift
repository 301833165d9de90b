import Domain
import Postgres

/// What files and publications told was paid elsewhere: the tables `told_payment_sources` and `kept_funds`.
public enum Told {
  /// Whether what a source books was told by a file or a publication.
  public static func isTold(_ source: String, in session: some Session) async throws -> Bool {
    try await session.queryValue("SELECT is_told(\(source))")
  }

  /// Those of `funds` that are kept here: files tell of no payments out of them.
  public static func keptFunds(among funds: [Code], in session: some Session) async throws -> Set<Code> {
    let rows = try await session.query(
      "SELECT f.code FROM kept_funds JOIN funds f USING (fund_id) WHERE f.code = ANY (\(funds.map(\.text)))")
    return Set(try rows.map { try $0["code"] })
  }

  /// What was told was paid to actors, less what was reversed of it, by source and currency.
  public static func totals(in session: some Session) async throws -> [ToldTotal] {
    let rows = try await session.query(
      """
      SELECT coalesce(o.source, e.source) AS source, count(DISTINCT coalesce(o.entry_id, e.entry_id)) AS entries,
        p.currency, sum(p.amount_minor)::bigint AS amount_minor
      FROM entries e LEFT JOIN entries o ON o.entry_id = e.reverses
      JOIN postings p ON p.entry_id = e.entry_id JOIN accounts a USING (account_id)
      JOIN account_kind_measures m ON m.account_kind = a.kind AND m.measure = 'paid_out'
      CROSS JOIN told_by(coalesce(o.source, e.source)) t
      WHERE t.is_told
      GROUP BY 1, p.currency ORDER BY 1, p.currency
      """)
    return try rows.map {
      ToldTotal(
        source: try $0["source"], entries: Int(try $0.decode("entries", as: Int64.self)),
        paid: try $0.money("amount_minor"))
    }
  }

  /// Entries by which a file tells that cash left a fund after it was kept here; at most `limit`.
  public static func faults(limit: Int, in session: some Session) async throws -> [String] {
    let rows = try await session.query(
      """
      SELECT format('entry %s of %s tells that cash left fund %s, which was kept here by then', e.entry_id, e.source, f.code)
        AS sentence
      FROM kept_funds k JOIN funds f USING (fund_id) JOIN postings p ON p.fund_id = k.fund_id JOIN entries e USING (entry_id)
      JOIN accounts a ON a.account_id = p.account_id AND a.kind IN ('cash', 'fx_clearing', 'fx_rounding')
      JOIN entry_kinds x ON x.kind = e.kind AND x.decision_kind IS NULL
      CROSS JOIN told_by(e.source) t
      WHERE e.recorded_at > k.kept_at AND t.is_told
      GROUP BY e.entry_id, e.source, f.code, p.currency HAVING sum(p.amount_minor) < 0
      ORDER BY e.entry_id LIMIT \(limit)
      """)
    return try rows.map { try $0["sentence"] }
  }
}
