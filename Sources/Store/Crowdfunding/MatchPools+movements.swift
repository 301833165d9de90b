import Domain
import Postgres

extension MatchPools {
  /// What a pool's money did, as it is written down.
  public struct Movement: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      case receipt, award
      /// Of an award, to the pool.
      case `return`
      case payment, withdrawal
    }

    public let kind: Kind
    public let amountMinor: Int64
    public let day: CalendarDate
    public let taker: String
    public var code: Code?
    public var pledge: Int64?
    public var campaign: Int64?
    /// Of an award. Who gave stands apart, for fewer eyes.
    public var reason: String?
    public var givers: [String] = []
    public var decision: ID<Decision>?
    public var entry: Int64?

    public init(_ kind: Kind, _ amountMinor: Int64, on day: CalendarDate, by taker: String) {
      self.kind = kind
      self.amountMinor = amountMinor
      self.day = day
      self.taker = taker
    }
  }

  public static func insert(_ movement: Movement, of pool: Int64, in session: some Session) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO match_movements (pool_id, kind, code, pledge_id, campaign_id, amount_minor, reason, on_day, taken_by,
        decision_id, entry_id)
      VALUES (\(pool), \(movement.kind.rawValue), \(movement.code), \(movement.pledge), \(movement.campaign),
        \(movement.amountMinor), \(movement.reason), \(movement.day), \(movement.taker), \(movement.decision),
        \(movement.entry))
      RETURNING movement_id
      """)
    for giver in movement.givers {
      try await session.execute("INSERT INTO match_givers (movement_id, giver) VALUES (\(id), \(giver))")
    }
  }

  /// What a code of a receipt or withdrawal stands for already.
  public static func movement(_ code: Code, in session: some Session) async throws -> (
    pool: Int64, kind: Movement.Kind, amountMinor: Int64, entry: Int64
  )? {
    try await session.queryAtMostOne(
      "SELECT pool_id, kind, amount_minor, entry_id FROM match_movements WHERE code = \(code)"
    ).map { (try $0["pool_id"], try $0.word("kind"), try $0["amount_minor"], try $0["entry_id"]) }
  }

  /// What a campaign has of a pool already, promised and paid, in minor units.
  public static func matched(_ campaign: Int64, by pool: Int64, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      "SELECT matched_minor FROM match_pool_campaigns WHERE pool_id = \(pool) AND campaign_id = \(campaign)")
  }

  /// Who a backer is to a pool: the account and, where one is known, the verified person. An account that is verified
  /// between two pledges stays whom it was.
  public static func givers(of pledge: Int64, in session: some Session) async throws -> [String] {
    let rows = try await session.query(
      """
      SELECT 'backer:' || b.code AS account, 'person:' || i.person_ref AS person
      FROM pledges p JOIN backers b USING (backer_id) LEFT JOIN backer_identities i USING (backer_id)
      WHERE p.pledge_id = \(pledge)
      """)
    return try rows.flatMap { row -> [String] in
      let person: String? = try row["person"]
      return [try row["account"]] + (person.map { [$0] } ?? [])
    }
  }

  /// How many pledges of one giver, by any of its names, a pool matches now.
  public static func matchedPledges(of givers: [String], by pool: Int64, in session: some Session) async throws -> Int {
    let count: Int64 = try await session.queryValue(
      """
      SELECT count(DISTINCT a.movement_id) FROM match_givers g JOIN match_movements a USING (movement_id)
      WHERE g.giver = ANY (\(givers)) AND a.pool_id = \(pool) AND a.amount_minor > 0
        AND NOT EXISTS (SELECT FROM match_movements r
          WHERE r.pledge_id = a.pledge_id AND r.pool_id = a.pool_id AND r.kind = 'return')
      """)
    return Int(count)
  }

  /// A pool and what it owes to a campaign for pledges that became the project's, in minor units.
  public struct Payable: Sendable {
    public let pool: Int64
    public let code: Code
    public let fund: Code
    public let funder: Code
    public let amountMinor: Int64
  }

  /// What pools owe to a campaign, in the order in which pools are locked.
  public static func payable(to campaign: Int64, in session: some Session) async throws -> [Payable] {
    let rows = try await session.query(
      """
      SELECT p.pool_id, p.code, f.code AS fund, a.code AS funder, sum(o.amount_minor)::bigint AS amount_minor
      FROM match_pool_campaigns k JOIN match_pools p USING (pool_id) JOIN funds f USING (fund_id)
      JOIN actors a ON a.actor_id = p.funder_id
      JOIN (\(fragment: openAwards)) o ON o.pool_id = p.pool_id AND o.campaign_id = k.campaign_id
      WHERE k.campaign_id = \(campaign) GROUP BY p.pool_id, p.code, f.code, a.code ORDER BY p.pool_id
      """)
    return try rows.map {
      Payable(
        pool: try $0["pool_id"], code: try $0["code"], fund: try $0["fund"], funder: try $0["funder"],
        amountMinor: try $0["amount_minor"])
    }
  }

  /// Ends the awards that ``payable(to:in:)`` adds up, by one entry.
  public static func pay(
    _ pool: Int64, to campaign: Int64, on day: CalendarDate, by taker: String, entry: Int64, in session: some Session
  ) async throws {
    var paid: Int
    repeat {
      paid = try await session.execute(
        """
        INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, on_day, taken_by, entry_id)
        SELECT o.pool_id, 'payment', o.pledge_id, o.campaign_id, o.amount_minor, \(day), \(taker), \(entry)
        FROM (\(fragment: openAwards)) o WHERE o.pool_id = \(pool) AND o.campaign_id = \(campaign)
        ORDER BY o.pledge_id LIMIT \(Pledges.batch)
        """)
    } while paid == Pledges.batch
  }

  /// Awards for pledges that became the project's and are not paid yet.
  private static var openAwards: SQL {
    """
    SELECT a.pool_id, a.pledge_id, a.campaign_id, a.amount_minor FROM match_movements a
    JOIN pledge_states s ON s.pledge_id = a.pledge_id
    WHERE a.kind = 'award' AND a.amount_minor > 0 AND s.is_released AND NOT EXISTS (SELECT FROM match_movements m
      WHERE m.pledge_id = a.pledge_id AND m.pool_id = a.pool_id AND m.kind IN ('return', 'payment'))
    """
  }
}
