import Domain
import Postgres

/// The tables `indicators`, `target_groups` and `periods`: what values are of.
public enum Catalogue {
  public struct StoredIndicator: Sendable {
    public let id: Int32
    public let indicator: Indicator
  }

  public static func insert(_ indicator: Indicator, in session: some Session) async throws -> Int32 {
    try await session.queryValue(
      """
      INSERT INTO indicators (code, version, name_ar, name_fr, name_en, unit, kind, direction, minimum, maximum)
      VALUES (\(indicator.code), \(indicator.version), \(indicator.names.ar), \(indicator.names.fr),
        \(indicator.names.en), \(indicator.unit), \(indicator.kind.rawValue), \(indicator.direction.rawValue),
        \(indicator.minimum), \(indicator.maximum))
      RETURNING indicator_id
      """)
  }

  /// The latest version of every indicator, by code.
  public static func indicators(in session: some Session) async throws -> [Code: StoredIndicator] {
    let rows = try await session.query(
      """
      SELECT DISTINCT ON (code) indicator_id, code, version, name_ar, name_fr, name_en, unit, kind, direction,
        minimum, maximum
      FROM indicators ORDER BY code, version DESC
      """)
    return try stored(rows)
  }

  /// The latest version of those indicators that `codes` name, by code.
  public static func indicators(named codes: [Code]) -> Statement<[Code: StoredIndicator]> {
    let asked: SQL = """
      SELECT DISTINCT ON (code) indicator_id, code, version, name_ar, name_fr, name_en, unit, kind, direction,
        minimum, maximum
      FROM indicators WHERE code = ANY (\(codes.map(\.text))) ORDER BY code, version DESC
      """
    return Statement(asked.prepared(), stored)
  }

  @Sendable private static func stored(_ rows: [Row]) throws -> [Code: StoredIndicator] {
    let stored = try rows.map { row in
      let indicator = try Indicator(
        try row["code"], version: try row["version"], names: try row.names(), unit: try row["unit"],
        kind: try row.word("kind"), direction: try row.word("direction"), minimum: try row["minimum"],
        maximum: try row["maximum"])
      return (indicator.code, StoredIndicator(id: try row["indicator_id"], indicator: indicator))
    }
    return Dictionary(uniqueKeysWithValues: stored)
  }

  /// Keys of every version of every indicator, with its code: values of all versions are values of the indicator.
  public static func indicatorCodes(in session: some Session) async throws -> [Int32: Code] {
    let rows = try await session.query("SELECT indicator_id, code FROM indicators")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["indicator_id"], try $0["code"]) })
  }

  public static func insert(_ group: TargetGroup, in session: some Session) async throws -> Int32 {
    try await session.queryValue(
      """
      INSERT INTO target_groups (code, name_ar, name_fr, name_en, axis)
      VALUES (\(group.code), \(group.names.ar), \(group.names.fr), \(group.names.en), \(group.axis))
      RETURNING group_id
      """)
  }

  /// Every target group's key, by code.
  public static func groups(in session: some Session) async throws -> [Code: Int32] {
    let rows = try await session.query("SELECT code, group_id FROM target_groups")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0["group_id"]) })
  }

  /// Keys of `spans`, made where they are new.
  public static func periods(_ spans: [DateSpan], in session: some Session) async throws -> [DateSpan: Int32] {
    let firsts = spans.map(\.first.description)
    let lasts = spans.map(\.last.description)
    try await session.execute(
      """
      INSERT INTO periods (first_on, last_on)
      SELECT DISTINCT f::date, l::date FROM unnest(\(firsts), \(lasts)) AS s (f, l)
      ON CONFLICT (first_on, last_on) DO NOTHING
      """)
    return try await session.run(knownPeriods(spans))
  }

  /// Keys of those of `spans` that there are.
  public static func knownPeriods(_ spans: [DateSpan]) -> Statement<[DateSpan: Int32]> {
    let rows: SQL =
      if let span = spans.first, spans.count == 1 {
        "(VALUES (\(span.first), \(span.last)))"
      } else {
        "unnest(\(spans.map(\.first)), \(spans.map(\.last)))"
      }
    let asked: SQL = """
      SELECT p.period_id, p.first_on, p.last_on FROM \(fragment: rows) AS s (f, l)
      JOIN periods p ON p.first_on = s.f AND p.last_on = s.l
      """
    return Statement(asked.prepared()) { rows in
      try Dictionary(rows.map { (try span($0), try $0["period_id"]) }) { key, _ in key }
    }
  }

  /// Every period by key.
  public static func periods(in session: some Session) async throws -> [Int32: DateSpan] {
    let rows = try await session.query("SELECT period_id, first_on, last_on FROM periods")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["period_id"], try span($0)) })
  }

  private static func span(_ row: Row) throws -> DateSpan {
    try DateSpan(try row["first_on"], through: try row["last_on"])
  }
}
