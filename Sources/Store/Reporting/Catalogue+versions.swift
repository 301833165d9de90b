import Domain
import Postgres

extension Catalogue {
  /// Writes a version of an indicator with its codes.
  public static func insert(_ entry: CatalogueEntry, funders: [Code: ID<Actor>], in session: some Session) async throws
  {
    let id = try await insert(entry.indicator, in: session)
    for code in entry.codes {
      try await session.execute(
        """
        INSERT INTO indicator_codes (indicator_id, scheme, code, funder_id)
        VALUES (\(id), \(code.scheme.rawValue), \(code.code), \(code.funder.flatMap { funders[$0] }))
        """)
    }
  }

  /// Every version of an indicator, the first one first.
  public static func versions(of code: Code, in session: some Session) async throws -> [CatalogueEntry] {
    try await entries("WHERE i.code = \(code) ORDER BY i.version", in: session)
  }

  /// The latest version of indicators in the order of codes, after `code`.
  /// - Parameter called: Only those that another catalogue calls so.
  public static func latest(
    after code: Code?, called: (scheme: IndicatorCode.Scheme, code: String)?, limit: Int, in session: some Session
  ) async throws -> [CatalogueEntry] {
    var condition: SQL = "true"
    if let called {
      condition = """
        EXISTS (SELECT FROM indicator_codes c WHERE c.indicator_id = i.indicator_id
          AND c.scheme = \(called.scheme.rawValue) AND c.code = \(called.code))
        """
    }
    return try await entries(
      """
      WHERE i.version = (SELECT max(l.version) FROM indicators l WHERE l.code = i.code)
        AND (\(code)::text IS NULL OR i.code > \(code)) AND \(fragment: condition)
      ORDER BY i.code LIMIT \(limit)
      """, in: session)
  }

  private static func entries(_ rest: SQL, in session: some Session) async throws -> [CatalogueEntry] {
    let rows = try await session.query(
      """
      SELECT i.indicator_id, i.code, i.version, i.name_ar, i.name_fr, i.name_en, i.unit, i.kind, i.direction, i.minimum,
        i.maximum
      FROM indicators i \(fragment: rest)
      """)
    let ids: [Int32] = try rows.map { try $0["indicator_id"] }
    let codes = try await session.query(
      """
      SELECT c.indicator_id, c.scheme, c.code, a.code AS funder
      FROM indicator_codes c LEFT JOIN actors a ON a.actor_id = c.funder_id WHERE c.indicator_id = ANY (\(ids))
      """)
    var known: [Int32: [IndicatorCode]] = [:]
    for row in codes {
      known[try row["indicator_id"], default: []].append(
        try IndicatorCode(row.word("scheme"), row["code"], of: row["funder"]))
    }
    return try rows.map { row in
      let indicator = try Indicator(
        row["code"], version: row["version"], names: row.names(), unit: row["unit"], kind: row.word("kind"),
        direction: row.word("direction"), minimum: row["minimum"], maximum: row["maximum"])
      return CatalogueEntry(indicator, codes: known[try row["indicator_id"]] ?? [])
    }
  }
}
