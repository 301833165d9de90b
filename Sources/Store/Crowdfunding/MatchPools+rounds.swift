import Domain
import Postgres

extension MatchPools {
  /// A campaign of a pool as a round sees it.
  public struct Entrant: Sendable {
    public let id: Int64
    public let code: Code
    public let state: CampaignState
    /// One sum a verified person, in minor units, in the order of persons.
    public let gifts: [(person: Code, amountMinor: Int64)]

    public init(id: Int64, code: Code, state: CampaignState, gifts: [(person: Code, amountMinor: Int64)]) {
      self.id = id
      self.code = code
      self.state = state
      self.gifts = gifts
    }
  }

  /// The campaigns of a pool in the order of their codes, with what verified persons gave to each: pledges captured on
  /// the pool's days that became the project's and stand, their accounts verified by `day`.
  public static func entrants(_ pool: Stored, by day: CalendarDate, in session: some Session) async throws -> [Entrant]
  {
    let gifts = try await gifts(
      """
      SELECT m.campaign_id, i.person_ref, sum(p.amount_minor)::bigint AS amount_minor
      FROM match_pool_campaigns m JOIN campaigns c USING (campaign_id)
      JOIN pledges p ON p.campaign_id = m.campaign_id JOIN pledge_states s ON s.pledge_id = p.pledge_id
      JOIN pledge_steps x ON x.pledge_id = p.pledge_id AND x.state = 'captured'
      JOIN backer_identities i ON i.backer_id = p.backer_id
      WHERE m.pool_id = \(pool.id) AND s.is_released AND s.state IN ('released', 'won') AND i.verified_on <= \(day)
        AND (x.at AT TIME ZONE c.time_zone)::date BETWEEN \(pool.pool.days.first) AND \(pool.pool.days.last)
      GROUP BY m.campaign_id, i.person_ref ORDER BY m.campaign_id, i.person_ref
      """, in: session)
    return try await campaigns(of: pool.id, in: session).map { id, code, state in
      Entrant(id: id, code: code, state: state, gifts: gifts[id] ?? [])
    }
  }

  /// What a round was decided on, as it was kept.
  public static func keptGifts(of pool: Int64, in session: some Session) async throws -> [Int64: [(
    person: Code, amountMinor: Int64
  )]] {
    try await gifts(
      "SELECT campaign_id, person_ref, amount_minor FROM match_gifts WHERE pool_id = \(pool) ORDER BY campaign_id, person_ref",
      in: session)
  }

  private static func gifts(_ query: SQL, in session: some Session) async throws -> [Int64: [(
    person: Code, amountMinor: Int64
  )]] {
    var found: [Int64: [(person: Code, amountMinor: Int64)]] = [:]
    for row in try await session.query(query) {
      found[try row["campaign_id"], default: []].append((try row["person_ref"], try row["amount_minor"]))
    }
    return found
  }

  public static func campaigns(of pool: Int64, in session: some Session) async throws -> [(
    id: Int64, code: Code, state: CampaignState
  )] {
    let rows = try await session.query(
      """
      SELECT m.campaign_id, c.code, t.state FROM match_pool_campaigns m JOIN campaigns c USING (campaign_id)
      JOIN campaign_totals t USING (campaign_id) WHERE m.pool_id = \(pool) ORDER BY c.code
      """)
    return try rows.map { (try $0["campaign_id"], try $0["code"], try $0.word("state")) }
  }

  public static func insert(gifts entrant: Entrant, to pool: Int64, in session: some Session) async throws {
    guard !entrant.gifts.isEmpty else { return }
    try await session.execute(
      """
      INSERT INTO match_gifts (pool_id, campaign_id, person_ref, amount_minor)
      SELECT \(pool), \(entrant.id), g.person, g.amount
      FROM unnest(\(entrant.gifts.map(\.person.text)), \(entrant.gifts.map(\.amountMinor))) g(person, amount)
      """)
  }

  public static func insertResult(
    _ amountMinor: Int64, for campaign: Int64, reason: String, ineligibility: String?, of pool: Int64,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO match_results (pool_id, campaign_id, amount_minor, reason, ineligibility)
      VALUES (\(pool), \(campaign), \(amountMinor), \(reason), \(ineligibility))
      """)
  }

  public static func insertLeftover(_ amountMinor: Int64, reason: String, of pool: Int64, in session: some Session)
    async throws
  {
    try await session.execute(
      "INSERT INTO match_leftovers (pool_id, reason, amount_minor) VALUES (\(pool), \(reason), \(amountMinor))")
  }

  public static func leftovers(of pool: Int64, in session: some Session) async throws -> [(
    reason: String, amountMinor: Int64
  )] {
    let rows = try await session.query(
      "SELECT reason, amount_minor FROM match_leftovers WHERE pool_id = \(pool) ORDER BY reason")
    return try rows.map { (try $0["reason"], try $0["amount_minor"]) }
  }

  /// What a round decided for each campaign.
  public static func results(of pool: Int64, in session: some Session) async throws -> [Int64: (
    amountMinor: Int64, reason: String, ineligibility: String?
  )] {
    let rows = try await session.query(
      "SELECT campaign_id, amount_minor, reason, ineligibility FROM match_results WHERE pool_id = \(pool)")
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (try $0["campaign_id"], (try $0["amount_minor"], try $0["reason"], try $0["ineligibility"]))
      })
  }

  /// What each campaign has of a pool, in the order of codes.
  public static func shares(of pool: Stored, in session: some Session) async throws -> [MatchPoolSheet.Share] {
    let currency = pool.pool.currency
    let rows = try await session.query(
      """
      SELECT c.code, t.state, k.matched_minor, r.reason, r.ineligibility,
        coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'payment'), 0)::bigint AS paid,
        count(*) FILTER (WHERE m.kind = 'award') AS pledges,
        count(*) FILTER (WHERE m.kind = 'award' AND m.amount_minor > 0) - count(*) FILTER (WHERE m.kind = 'return') AS matched,
        coalesce(g.persons, 0) AS persons, coalesce(g.given_minor, 0) AS given
      FROM match_pool_campaigns k JOIN campaigns c USING (campaign_id) JOIN campaign_totals t USING (campaign_id)
      LEFT JOIN match_results r ON r.pool_id = k.pool_id AND r.campaign_id = k.campaign_id
      LEFT JOIN match_movements m ON m.pool_id = k.pool_id AND m.campaign_id = k.campaign_id
      LEFT JOIN match_gift_sums(\(pool.id)) g ON g.campaign_id = k.campaign_id
      WHERE k.pool_id = \(pool.id)
      GROUP BY k.pool_id, k.campaign_id, c.code, t.state, k.matched_minor, r.reason, r.ineligibility, g.persons,
        g.given_minor
      ORDER BY c.code
      """)
    return try rows.map { row in
      let reason: String? = try row["reason"]
      let result = try reason.map { reason in
        MatchPoolSheet.Result(
          persons: Int(try row.decode("persons", as: Int64.self)), given: try Money(minor: row["given"], currency),
          reason: reason, ineligibility: try row["ineligibility"])
      }
      return MatchPoolSheet.Share(
        campaign: try row["code"], campaignState: try row.word("state"),
        matched: try Money(minor: row["matched_minor"], currency), paid: try Money(minor: row["paid"], currency),
        pledges: Int(try row.decode("pledges", as: Int64.self)),
        matchedPledges: Int(try row.decode("matched", as: Int64.self)), result: result)
    }
  }
}
