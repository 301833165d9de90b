import Domain
import Postgres

/// The tables of backers, pledges and their states.
public enum Pledges {
  public struct Stored: Sendable {
    public let id: Int64
    public let campaign: Int64
    public let sheet: PledgeSheet
    public let step: Int
    /// Whether it became the actor's.
    public let isReleased: Bool
    public let wasCaptured: Bool

    public var pledge: Pledge { sheet.pledge }
    public var state: PledgeState { sheet.state }
  }

  /// The key of a backer's account; known from now on.
  public static func backer(_ code: Code, in session: some Session) async throws -> Int64 {
    try await session.execute("INSERT INTO backers (code) VALUES (\(code)) ON CONFLICT (code) DO NOTHING")
    return try await session.queryValue("SELECT backer_id FROM backers WHERE code = \(code)")
  }

  /// Says of which verified person an account is.
  /// - Returns: Whether it was said now; where not, what was said before stands.
  public static func verify(
    _ backer: Int64, as person: Code, on day: CalendarDate, by verifier: String, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      INSERT INTO backer_identities (backer_id, person_ref, verified_on, verified_by)
      VALUES (\(backer), \(person), \(day), \(verifier)) ON CONFLICT ON CONSTRAINT verified_once DO NOTHING
      """) == 1
  }

  public static func person(of backer: Int64, in session: some Session) async throws -> Code? {
    try await session.queryAtMostOne("SELECT person_ref FROM backer_identities WHERE backer_id = \(backer)")?
      .decode("person_ref")
  }

  /// Waits until nobody else adds a pledge of this backer.
  public static func lock(backer: Int64, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT lock_backer(\(backer))")
  }

  /// What stands of a backer, in minor units: in one campaign, and since a moment in all of the currency.
  public static func standing(
    of backer: Int64, in campaign: Int64, since moment: Moment, currency: Currency, session: some Session
  ) async throws -> (inProject: Int64, inYear: Int64) {
    let row = try await session.queryOne(
      """
      SELECT coalesce(sum(p.amount_minor) FILTER (WHERE p.campaign_id = \(campaign)), 0)::bigint AS in_project,
        coalesce(sum(p.amount_minor) FILTER (WHERE p.pledged_at > \(moment)), 0)::bigint AS in_year
      FROM pledges p JOIN pledge_states s USING (pledge_id) JOIN campaigns c ON c.campaign_id = p.campaign_id
      WHERE p.backer_id = \(backer) AND c.currency = \(currency.code)
        AND (s.state IN ('pledged', 'authorised', 'captured', 'disputed', 'won') OR s.is_released AND s.state <> 'lost')
      """)
    return (try row["in_project"], try row["in_year"])
  }

  public static func insert(_ pledge: Pledge, to campaign: Int64, backer: Int64, in session: some Session)
    async throws -> Int64
  {
    try await session.queryValue(
      """
      INSERT INTO pledges (code, campaign_id, backer_id, amount_minor, method, provider, external_id, reward_id, is_zakat,
        pledged_at, expires_on)
      VALUES (\(pledge.code), \(campaign), \(backer), \(pledge.amount.minor), \(pledge.method), \(pledge.provider),
        \(pledge.externalID),
        (SELECT r.reward_id FROM campaign_rewards r WHERE r.campaign_id = \(campaign) AND r.code = \(pledge.reward)),
        \(pledge.isZakat), \(pledge.pledgedAt), \(pledge.expiresOn))
      RETURNING pledge_id
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.code = \(code)", in: session).first
  }

  public static func find(provider: Code, externalID: String, in session: some Session) async throws -> Stored? {
    try await select("WHERE p.provider = \(provider) AND p.external_id = \(externalID)", in: session).first
  }

  /// Of a campaign, in the order they came, after one.
  public static func list(of campaign: Int64, after pledge: Int64, limit: Int, in session: some Session) async throws
    -> [Stored]
  {
    try await select(
      "WHERE p.campaign_id = \(campaign) AND p.pledge_id > \(pledge) ORDER BY p.pledge_id LIMIT \(limit)", in: session)
  }

  public static func tally(of campaign: Int64, in session: some Session) async throws -> [CampaignSheet.Pledges] {
    let rows = try await session.query(
      """
      SELECT s.state, count(*) AS pledges, sum(p.amount_minor)::bigint AS amount FROM pledge_states s
      JOIN pledges p USING (pledge_id) WHERE s.campaign_id = \(campaign) GROUP BY s.state ORDER BY s.state
      """)
    return try rows.map {
      CampaignSheet.Pledges(
        state: try $0.word("state"), count: Int(try $0.decode("pledges", as: Int64.self)), amountMinor: try $0["amount"]
      )
    }
  }

