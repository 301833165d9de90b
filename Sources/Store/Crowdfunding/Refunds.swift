import Domain
import Postgres

/// Refunds to send and refunds under way, out of the states of pledges.
public enum Refunds {
  /// Campaigns of which a refund is due at a moment: never sent, or failed and to be tried again.
  public static func campaigns(dueAt moment: Moment, in session: some Session) async throws -> [Int64] {
    let rows = try await session.query(
      """
      SELECT DISTINCT s.campaign_id FROM pledge_states s
      WHERE s.state = 'refund_due' OR (s.state = 'refund_failed' AND s.next_try_at <= \(moment)) ORDER BY s.campaign_id
      """)
    return try rows.map { try $0["campaign_id"] }
  }

  /// Sends the refunds of a campaign that are due, in the order of their pledges.
  /// - Returns: How many.
  public static func send(
    of campaign: Int64, at moment: Moment, by taker: String, limit: Int, in session: some Session
  ) async throws -> Int {
    try await session.execute(
      """
      INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by)
      SELECT s.pledge_id, s.step + 1, 'refund_sent', \(moment), \(taker) FROM pledge_states s
      WHERE s.campaign_id = \(campaign)
        AND (s.state = 'refund_due' OR (s.state = 'refund_failed' AND s.next_try_at <= \(moment)))
      ORDER BY s.pledge_id LIMIT \(limit)
      """)
  }

  /// Orders that no provider has answered, in the order of their pledges, after one.
  public static func orders(after pledge: Int64, limit: Int, in session: some Session) async throws -> [(
    id: Int64, order: RefundOrder
  )] {
    let rows = try await session.query(
      """
      SELECT s.pledge_id, p.code, c.code AS campaign, c.currency, p.provider, p.external_id, p.amount_minor, s.attempts, x.at
      FROM pledge_states s JOIN pledges p USING (pledge_id) JOIN campaigns c ON c.campaign_id = s.campaign_id
      JOIN pledge_steps x ON x.pledge_id = s.pledge_id AND x.step = s.step
      WHERE s.state = 'refund_sent' AND s.pledge_id > \(pledge) ORDER BY s.pledge_id LIMIT \(limit)
      """)
    return try rows.map { row in
      let order = RefundOrder(
        pledge: try row["code"], campaign: try row["campaign"], provider: try row["provider"],
        externalID: try row["external_id"], amount: try row.money("amount_minor"),
        attempt: Int(try row.decode("attempts", as: Int16.self)), sentAt: try row["at"])
      return (try row["pledge_id"], order)
    }
  }

  /// A line of the bank that may show a refund: what it moves, and on which fund's account.
  public static func bankLine(_ line: Int64, in session: some Session) async throws -> (
    amountMinor: Int64, currency: String, fund: ID<Fund>
  )? {
    try await session.queryAtMostOne(
      """
      SELECT l.amount_minor, l.currency, b.fund_id FROM bank_lines l JOIN bank_accounts b USING (bank_account_id)
      WHERE l.line_id = \(line)
      """
    ).map { (try $0["amount_minor"], try $0["currency"], try $0["fund_id"]) }
  }

  /// Unpaid promises whose last day is over.
  public static func expired(before day: CalendarDate, limit: Int, in session: some Session) async throws -> [Code] {
    let rows = try await session.query(
      """
      SELECT p.code FROM pledges p JOIN pledge_states s USING (pledge_id)
      WHERE s.state = 'pledged' AND p.expires_on < \(day) ORDER BY p.pledge_id LIMIT \(limit)
      """)
    return try rows.map { try $0["code"] }
  }
}
