import Domain
import Postgres

/// Sums over a zakat fund's records, never stored.
public enum ZakatReports {
  public static func report(on day: CalendarDate, of fund: ZakatFunds.Stored, in session: some Session) async throws
    -> ZakatReport
  {
    // 1. A distribution counts as paid from the step that paid it until the one that returned it.
    let paid: SQL = """
      paid AS (
        SELECT l.distribution_id, l.line, l.category, l.amount_minor,
          (SELECT max(CASE WHEN p.condition IS NULL THEN 2 ELSE 1 END) FROM zakat_proofs p
            WHERE p.distribution_id = l.distribution_id AND p.line = l.line AND p.proved_on <= \(day)) AS proof
        FROM zakat_lines l JOIN zakat_distributions d USING (distribution_id)
        WHERE d.fund_id = \(fund.id)
          AND EXISTS (SELECT FROM zakat_steps s WHERE s.distribution_id = l.distribution_id AND s.state = 'paid' AND s.on_day <= \(day))
          AND NOT EXISTS (SELECT FROM zakat_steps s WHERE s.distribution_id = l.distribution_id
            AND s.state = 'returned_to_fund' AND s.on_day <= \(day)))
      """
    let sums = try await session.queryOne(
      """
      WITH \(fragment: paid)
      SELECT
        (SELECT coalesce(sum(g.amount_minor - (
            SELECT coalesce(sum(r.amount_minor), 0) FROM zakat_pledge_receipts k JOIN zakat_receipts r USING (receipt_id)
            WHERE k.pledge_id = g.pledge_id AND r.received_on <= \(day) AND NOT EXISTS (
              SELECT FROM zakat_refunds x WHERE x.receipt_id = r.receipt_id AND x.refunded_on <= \(day)))), 0)::bigint
          FROM zakat_pledges g WHERE g.fund_id = \(fund.id) AND g.pledged_on <= \(day) AND NOT EXISTS (
            SELECT FROM zakat_pledge_endings e WHERE e.pledge_id = g.pledge_id AND e.ended_on <= \(day))) AS promised,
        (SELECT coalesce(sum(amount_minor), 0)::bigint FROM zakat_receipts WHERE fund_id = \(fund.id) AND received_on <= \(day)) AS received,
        (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM zakat_refunds x JOIN zakat_receipts r USING (receipt_id)
          WHERE r.fund_id = \(fund.id) AND x.refunded_on <= \(day)) AS refunded,
        (SELECT coalesce(sum(amount_minor), 0)::bigint FROM paid) AS paid,
        (SELECT coalesce(sum(amount_minor) FILTER (WHERE proof = 2), 0)::bigint FROM paid) AS discharged,
        (SELECT coalesce(sum(amount_minor) FILTER (WHERE proof = 1), 0)::bigint FROM paid) AS disputed,
        (SELECT coalesce(sum(amount_minor), 0)::bigint FROM zakat_amil_charges WHERE fund_id = \(fund.id) AND charged_on <= \(day)) AS amil
      """)
    // 2. The balance is the ledger's own.
    let balance: Int64 = try await session.queryValue(
      """
      SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p JOIN accounts a USING (account_id)
      JOIN entries e USING (entry_id) WHERE a.fund_id = \(fund.id) AND a.kind = 'zakat_cash' AND e.occurred_on <= \(day)
      """)
    let categories = try await session.query(
      """
      WITH \(fragment: paid)
      SELECT a.category, sum(p.amount_minor)::bigint AS amount FROM paid p JOIN asnaf a USING (category)
      GROUP BY a.category, a.position ORDER BY a.position
      """)
    return ZakatReport(
      fund: fund.fund.code, currency: fund.fund.currency, day: day, promisedMinor: try sums["promised"],
      receivedMinor: try sums["received"], refundedMinor: try sums["refunded"], paidMinor: try sums["paid"],
      dischargedMinor: try sums["discharged"], disputedMinor: try sums["disputed"], amilMinor: try sums["amil"],
      balanceMinor: balance,
      byCategory: try categories.map {
        ZakatReport.CategoryLine(category: try $0.word("category"), paidMinor: try $0["amount"])
      },
      overdueLots: try await lots(of: fund.id, on: day, "AND l.due_on < \(day)", limit: 500, in: session),
      oldestLot: try await lots(of: fund.id, on: day, "", limit: 1, in: session).first)
  }

  /// Lots with something left now, the oldest first.
  private static func lots(
    of fund: ID<Fund>, on day: CalendarDate, _ filter: SQL, limit: Int, in session: some Session
  ) async throws -> [ZakatReport.Lot] {
    let rows = try await session.query(
      """
      SELECT l.code, l.received_on, l.due_on, l.remaining_minor FROM zakat_lots l
      WHERE l.fund_id = \(fund) AND l.remaining_minor > 0 AND l.received_on <= \(day) \(fragment: filter)
      ORDER BY l.received_on, l.receipt_id LIMIT \(limit)
      """)
    return try rows.map { row in
      let received: CalendarDate = try row["received_on"]
      return ZakatReport.Lot(
        receipt: try row["code"], receivedOn: received, dueOn: try row["due_on"], ageDays: received.days(to: day),
        remainingMinor: try row["remaining_minor"])
    }
  }
}
