import Domain
import Postgres

/// The tables of pools that match what backers give: definitions, campaigns, states and sums.
public enum MatchPools {
  public struct Stored: Sendable {
    public let id: Int64
    public let pool: MatchPool
    public let fund: ID<Fund>
    public let state: MatchPoolState
    public let step: Int
    public let receivedMinor: Int64
    /// Promised for pledges that stand, not paid yet.
    public let awardedMinor: Int64
    public let paidMinor: Int64
    public let withdrawnMinor: Int64

    public var availableMinor: Int64 { receivedMinor - awardedMinor - paidMinor - withdrawnMinor }
  }

  public static func insert(_ pool: MatchPool, fund: ID<Fund>, funder: ID<Actor>, in session: some Session) async throws
    -> Int64
  {
    try await session.execute("INSERT INTO ruled_funds (fund_id, rule) VALUES (\(fund), 'match_pool')")
    var perPledge: PledgeMatching?
    var round: QuadraticRound?
    switch pool.method {
    case .perPledge(let terms): perPledge = terms
    case .quadratic(let terms): round = terms
    }
    let limit = perPledge?.campaignLimit ?? round?.campaignLimit
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO match_pools (code, fund_id, funder_id, currency, method, first_on, last_on, factor_bp,
        pledge_part_minor, backer_pledges, campaign_limit_minor, spends_whole_pool)
      VALUES (\(pool.code), \(fund), \(funder), \(pool.currency.code), \(pool.method.word), \(pool.days.first),
        \(pool.days.last), \(perPledge.map { Int32($0.factorBasisPoints) }), \(perPledge?.pledgePart?.minor),
        \(perPledge?.pledgesPerBacker.map { Int32($0) }), \(limit?.minor), \(round?.spendsWholePool ?? false))
      RETURNING pool_id
      """)
    return id
  }

  public static func insert(campaign: Int64, into pool: Int64, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO match_pool_campaigns (pool_id, campaign_id) VALUES (\(pool), \(campaign))")
  }

  public static func append(
    _ state: MatchPoolState, to pool: Int64, as step: Int, on day: CalendarDate, by taker: String, reason: String = "",
    decision: ID<Decision>? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO match_pool_steps (pool_id, step, state, on_day, taken_by, reason, decision_id)
      VALUES (\(pool), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason), \(decision))
      """)
  }

  /// Waits until nobody else moves this pool's money or state, and keeps others waiting until the transaction ends.
  public static func lock(_ pool: Int64, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_match_pool(\(pool))")
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.code = \(code)", in: session).first
  }

  public static func find(_ id: Int64, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.pool_id = \(id)", in: session).first
  }

  /// In the order of their codes, after one.
  public static func list(after code: String, limit: Int, in session: some Session) async throws -> [Stored] {
    try await select("WHERE p.code > \(code) ORDER BY p.code LIMIT \(limit)", in: session)
  }

  /// Every pool, in the order of keys: for those who recompute them.
  public static func all(in session: some Session) async throws -> [Stored] {
    try await select("ORDER BY p.pool_id", in: session)
  }

  /// The keys of open pools that match a campaign pledge by pledge on a day, in the order in which they are locked.
  public static func matching(_ campaign: Int64, on day: CalendarDate, in session: some Session) async throws -> [Int64]
  {
    let rows = try await session.query(
      """
      SELECT p.pool_id FROM match_pool_campaigns m JOIN match_pools p USING (pool_id)
      JOIN match_pool_totals t USING (pool_id)
      WHERE m.campaign_id = \(campaign) AND t.state = 'open' AND p.method = 'per_pledge'
        AND \(day) BETWEEN p.first_on AND p.last_on
      ORDER BY p.pool_id
      """)
    return try rows.map { try $0["pool_id"] }
  }

  /// Open pools whose last day lies before `day` and whose campaigns all have their results, with nothing promised.
  public static func due(before day: CalendarDate, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      SELECT p.code FROM match_pools p JOIN match_pool_totals t USING (pool_id)
      WHERE t.state = 'open' AND p.last_on < \(day) AND t.awarded_minor = 0 AND NOT EXISTS (
        SELECT FROM match_pool_campaigns m JOIN campaign_totals c USING (campaign_id) WHERE m.pool_id = p.pool_id
          AND c.state IN ('', 'draft', 'submitted', 'approved', 'open', 'suspended'))
      ORDER BY p.pool_id
      """)
    return try rows.map { try $0["code"] }
  }

  /// The decision to let a pool match; nil before it is submitted.
  public static func decision(on pool: Code, in session: some Session) async throws -> ID<Decision>? {
    try await session.queryValue(
      """
      SELECT max(d.decision_id) FROM decisions d
      WHERE d.subject = \("match_pool:\(pool)") AND d.kind = 'match_pool_approval'
      """)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT p.*, f.code AS fund, a.code AS funder, t.state, t.step, t.received_minor, t.awarded_minor, t.paid_minor,
        t.withdrawn_minor, (SELECT array_agg(c.code ORDER BY c.code) FROM match_pool_campaigns m
          JOIN campaigns c USING (campaign_id) WHERE m.pool_id = p.pool_id) AS campaigns
      FROM match_pools p JOIN match_pool_totals t USING (pool_id) JOIN funds f USING (fund_id)
      JOIN actors a ON a.actor_id = p.funder_id
      \(fragment: rest)
      """)
    return try rows.map(stored)
  }

  private static func stored(_ row: Row) throws -> Stored {
    let currency = try Currency(row.decode("currency", as: String.self))
    let money = { (minor: Int64?) throws in try minor.map { try Money(minor: $0, currency) } }
    let (part, limit): (Int64?, Int64?) = (try row["pledge_part_minor"], try row["campaign_limit_minor"])
    let backerPledges: Int32? = try row["backer_pledges"]
    let method: MatchPool.Method
    if let factor: Int32 = try row["factor_bp"] {
      method = .perPledge(
        try PledgeMatching(
          factorBasisPoints: Int(factor), pledgePart: money(part), campaignLimit: money(limit),
          pledgesPerBacker: backerPledges.map { Int($0) }))
    } else {
      method = .quadratic(
        try QuadraticRound(campaignLimit: money(limit), spendsWholePool: try row["spends_whole_pool"]))
    }
    let campaigns: [String] = try row["campaigns"]
    let pool = try MatchPool(
      row["code"], fund: row["fund"], funder: row["funder"], currency: currency, method: method,
      days: DateSpan(row["first_on"], through: row["last_on"]), campaigns: campaigns.map { Code(trusted: $0) })
    return Stored(
      id: try row["pool_id"], pool: pool, fund: try row["fund_id"], state: try row.word("state"),
      step: Int(try row.decode("step", as: Int16.self)), receivedMinor: try row["received_minor"],
      awardedMinor: try row["awarded_minor"], paidMinor: try row["paid_minor"],
      withdrawnMinor: try row["withdrawn_minor"])
  }
}
