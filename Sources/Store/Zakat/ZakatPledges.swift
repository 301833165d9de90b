import Domain
import Postgres

/// The tables of promises of zakat.
public enum ZakatPledges {
  public static func insert(_ pledge: ZakatPledge, in fund: ID<Fund>, session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_pledges (code, fund_id, amount_minor, donor_id, only_category, only_region, pledged_on, last_on)
      VALUES (\(pledge.code), \(fund), \(pledge.amount.minor), \(pledge.donor), \(pledge.onlyCategory?.rawValue),
        \(pledge.onlyRegion), \(pledge.pledgedOn), \(pledge.lastOn))
      """)
  }

  public static func insert(receipt: Int64, against pledge: Code, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_pledge_receipts (receipt_id, pledge_id)
      SELECT \(receipt)::bigint, pledge_id FROM zakat_pledges WHERE code = \(pledge)
      """)
  }

  public static func cancel(
    _ pledge: Code, on day: CalendarDate, reason: String, by name: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_pledge_endings (pledge_id, outcome, ended_on, reason, ended_by)
      SELECT pledge_id, 'cancelled', \(day)::date, \(reason)::text, \(name)::text FROM zakat_pledges WHERE code = \(pledge)
      """)
  }

  /// Ends what was promised until a day before `day` and did not come.
  /// - Returns: The codes of the promises.
  public static func lapse(on day: CalendarDate, by name: String, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      WITH ended AS (
        INSERT INTO zakat_pledge_endings (pledge_id, outcome, ended_on, ended_by)
        SELECT p.pledge_id, 'lapsed', \(day)::date, \(name)::text FROM zakat_pledge_standings p
        WHERE p.last_on < \(day) AND p.outcome IS NULL AND p.received_minor < p.amount_minor
        ORDER BY p.fund_id, p.pledge_id ON CONFLICT DO NOTHING RETURNING pledge_id)
      SELECT p.code FROM ended JOIN zakat_pledges p USING (pledge_id) ORDER BY p.pledge_id
      """)
    return try rows.map { try $0["code"] }
  }

  public static func standing(of code: Code, in session: some Session) async throws -> ZakatPledgeStanding? {
    try await select("WHERE p.code = \(code)", in: session).first
  }

  /// Promises to a fund of which something is open, in the order of their codes, after `code`.
  public static func open(
    of fund: ID<Fund>, after code: Code?, limit: Int, in session: some Session
  ) async throws -> [ZakatPledgeStanding] {
    try await select(
      """
      WHERE p.fund_id = \(fund) AND p.code > \(code?.text ?? "") AND p.outcome IS NULL AND p.received_minor < p.amount_minor
      ORDER BY p.code LIMIT \(limit)
      """, in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [ZakatPledgeStanding] {
    let rows = try await session.query(
      """
      SELECT p.*, f.code AS fund, z.currency, z.kind FROM zakat_pledge_standings p JOIN zakat_funds z USING (fund_id)
      JOIN funds f USING (fund_id) \(fragment: rest)
      """)
    return try rows.map { row in
      let (category, outcome): (String?, String?) = (try row["only_category"], try row["outcome"])
      let pledge = try ZakatPledge(
        try row["code"], fund: try row["fund"], amount: try row.money("amount_minor"), donor: try row["donor_id"],
        onlyCategory: category.flatMap(AsnafCategory.init(rawValue:)), onlyRegion: try row["only_region"],
        pledgedOn: try row["pledged_on"], lastOn: try row["last_on"])
      return ZakatPledgeStanding(
        pledge, kind: try row.word("kind"), receivedMinor: try row["received_minor"],
        outcome: outcome.flatMap(ZakatPledgeStanding.Outcome.init(rawValue:)), endedOn: try row["ended_on"])
    }
  }
}
