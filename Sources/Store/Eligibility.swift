import Domain
import Postgres

/// The tables `eligibility_findings` and `spendable_amounts`, and what else a rule of money asks about actors.
public enum Eligibility {
  public static func record(
    _ finding: EligibilityFinding, fund: ID<Fund>, actor: ID<Actor>, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO eligibility_findings (fund_id, actor_id, is_eligible, reason, source, first_on, last_on)
      VALUES (\(fund), \(actor), \(finding.isEligible), \(finding.reason), \(finding.source), \(finding.first),
        \(finding.last))
      """)
  }

  public static func recordSpendable(_ amount: Money, of fund: ID<Fund>, source: String, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      INSERT INTO spendable_amounts (fund_id, currency, amount_minor, source)
      VALUES (\(fund), \(amount.currency.code), \(amount.minor), \(source))
      """)
  }

  /// The finding that counts on `day`, by actor: the latest recorded that holds.
  public static func findings(of fund: ID<Fund>, on day: CalendarDate, in session: some Session) async throws
    -> [Code: (isEligible: Bool, reason: String, source: String)]
  {
    let rows = try await session.query(
      """
      SELECT DISTINCT ON (e.actor_id) a.code, e.is_eligible, e.reason, e.source
      FROM eligibility_findings e JOIN actors a USING (actor_id)
      WHERE e.fund_id = \(fund) AND e.first_on <= \(day) AND (e.last_on IS NULL OR e.last_on >= \(day))
      ORDER BY e.actor_id, e.finding_id DESC
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (try $0["code"], (try $0["is_eligible"], try $0["reason"], try $0["source"]))
      })
  }

  /// Regions by actor; nothing for an actor without a territory.
  public static func regions(of actors: [Code], in session: some Session) async throws -> [Code: String] {
    let rows = try await session.query(
      """
      SELECT code, region_code FROM actors WHERE code = ANY (\(actors.map(\.text))) AND region_code IS NOT NULL
      """)
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0["region_code"]) })
  }

  /// What each person gave to each actor in campaigns by `day`, net of reversals. A gift without a name is nobody's: it
  /// cannot be told whether two of them are of one person.
  ///
  /// - Parameter fund: nil for every campaign.
  public static func gifts(_ currency: Currency, fund: Code?, through day: CalendarDate, in session: some Session)
    async throws -> [Code: [Int64]]
  {
    let rows = try await session.query(
      """
      SELECT a.code, sum(c.amount_minor)::bigint AS amount_minor
      FROM contributions c JOIN actors a ON a.actor_id = c.actor_id
      WHERE c.instrument = 'crowdfunding' AND c.stage IN ('receipt', 'direct') AND c.currency = \(currency.code)
        AND c.contributor_id IS NOT NULL AND c.occurred_on <= \(day)
        AND (\(fund?.text)::text IS NULL OR c.fund_code = \(fund?.text))
      GROUP BY a.code, c.contributor_id HAVING sum(c.amount_minor) > 0 ORDER BY a.code, 2
      """)
    var gifts: [Code: [Int64]] = [:]
    for row in rows { gifts[try row["code"], default: []].append(try row["amount_minor"]) }
    return gifts
  }
}
