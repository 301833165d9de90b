import Domain
import Postgres

extension ZakatReceipts {
  /// What became of a receipt, out of the uses of its lot; nil where there is none of this code.
  public static func standing(of code: Code, in session: some Session) async throws -> ZakatReceiptStanding? {
    let row = try await session.queryAtMostOne(
      """
      SELECT r.code, f.code AS fund, z.currency, r.amount_minor, r.received_on, r.hijri, r.hawl_ends_on, r.due_on,
        l.remaining_minor, l.is_refunded, o.found_on, coalesce((
          SELECT sum(u.amount_minor) FROM zakat_lot_uses u WHERE u.receipt_id = r.receipt_id
            AND (u.charge_id IS NOT NULL OR EXISTS (SELECT FROM zakat_proofs p
              WHERE p.distribution_id = u.distribution_id AND p.line = u.line AND p.condition IS NULL))), 0)::bigint
          AS discharged_minor
      FROM zakat_receipts r JOIN zakat_funds z USING (fund_id) JOIN funds f USING (fund_id)
      JOIN zakat_lots l USING (receipt_id) LEFT JOIN zakat_overdue_lots o USING (receipt_id) WHERE r.code = \(code)
      """)
    return try row.map { row in
      ZakatReceiptStanding(
        receipt: try row["code"], fund: try row["fund"], amount: try row.money("amount_minor"),
        receivedOn: try row["received_on"], hijri: try row["hijri"], hawlEndsOn: try row["hawl_ends_on"],
        dueOn: try row["due_on"], remainingMinor: try row["remaining_minor"],
        dischargedMinor: try row["discharged_minor"], isRefunded: try row["is_refunded"],
        overdueSince: try row["found_on"])
    }
  }
}
