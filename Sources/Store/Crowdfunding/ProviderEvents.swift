import Domain
import Postgres

/// The tables `provider_events` and `provider_conflicts`.
public enum ProviderEvents {
  public struct Stored: Sendable {
    public let bodyHash: [UInt8]
    public let answer: ProviderAnswer
  }

  /// Waits until nobody else is at this event, and keeps others waiting until the transaction ends.
  public static func lock(_ provider: Code, _ event: String, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_provider_event(\(provider), \(event))")
  }

  public static func find(_ provider: Code, _ event: String, in session: some Session) async throws -> Stored? {
    let row = try await session.queryAtMostOne(
      """
      SELECT e.body_hash, e.outcome, e.reason, p.code AS pledge FROM provider_events e JOIN pledges p USING (pledge_id)
      WHERE e.provider = \(provider) AND e.event = \(event)
      """)
    return try row.map { row in
      Stored(
        bodyHash: try row["body_hash"],
        answer: ProviderAnswer(
          provider: provider, event: event, pledge: try row["pledge"], outcome: try row["outcome"],
          reason: try row["reason"]))
    }
  }

  public static func insert(
    _ event: ProviderEvent, of pledge: Int64, bodyHash: [UInt8], outcome: String, reason: String?,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO provider_events (provider, event, kind, pledge_id, amount_minor, occurred_at, body_hash, outcome, reason)
      VALUES (\(event.provider), \(event.event), \(event.kind.rawValue), \(pledge), \(event.amount.minor),
        \(event.occurredAt), \(bodyHash), \(outcome), \(reason))
      """)
  }

  /// Keeps an event that has the number of another.
  /// - Returns: Whether it is the first of its kind.
  public static func insertConflict(_ event: ProviderEvent, bodyHash: [UInt8], in session: some Session) async throws
    -> Bool
  {
    try await session.execute(
      """
      INSERT INTO provider_conflicts (provider, event, kind, external_id, amount_minor, body_hash)
      VALUES (\(event.provider), \(event.event), \(event.kind.rawValue), \(event.externalID), \(event.amount.minor),
        \(bodyHash))
      ON CONFLICT ON CONSTRAINT one_conflict_a_body DO NOTHING
      """) == 1
  }
}