  /// What a step of a pledge brings along.
  public struct Step: Sendable {
    public var reason = ""
    public var isLate = false
    public var entry: Int64?
    public var providerReference: String?
    public var bankLine: Int64?
    public var nextTryAt: Moment?

    public init() {}
  }

  public static func append(
    _ state: PledgeState, to pledge: Int64, as step: Int, at moment: Moment, by taker: String, _ details: Step = Step(),
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, reason, is_late, entry_id, provider_ref,
        bank_line_id, next_try_at)
      VALUES (\(pledge), \(Int16(step)), \(state.rawValue), \(moment), \(taker), \(details.reason), \(details.isLate),
        \(details.entry), \(details.providerReference), \(details.bankLine), \(details.nextTryAt))
      """)
  }

  /// How many pledges of a large campaign one statement moves, so that none of them runs into its time limit.
  static let batch = 10_000

  /// Takes one step with every pledge of a campaign that is in one of some states, in the order they came.
  ///
  /// What became the actor's stays out of it. The states before are others than the one after.
  /// - Returns: How many there were.
  public static func appendToAll(
    _ state: PledgeState, of campaign: Int64, in before: [PledgeState], at moment: Moment,
    by taker: String, reason: String, entry: Int64? = nil, session: some Session
  ) async throws -> Int {
    var moved = 0
    while true {
      let count = try await session.execute(
        """
        INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, reason, entry_id)
        SELECT s.pledge_id, s.step + 1, \(state.rawValue), \(moment), \(taker), \(reason), \(entry)
        FROM pledge_states s WHERE s.campaign_id = \(campaign) AND s.state = ANY (\(before.map(\.rawValue)))
          AND NOT s.is_released
        ORDER BY s.pledge_id LIMIT \(batch)
        """)
      moved += count
      if count < batch { return moved }
    }
  }

  /// The sum of what was captured in time and stands, in minor units.
  public static func counted(of campaign: Int64, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      """
      SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM pledge_states s JOIN pledges p USING (pledge_id)
      WHERE s.campaign_id = \(campaign) AND s.state IN ('captured', 'won') AND NOT s.is_late AND NOT s.is_released
      """)
  }

  /// What a processor charged for a pledge.
  public static func insertFee(_ amountMinor: Int64, of pledge: Int64, entry: Int64, in session: some Session)
    async throws
  {
    try await session.execute(
      "INSERT INTO pledge_fees (pledge_id, amount_minor, entry_id) VALUES (\(pledge), \(amountMinor), \(entry))")
  }

  /// What processors charged for the pledges that became the actor's, in minor units.
  public static func feesOfReleased(of campaign: Int64, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      """
      SELECT coalesce(sum(f.amount_minor), 0)::bigint FROM pledge_fees f JOIN pledge_states s USING (pledge_id)
      WHERE s.campaign_id = \(campaign) AND s.is_released
      """)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT p.pledge_id, p.campaign_id, p.code, c.code AS campaign, c.currency, b.code AS backer, p.amount_minor, p.method,
        p.provider, p.external_id, r.code AS reward, p.is_zakat, p.pledged_at, p.expires_on, s.state, s.step, s.is_late,
        s.is_released, s.attempts, s.next_try_at, x.reason,
        EXISTS (SELECT FROM pledge_steps y WHERE y.pledge_id = p.pledge_id AND y.state = 'captured') AS was_captured
      FROM pledges p JOIN campaigns c USING (campaign_id) JOIN backers b USING (backer_id)
      JOIN pledge_states s USING (pledge_id) JOIN pledge_steps x ON x.pledge_id = p.pledge_id AND x.step = s.step
      LEFT JOIN campaign_rewards r ON r.reward_id = p.reward_id
      \(fragment: rest)
      """)
    return try rows.map { row in
      let pledge = try Pledge(
        row["code"], to: row["campaign"], from: row["backer"], row.money("amount_minor"), method: row["method"],
        provider: row["provider"], externalID: row["external_id"], reward: row["reward"], isZakat: row["is_zakat"],
        at: row["pledged_at"], expiresOn: row["expires_on"])
      let sheet = PledgeSheet(
        pledge: pledge, state: try row.word("state"), isLate: try row["is_late"],
        attempts: Int(try row.decode("attempts", as: Int16.self)), nextTryAt: try row["next_try_at"],
        reason: try row["reason"])
      return Stored(
        id: try row["pledge_id"], campaign: try row["campaign_id"], sheet: sheet,
        step: Int(try row.decode("step", as: Int16.self)), isReleased: try row["is_released"],
        wasCaptured: try row["was_captured"])
    }
  }
}
