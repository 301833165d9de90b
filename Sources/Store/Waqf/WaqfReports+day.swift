import Domain
import Postgres

// What a report says about beneficiaries, needs and assets: as it was on its day.
extension WaqfReports {
  static func beneficiaries(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws
    -> [WaqfReport.Beneficiary]
  {
    let rows = try await session.query(
      """
      SELECT beneficiary, coalesce(sum(amount_minor) FILTER (WHERE is_share), 0)::bigint AS set_aside_minor,
        sum(amount_minor)::bigint AS unpaid_minor
      FROM waqf_share_moves WHERE waqf_id = \(waqf) AND on_day <= \(day) GROUP BY beneficiary ORDER BY beneficiary
      """)
    return try rows.map {
      WaqfReport.Beneficiary(
        code: try $0["beneficiary"], setAsideMinor: try $0["set_aside_minor"], unpaidMinor: try $0["unpaid_minor"])
    }
  }

  /// Needs found by the day that nothing had met by then, the urgent ones first; planned ones once they are due.
  static func openNeeds(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws
    -> [WaqfReport.OpenNeed]
  {
    let rows = try await session.query(
      """
      SELECT n.code, n.urgency, n.due_on, n.open_minor FROM (
        SELECT n.need_id, n.code, n.urgency, n.due_on, (n.amount_minor
          - coalesce((SELECT sum(x.amount_minor) FROM waqf_run_needs x JOIN waqf_runs r USING (run_id)
            WHERE x.need_id = n.need_id AND r.ran_on <= \(day)), 0)
          - coalesce((SELECT sum(p.from_reserve_minor) FROM waqf_payouts p
            WHERE p.need_id = n.need_id AND p.paid_on <= \(day)), 0))::bigint AS open_minor
        FROM waqf_needs n WHERE n.waqf_id = \(waqf) AND n.found_on <= \(day)
          AND (n.urgency = 'urgent' OR n.due_on <= \(day))
          AND NOT EXISTS (SELECT FROM waqf_need_closings c WHERE c.need_id = n.need_id AND c.closed_on <= \(day))) n
      WHERE n.open_minor > 0 ORDER BY n.urgency = 'planned', n.due_on, n.need_id
      """)
    return try rows.map {
      WaqfReport.OpenNeed(
        code: try $0["code"], urgency: try $0.word("urgency"), dueOn: try $0["due_on"], openMinor: try $0["open_minor"])
    }
  }

  static func assets(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws
    -> [WaqfReport.Asset]
  {
    let rows = try await session.query(
      """
      SELECT a.code, a.kind, s.state, n.code AS replaced_by, (a.book_minor
        - coalesce((SELECT sum(l.amount_minor) FROM waqf_losses l WHERE l.asset_id = a.asset_id AND l.lost_on <= \(day)), 0))
        ::bigint AS book_minor
      FROM waqf_assets a
      CROSS JOIN LATERAL (SELECT s.state FROM waqf_asset_steps s WHERE s.asset_id = a.asset_id AND s.on_day <= \(day)
        ORDER BY s.step DESC LIMIT 1) s
      LEFT JOIN LATERAL (SELECT r.asset_id FROM waqf_istibdals i JOIN waqf_replacements r USING (istibdal_id)
        WHERE i.asset_id = a.asset_id AND r.replaced_on <= \(day)) r ON true
      LEFT JOIN waqf_assets n ON n.asset_id = r.asset_id
      WHERE a.waqf_id = \(waqf) ORDER BY a.asset_id
      """)
    return try rows.map { row in
      WaqfReport.Asset(
        code: try row["code"], kind: try row.word("kind"), state: try row.word("state"),
        bookMinor: try row["book_minor"], replacedBy: try row["replaced_by"])
    }
  }
}
