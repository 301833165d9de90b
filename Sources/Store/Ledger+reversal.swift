import Domain
import Postgres

extension Ledger {
  /// Books the mirror of an entry, line by line.
  /// - Returns: The reversal's key, or nil where there is no such entry.
  public static func reverse(
    _ entry: Int64, header: Header, in session: some Session
  ) async throws -> Int64? {
    let reversal: Int64? = try await session.queryAtMostOne(
      """
      INSERT INTO entries (source, idempotency_key, body_hash, kind, reverses, contributor_id, occurred_on, description)
      SELECT \(header.source), \(header.idempotencyKey), \(header.bodyHash), 'reversal', o.entry_id, o.contributor_id,
        \(header.occurredOn), \(header.description)
      FROM entries o WHERE o.entry_id = \(entry)
      RETURNING entry_id
      """
    )?.decode("entry_id")
    guard let reversal else { return nil }
    try await session.execute(
      """
      INSERT INTO postings (entry_id, line, account_id, fund_id, currency, amount_minor)
      SELECT \(reversal), line, account_id, fund_id, currency, -amount_minor FROM postings WHERE entry_id = \(entry)
      """)
    return reversal
  }
}
