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
  public static func sent(by source: String, under keys: Set<SentKey>) -> Statement<[SentKey: [UInt8]]> {
    let asked: SQL = """
      SELECT r.actor_id, r.external_ref, r.body_hash
      FROM unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.reference))) AS k (actor_id, external_ref)
      JOIN reports r ON r.actor_id = k.actor_id AND r.external_ref = k.external_ref AND r.source = \(source)
      """
    return Statement(keys.count <= few ? asked.prepared() : asked) { rows in
      try Dictionary(
        uniqueKeysWithValues: rows.map {
          (SentKey(actor: try $0["actor_id"], reference: try $0["external_ref"]), try $0["body_hash"])
        })
    }
  }

  /// Of so many a plan that is kept is as good as one made for them.
  private static let few = 100

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
  public static func versions(of keys: Set<VersionKey>) -> Statement<[VersionKey: Int16]> {
    let asked: SQL = """
      SELECT k.actor_id, k.programme_id, k.period_id, v.version
      FROM unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.programme.rawValue)), \(keys.map(\.period)))
        AS k (actor_id, programme_id, period_id)
      CROSS JOIN LATERAL (
        SELECT max(r.version) AS version FROM reports r
        WHERE r.actor_id = k.actor_id AND r.programme_id = k.programme_id AND r.period_id = k.period_id) v
      WHERE v.version IS NOT NULL
      """
    return Statement(keys.count <= few ? asked.prepared() : asked) { rows in
      try Dictionary(
        uniqueKeysWithValues: rows.map {
          let key = VersionKey(
            actor: try $0["actor_id"], programme: try $0["programme_id"], period: try $0["period_id"])
          return (key, try $0["version"])
        })
    }
  }

  /// Keeps two writers of the same programmes' reports from counting the same versions, and their keys in the order in
  /// which they are committed; held until the transaction ends. Locks are taken in the order of `programmes`.
  public static func lockingVersions(of programmes: [ID<Programme>]) -> Statement<Void> {
    let asked: SQL = """
      SELECT pg_advisory_xact_lock(hashtextextended('tadamun reports', p))
      FROM unnest(\(programmes.map(\.rawValue))) AS p
      """
    return Statement(asked.prepared())
  }

  /// Keys for `count` reports to come, ascending: of two reports for the same cell the larger key is the later one.
  public static func reservingKeys(_ count: Int) -> Statement<[Int64]> {
    let asked: SQL = "SELECT nextval('reports_report_id_seq') AS id FROM generate_series(1, \(count))"
    return Statement(asked.prepared()) { rows in try rows.map { try $0.decode("id", as: Int64.self) }.sorted() }
  }
}
