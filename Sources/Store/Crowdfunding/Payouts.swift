import Domain
import Postgres

/// The tables `payouts` and `payout_steps`.
public enum Payouts {
  public struct Stored: Sendable {
    public let id: Int64
    public let campaign: Int64
    public let payout: CampaignSheet.Payout
    public let requestedOn: CalendarDate
    public let step: Int
  }

  public static func insert(
    _ code: Code, of campaign: Int64, amountMinor: Int64, to account: String, on day: CalendarDate,
    decision: ID<Decision>, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO payouts (code, campaign_id, amount_minor, to_account, requested_on, decision_id)
      VALUES (\(code), \(campaign), \(amountMinor), \(account), \(day), \(decision)) RETURNING payout_id
      """)
  }

  public static func append(
    _ state: PayoutState, to payout: Int64, as step: Int, on day: CalendarDate, by taker: String, reason: String = "",
    entry: Int64? = nil, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO payout_steps (payout_id, step, state, on_day, taken_by, reason, entry_id)
      VALUES (\(payout), \(Int16(step)), \(state.rawValue), \(day), \(taker), \(reason), \(entry))
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    try await select("WHERE o.code = \(code)", in: session).first
  }

  public static func list(of campaign: Int64, in session: some Session) async throws -> [CampaignSheet.Payout] {
    try await select("WHERE o.campaign_id = \(campaign) ORDER BY o.payout_id", in: session).map(\.payout)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Stored] {
    let rows = try await session.query(
      """
      SELECT o.payout_id, o.campaign_id, o.code, o.amount_minor, c.currency, o.to_account, o.requested_on, o.decision_id,
        s.state, s.step
      FROM payouts o JOIN campaigns c USING (campaign_id)
      CROSS JOIN LATERAL (SELECT s.state, s.step FROM payout_steps s WHERE s.payout_id = o.payout_id
        ORDER BY s.step DESC LIMIT 1) s
      \(fragment: rest)
      """)
    return try rows.map { row in
      let payout = CampaignSheet.Payout(
        code: try row["code"], amount: try row.money("amount_minor"), account: try row["to_account"],
        state: try row.word("state"), decision: try row["decision_id"])
      return Stored(
        id: try row["payout_id"], campaign: try row["campaign_id"], payout: payout,
        requestedOn: try row["requested_on"], step: Int(try row.decode("step", as: Int16.self)))
    }
  }
}
