import Domain
import Postgres

/// The table `funds`.
public enum Funds {
  public static func insert(_ fund: Fund, holder: ID<Actor>?, in session: some Session) async throws -> ID<Fund> {
    try await session.queryValue(
      """
      INSERT INTO funds (code, instrument, class, name_ar, name_fr, name_en, holder_id)
      VALUES (\(fund.code), \(fund.instrument.rawValue), \(fund.fundClass.rawValue), \(fund.names.ar), \(fund.names.fr),
        \(fund.names.en), \(holder))
      RETURNING fund_id
      """)
  }

  public struct Stored: Sendable {
    public let id: ID<Fund>
    public let fund: Fund
  }

  public static func find(_ codes: [Code], in session: some Session) async throws -> [Code: Stored] {
    let found = try await select("WHERE f.code = ANY (\(codes.map(\.text)))", in: session)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.fund.code, $0) })
  }

  /// Funds in the order of their codes, after a code.
  public static func list(after code: Code?, of instrument: Instrument?, limit: Int, in session: some Session)
    async throws -> [Fund]
  {
    try await select(
      """
      WHERE (\(code)::text IS NULL OR f.code > \(code)) AND (\(instrument?.rawValue)::text IS NULL
        OR f.instrument = \(instrument?.rawValue)) ORDER BY f.code LIMIT \(limit)
      """, in: session
    ).map(\.fund)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT f.fund_id, f.code, f.instrument, f.class, f.name_ar, f.name_fr, f.name_en, h.code AS holder
      FROM funds f LEFT JOIN actors h ON h.actor_id = f.holder_id \(fragment: rest)
      """)
    return try rows.map { row in
      let fund = try Fund(
        try row["code"], try row.word("instrument"), class: try row.word("class"), names: try row.names(),
        holder: try row["holder"])
      return Stored(id: try row["fund_id"], fund: fund)
    }
  }
}
