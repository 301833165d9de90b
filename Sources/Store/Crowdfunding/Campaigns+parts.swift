import Domain
import Postgres

extension Campaigns {
  public static func append(
    _ state: CampaignState, to campaign: Stored, on day: CalendarDate, by taker: String, reason: String = "",
    decision: ID<Decision>? = nil, countedMinor: Int64? = nil, in session: some Session
  ) async throws {
    try await append(
      state, to: campaign.id, as: campaign.step + 1, on: day, by: taker, reason: reason, decision: decision,
      countedMinor: countedMinor, in: session)
  }

  public static func append(
    _ state: CampaignState, to campaign: Int64, as step: Int, on day: CalendarDate, by taker: String,
    reason: String = "", decision: ID<Decision>? = nil, countedMinor: Int64? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO campaign_steps (campaign_id, step, state, on_day, taken_by, reason, decision_id, counted_minor)
      VALUES (\(campaign), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason), \(decision), \(countedMinor))
      """)
  }

  public static func insert(_ reward: CampaignReward, of campaign: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO campaign_rewards (campaign_id, code, meaning, min_amount_minor, stock)
      VALUES (\(campaign), \(reward.code), \(reward.meaning), \(reward.minimum.minor), \(reward.stock.map { Int32($0) }))
      """)
  }

  public static func insert(_ use: CampaignUse, line: Int, of campaign: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO campaign_uses (campaign_id, line, purpose, amount_minor, tamlik_mode)
      VALUES (\(campaign), \(Int16(line)), \(use.purpose), \(use.amount.minor), \(use.tamlik?.rawValue))
      """)
  }

  public static func rewards(of campaign: Stored, in session: some Session) async throws -> [CampaignSheet.Reward] {
    let rows = try await session.query(
      """
      SELECT code, meaning, min_amount_minor, stock, taken FROM campaign_rewards WHERE campaign_id = \(campaign.id)
      ORDER BY min_amount_minor, code
      """)
    return try rows.map { row in
      let stock: Int32? = try row["stock"]
      let reward = try CampaignReward(
        row["code"], row["meaning"], from: Money(minor: row["min_amount_minor"], campaign.campaign.currency),
        stock: stock.map(Int.init))
      return CampaignSheet.Reward(reward, taken: Int(try row.decode("taken", as: Int32.self)))
    }
  }

  public static func uses(of campaign: Stored, in session: some Session) async throws -> [CampaignUse] {
    let rows = try await session.query(
      "SELECT purpose, amount_minor, tamlik_mode FROM campaign_uses WHERE campaign_id = \(campaign.id) ORDER BY line")
    return try rows.map { row in
      let mode: String? = try row["tamlik_mode"]
      return try CampaignUse(
        row["purpose"], Money(minor: row["amount_minor"], campaign.campaign.currency),
        tamlik: mode.flatMap(ZakatMode.init(rawValue:)))
    }
  }

  public static func insertFiling(
    _ filing: CampaignSheet.Filing, of campaign: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO campaign_filings (campaign_id, kind, filed_on, reference)
      VALUES (\(campaign), \(filing.kind.rawValue), \(filing.on), \(filing.reference))
      """)
  }

  public static func filings(of campaign: Int64, in session: some Session) async throws -> [CampaignSheet.Filing] {
    let rows = try await session.query(
      "SELECT kind, filed_on, reference FROM campaign_filings WHERE campaign_id = \(campaign) ORDER BY kind")
    return try rows.map {
      CampaignSheet.Filing(kind: try $0.word("kind"), on: try $0["filed_on"], reference: try $0["reference"])
    }
  }

  /// Marks the appeals whose report was due before `day` and is not filed, each once.
  public static func markOverdue(on day: CalendarDate, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      WITH found AS (
        INSERT INTO campaign_overdue_reports (campaign_id, found_on)
        SELECT c.campaign_id, \(day) FROM campaigns c JOIN campaign_totals t USING (campaign_id)
        WHERE c.report_due_on < \(day) AND t.raised_minor > 0
          AND NOT EXISTS (SELECT FROM campaign_filings f WHERE f.campaign_id = c.campaign_id AND f.kind = 'final_report')
          AND NOT EXISTS (SELECT FROM campaign_overdue_reports o WHERE o.campaign_id = c.campaign_id)
        ORDER BY c.campaign_id RETURNING campaign_id)
      SELECT c.code FROM found JOIN campaigns c USING (campaign_id) ORDER BY c.campaign_id
      """)
    return try rows.map { try $0["code"] }
  }

  public static func insertCharge(
    _ kind: String, of amountMinor: Int64, to campaign: Int64, entry: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO campaign_charges (campaign_id, kind, amount_minor, entry_id)
      VALUES (\(campaign), \(kind), \(amountMinor), \(entry))
      """)
  }

  /// What a campaign's fund holds in its guarded accounts of a kind, in minor units.
  public static func held(_ kind: AccountKind, by fund: ID<Fund>, in session: some Session) async throws -> Int64 {
    try await session.queryValue("SELECT held_by_fund(\(fund), \(kind.rawValue))")
  }

  /// What stands beside the campaign's own sums.
  public struct Outside: Sendable {
    public let decision: ID<Decision>?
    public let feesMinor: Int64
    public let processorFeesMinor: Int64
    public let paidOutMinor: Int64
  }

  public static func outside(of campaign: Stored, in session: some Session) async throws -> Outside {
    let subject = "campaign:\(campaign.campaign.code)"
    let row = try await session.queryOne(
      """
      SELECT (SELECT max(d.decision_id) FROM decisions d WHERE d.subject = \(subject) AND d.kind = 'campaign_approval') AS decision,
        (SELECT coalesce(sum(x.amount_minor), 0)::bigint FROM campaign_charges x WHERE x.campaign_id = \(campaign.id)) AS fees,
        (SELECT coalesce(sum(f.amount_minor), 0)::bigint FROM pledge_fees f JOIN pledges p USING (pledge_id)
          WHERE p.campaign_id = \(campaign.id)) AS processor_fees,
        (SELECT coalesce(sum(CASE s.state WHEN 'paid' THEN o.amount_minor ELSE -o.amount_minor END), 0)::bigint
          FROM payouts o JOIN payout_steps s USING (payout_id)
          WHERE o.campaign_id = \(campaign.id) AND s.state IN ('paid', 'returned')) AS paid_out
      """)
    return Outside(
      decision: try row["decision"], feesMinor: try row["fees"], processorFeesMinor: try row["processor_fees"],
      paidOutMinor: try row["paid_out"])
  }
}
