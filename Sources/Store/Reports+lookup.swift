import Domain
import Postgres

extension Reports {
  /// A report that `source` sent before.
  public struct Sent: Sendable {
    public let id: Int64
    public let actor: ID<Actor>
    public let version: Int16
    public let bodyHash: [UInt8]
  }

  /// What `source` sent to `programme`, by actor and reference.
  public static func sent(by source: String, to programme: ID<Programme>, in session: some Session) async throws
    -> [SentKey: Sent]
  {
    try decode(
      await session.query(
        "\(fragment: sentColumns) WHERE source = \(source) AND programme_id = \(programme)"))
  }

  /// What `source` sent for `actor` under `reference`.
  public static func sent(
    by source: String, for actor: ID<Actor>, reference: String, in session: some Session
  ) async throws -> Sent? {
    try decode(
      await session.query(
        "\(fragment: sentColumns) WHERE source = \(source) AND actor_id = \(actor) AND external_ref = \(reference)")
    ).first?.value
  }

  public struct SentKey: Hashable, Sendable {
    public let actor: ID<Actor>
    public let reference: String

    public init(actor: ID<Actor>, reference: String) {
      self.actor = actor
      self.reference = reference
    }
  }

  private static let sentColumns: SQL = "SELECT actor_id, report_id, version, external_ref, body_hash FROM reports"

  private static func decode(_ rows: [Row]) throws -> [SentKey: Sent] {
    try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let sent = Sent(
          id: try row["report_id"], actor: try row["actor_id"], version: try row["version"],
          bodyHash: try row["body_hash"])
        return (SentKey(actor: sent.actor, reference: try row["external_ref"]), sent)
      })
  }

  /// The highest version a programme holds for each actor and period.
  public static func versions(in programme: ID<Programme>, in session: some Session) async throws
    -> [VersionKey: Int16]
  {
    let rows = try await session.query(
      """
      SELECT actor_id, period_id, max(version) AS version FROM reports WHERE programme_id = \(programme)
      GROUP BY actor_id, period_id
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (VersionKey(actor: try $0["actor_id"], period: try $0["period_id"]), try $0["version"])
      })
  }

  public struct VersionKey: Hashable, Sendable {
    public let actor: ID<Actor>
    public let period: Int32

    public init(actor: ID<Actor>, period: Int32) {
      self.actor = actor
      self.period = period
    }
  }

  /// Keeps two writers of the same programme's reports from counting the same versions; held until the transaction ends.
  public static func lockVersions(of programme: ID<Programme>, in transaction: Transaction) async throws {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended('tadamun reports', \(programme)))")
  }
}
