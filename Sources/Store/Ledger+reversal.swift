import Domain
import Postgres

extension Ledger {
  /// Whether an entry may be reversed.
  public enum EntryState: Sendable {
    case standing
    case reversed
    /// It is a reversal itself.
    case reversal
  }

  /// Nil where there is no such entry.
  public static func state(of entry: Int64, in session: some Session) async throws -> EntryState? {
    let row = try await session.queryAtMostOne(
      """
      SELECT e.reverses IS NOT NULL AS is_reversal,
        EXISTS (SELECT FROM entries r WHERE r.reverses = e.entry_id) AS is_reversed
      FROM entries e WHERE e.entry_id = \(entry)
      """)
    guard let row else { return nil }
    if try row["is_reversal"] { return .reversal }
    return try row["is_reversed"] ? .reversed : .standing
  }

  /// Takes turns with everybody else who reverses the entry: whoever comes second sees what the first one booked.
  public static func takeTurn(reversing entry: Int64, in transaction: Transaction) async throws {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended('tadamun reversal of entry', \(entry)))")
  }

  /// The reversal that was booked under a decision.
  public static func reversal(under decision: ID<Decision>, in session: some Session) async throws -> Int64? {
    try await session.queryAtMostOne(
      "SELECT entry_id FROM entries WHERE decision_id = \(decision) AND reverses IS NOT NULL"
    )?.decode("entry_id")
  }

  /// Books the mirror of an entry, line by line.
  /// - Returns: The reversal's key, or nil where there is no such entry.
  public static func reverse(
    _ entry: Int64, header: Header, in session: some Session
  ) async throws -> Int64? {
    let reversal: Int64? = try await session.queryAtMostOne(
      """
      INSERT INTO entries (source, idempotency_key, body_hash, kind, reverses, contributor_id, occurred_on, description,
        decision_id)
      SELECT \(header.source), \(header.idempotencyKey), \(header.bodyHash), 'reversal', o.entry_id, o.contributor_id,
        \(header.occurredOn), \(header.description), \(header.decision)
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
