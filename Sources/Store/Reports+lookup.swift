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
    // Of the length of an array a plan that is kept knows nothing, and the server would make one anew each time: the one
    // key of most is no array.
    let rows: SQL =
      if let key = keys.first, keys.count == 1 {
        "(VALUES (\(key.actor), \(key.reference)::text))"
      } else {
        "unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.reference)))"
      }
    let asked: SQL = """
      SELECT r.actor_id, r.external_ref, r.body_hash
      FROM \(fragment: rows) AS k (actor_id, external_ref)
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

  /// The version that stands: the highest there is.
  public struct LastVersion: Hashable, Sendable {
    public let number: Int16
    public let submittedOn: CalendarDate
  }

  /// The version that stands for each of `keys`; none where there is no report.
  public static func versions(of keys: Set<VersionKey>) -> Statement<[VersionKey: LastVersion]> {
    let rows: SQL =
      if let key = keys.first, keys.count == 1 {
        "(VALUES (\(key.actor), \(key.programme), \(key.period)))"
      } else {
        "unnest(\(keys.map(\.actor.rawValue)), \(keys.map(\.programme.rawValue)), \(keys.map(\.period)))"
      }
    let asked: SQL = """
      SELECT k.actor_id, k.programme_id, k.period_id, v.version, v.submitted_on
      FROM \(fragment: rows) AS k (actor_id, programme_id, period_id)
      CROSS JOIN LATERAL (
        SELECT r.version, r.submitted_on FROM reports r
        WHERE r.actor_id = k.actor_id AND r.programme_id = k.programme_id AND r.period_id = k.period_id
        ORDER BY r.version DESC LIMIT 1) v
      """
    return Statement(keys.count <= few ? asked.prepared() : asked) { rows in
      try Dictionary(
        uniqueKeysWithValues: rows.map {
          let key = VersionKey(
            actor: try $0["actor_id"], programme: try $0["programme_id"], period: try $0["period_id"])
          return (key, LastVersion(number: try $0["version"], submittedOn: try $0["submitted_on"]))
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
