import Domain
import Postgres

extension Reports {
  /// What a source calls a report of an actor.
  public struct SentKey: Hashable, Sendable {
    public let actor: ID<Actor>
    public let reference: String

    public init(actor: ID<Actor>, reference: String) {
      self.actor = actor
      self.reference = reference
    }
  }

  /// The hashes of those of `keys` under which `source` sent a report before.
  public static func sent(by source: String, under keys: Set<SentKey>, in session: some Session) async throws
    -> [SentKey: [UInt8]]
  {
    if keys.isEmpty { return [:] }
    let rows = try await session.query(
      """
      SELECT r.actor_id, r.external_ref, r.body_hash
      FROM unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.reference))) AS k (actor_id, external_ref)
      JOIN reports r ON r.actor_id = k.actor_id AND r.external_ref = k.external_ref AND r.source = \(source)
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (SentKey(actor: try $0["actor_id"], reference: try $0["external_ref"]), try $0["body_hash"])
      })
  }

  /// Those of `actors` of whom there is any report.
  public static func reporters(among actors: Set<ID<Actor>>, in session: some Session) async throws -> Set<ID<Actor>> {
    let rows = try await session.query(
      """
      SELECT a.actor_id FROM unnest(\(actors.map(\.rawValue).sorted())) AS a (actor_id)
      WHERE EXISTS (SELECT FROM reports r WHERE r.actor_id = a.actor_id)
      """)
    return Set(try rows.map { try $0["actor_id"] })
  }

  /// What versions of a report are counted for.
  public struct VersionKey: Hashable, Sendable {
    public let actor: ID<Actor>
    public let programme: ID<Programme>
    public let period: Int32

    public init(actor: ID<Actor>, programme: ID<Programme>, period: Int32) {
      self.actor = actor
      self.programme = programme
      self.period = period
    }
  }

  /// The highest version there is for each of `keys`; none where there is no report.
  public static func versions(of keys: some Collection<VersionKey>, in session: some Session) async throws
    -> [VersionKey: Int16]
  {
    if keys.isEmpty { return [:] }
    let rows = try await session.query(
      """
      SELECT k.actor_id, k.programme_id, k.period_id, v.version
      FROM unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.programme.rawValue)), \(keys.map(\.period)))
        AS k (actor_id, programme_id, period_id)
      CROSS JOIN LATERAL (
        SELECT max(r.version) AS version FROM reports r
        WHERE r.actor_id = k.actor_id AND r.programme_id = k.programme_id AND r.period_id = k.period_id) v
      WHERE v.version IS NOT NULL
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        let key = VersionKey(actor: try $0["actor_id"], programme: try $0["programme_id"], period: try $0["period_id"])
        return (key, try $0["version"])
      })
  }

  /// Keeps two writers of the same programme's reports from counting the same versions; held until the transaction ends.
  public static func lockVersions(of programme: ID<Programme>, in transaction: Transaction) async throws {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended('tadamun reports', \(programme)))")
  }
}
