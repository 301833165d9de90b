import Domain
import Postgres

/// The tables `actors` and `actor_identifiers`.
public enum Actors {
  public static func insert(_ actor: Actor, in session: some Session) async throws -> ID<Actor> {
    let id: ID<Actor> = try await session.queryValue(
      """
      INSERT INTO actors (code, kind, name_ar, name_fr, name_en, region_code, province_code, commune_code)
      VALUES (\(actor.code), \(actor.kind.rawValue), \(actor.names.ar), \(actor.names.fr), \(actor.names.en),
        \(actor.territory?.region), \(actor.territory?.province), \(actor.territory?.commune))
      RETURNING actor_id
      """)
    try await replaceIdentifiers(of: id, with: actor.identifiers, in: session)
    return id
  }

  /// Writes `actor` over the stored one of the same code, where that is still at `version`.
  /// - Returns: Whether it was.
  public static func update(_ id: ID<Actor>, to actor: Actor, from version: Int, in session: some Session) async throws
    -> Bool
  {
    let count = try await session.execute(
      """
      UPDATE actors SET kind = \(actor.kind.rawValue), name_ar = \(actor.names.ar), name_fr = \(actor.names.fr),
        name_en = \(actor.names.en), region_code = \(actor.territory?.region),
        province_code = \(actor.territory?.province), commune_code = \(actor.territory?.commune), version = version + 1
      WHERE actor_id = \(id) AND version = \(version)
      """)
    if count == 1 { try await replaceIdentifiers(of: id, with: actor.identifiers, in: session) }
    return count == 1
  }

  public static func find(_ code: Code, in session: some Session) async throws -> RegisteredActor? {
    try await select("WHERE a.code = \(code)", in: session).first
  }

  /// The actor that `identifier` belongs to.
  public static func find(_ identifier: ActorIdentifier, in session: some Session) async throws -> RegisteredActor? {
    try await select(
      """
      WHERE a.actor_id = (SELECT i.actor_id FROM actor_identifiers i
        WHERE i.scheme = \(identifier.scheme.rawValue) AND i.value = \(identifier.value))
      """, in: session
    ).first
  }

  /// A page in the order of codes.
  public static func list(
    _ filter: ActorFilter = ActorFilter(), after code: Code?, limit: Int, in session: some Session
  ) async throws -> [RegisteredActor] {
    let kind = filter.kind?.rawValue
    let territory = filter.territory?.code
    return try await select(
      """
      WHERE a.code > \(code?.text ?? "") AND (\(kind)::text IS NULL OR a.kind = \(kind))
        AND (\(territory)::text IS NULL OR \(territory) IN (a.region_code, a.province_code, a.commune_code))
        AND (\(filter.union)::text IS NULL OR EXISTS (
          SELECT FROM memberships m JOIN actors u ON u.actor_id = m.union_id
          WHERE m.member_id = a.actor_id AND u.code = \(filter.union)
            AND daterange(m.first_on, m.last_on, '[]')
              @> coalesce(\(filter.day)::date, (now() AT TIME ZONE 'Africa/Casablanca')::date)))
      ORDER BY a.code LIMIT \(limit)
      """, in: session)
  }

  /// The keys of the actors that exist among `codes`.
  public static func ids(of codes: [Code], in session: some Session) async throws -> [Code: ID<Actor>] {
    let rows = try await session.query(
      "SELECT code, actor_id FROM actors WHERE code = ANY (\(codes.map(\.text)))")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0["actor_id"]) })
  }

  public static func names(of codes: [Code], in session: some Session) async throws -> [Code: Names] {
    let rows = try await session.query(
      "SELECT code, name_ar, name_fr, name_en FROM actors WHERE code = ANY (\(codes.map(\.text)))")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0.names()) })
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [RegisteredActor] {
    let rows = try await session.query(
      """
      SELECT a.actor_id, a.version, a.code, a.kind, a.name_ar, a.name_fr, a.name_en,
        coalesce(a.commune_code, a.province_code, a.region_code) AS territory,
        ARRAY (SELECT i.scheme FROM actor_identifiers i WHERE i.actor_id = a.actor_id ORDER BY i.scheme, i.value) AS schemes,
        ARRAY (SELECT i.value FROM actor_identifiers i WHERE i.actor_id = a.actor_id ORDER BY i.scheme, i.value) AS identifiers
      FROM actors a \(fragment: rest)
      """)
    return try rows.map(decode)
  }

  private static func decode(_ row: Row) throws -> RegisteredActor {
    let territory: String? = try row["territory"]
    let schemes: [String] = try row["schemes"]
    let values: [String] = try row["identifiers"]
    let identifiers = try zip(schemes, values).compactMap { scheme, value in
      try ActorIdentifier.Scheme(rawValue: scheme).map { try ActorIdentifier($0, value) }
    }
    let actor = Actor(
      code: try row["code"], kind: try row.word("kind"), names: try row.names(),
      territory: try territory.map { try Territory(code: $0) }, identifiers: identifiers)
    return RegisteredActor(id: try row["actor_id"], version: try row["version"], actor: actor)
  }

  private static func replaceIdentifiers(
    of id: ID<Actor>, with identifiers: [ActorIdentifier], in session: some Session
  ) async throws {
    let schemes = identifiers.map(\.scheme.rawValue)
    let values = identifiers.map(\.value)
    try await session.execute(
      """
      DELETE FROM actor_identifiers WHERE actor_id = \(id)
        AND (scheme, value) NOT IN (SELECT * FROM unnest(\(schemes), \(values)))
      """)
    try await session.execute(
      """
      INSERT INTO actor_identifiers (actor_id, scheme, value)
      SELECT \(id), s.scheme, s.value FROM unnest(\(schemes), \(values)) AS s (scheme, value)
      WHERE NOT EXISTS (SELECT FROM actor_identifiers i
        WHERE i.actor_id = \(id) AND i.scheme = s.scheme AND i.value = s.value)
      """)
  }
}
