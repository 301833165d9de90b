import Domain
import Postgres

extension Grants {
  /// Everything about a grant, or nil where there is none of this code.
  public static func sheet(of code: Code, in session: some Session) async throws -> GrantSheet? {
    let found = try await session.queryAtMostOne(
      """
      SELECT g.*, f.code AS fund, a.code AS grantee, d.code AS funder, p.code AS programme, y.code AS policy, s.state,
        s.step, s.on_day, m.agreed_minor, m.paid_minor, m.accepted_minor, m.returned_minor, m.unallocated_minor,
        (SELECT coalesce(sum(k.quantity * k.unit_value_minor), 0)::bigint FROM grant_in_kind k
          WHERE k.grant_id = g.grant_id) AS in_kind_minor,
        (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM grant_cofunding c
          WHERE c.grant_id = g.grant_id AND c.stage = 'received') AS cofunding_minor
      FROM grants g JOIN funds f USING (fund_id) JOIN actors a ON a.actor_id = g.grantee_id
      JOIN actors d ON d.actor_id = g.funder_id LEFT JOIN programmes p ON p.programme_id = g.programme_id
      LEFT JOIN policies y ON y.policy_id = g.policy_id JOIN grant_states s USING (grant_id)
      JOIN grant_money m USING (grant_id) WHERE g.code = \(code)
      """)
    guard let row = found else { return nil }
    let id: ID<Grant> = try row["grant_id"]
    let currency = try Currency(try row.decode("currency", as: String.self))
    let grant = try decode(row, currency)
    let reports = try await reports(of: id, currency, in: session)
    let signed = try await agreement(of: id, currency, reports: reports.map(\.due), in: session)
    let money = GrantMoney(
      currency: currency, agreed: try row["agreed_minor"], paid: try row["paid_minor"],
      accepted: try row["accepted_minor"], returned: try row["returned_minor"],
      unallocated: try row["unallocated_minor"])
    let tranches = try await tranches(of: id, signed?.agreement, version: signed?.version ?? 0, in: session)
    return GrantSheet(
      id: id, grant: grant, policy: try row["policy_id"], state: try row.word("state"), step: try row["step"],
      since: try row["on_day"], money: money, agreement: signed?.agreement, version: signed?.version ?? 0,
      tranches: tranches, reports: reports, recoveries: try await recoveries(of: id, in: session),
      inKindMinor: try row["in_kind_minor"], cofundingMinor: try row["cofunding_minor"])
  }

  private static func decode(_ row: Row, _ currency: Currency) throws -> Grant {
    let money = { (column: String) in try Money(minor: try row[column], currency) }
    let plan = try GrantPlan(
      requested: money("requested_minor"), ownCash: money("own_cash_minor"), ownInKind: money("own_in_kind_minor"),
      others: money("others_minor"), cost: money("project_cost_minor"))
    return try Grant(
      try row["code"], fund: try row["fund"], grantee: try row["grantee"], funder: try row["funder"],
      programme: try row["programme"], names: try row.names(), purpose: try row["purpose"],
      isRestricted: try row["restricted"], span: DateSpan(try row["first_on"], through: try row["last_on"]),
      submittedOn: try row["submitted_on"], plan: plan, members: try row["members"],
      youthAndWomen: try row["members_youth_or_women"], policy: try row["policy"])
  }

  private static func reports(of grant: ID<Grant>, _ currency: Currency, in session: some Session) async throws
    -> [GrantSheet.Report]
  {
    let lines = try await session.query(
      """
      SELECT report, step, line, amount_minor FROM grant_report_lines WHERE grant_id = \(grant)
      ORDER BY report, step DESC, line
      """)
    let rows = try await session.query(
      """
      SELECT r.report, r.first_on, r.last_on, r.due_on, r.is_final, s.state, s.step, s.recorded_by
      FROM grant_reports r JOIN grant_report_states s USING (grant_id, report)
      WHERE r.grant_id = \(grant) ORDER BY r.report
      """)
    return try rows.map { row in
      let number: Int = try row["report"]
      let own = try lines.filter { try $0.decode("report", as: Int.self) == number }
      let latest = try own.first?.decode("step", as: Int.self)
      let spending = try own.filter { try $0.decode("step", as: Int.self) == latest }.map {
        GrantAct.Spending(try $0["line"], try Money(minor: try $0["amount_minor"], currency))
      }
      let due = GrantAgreement.ReportDue(
        number, span: try DateSpan(try row["first_on"], through: try row["last_on"]), dueOn: try row["due_on"],
        isFinal: try row["is_final"])
      return GrantSheet.Report(
        due: due, state: try row.word("state"), step: try row["step"], by: try row["recorded_by"], spending: spending)
    }
  }

  private static func recoveries(of grant: ID<Grant>, in session: some Session) async throws -> [GrantSheet.Recovery] {
    try await session.query(
      "SELECT recovery, cause, amount_minor, due_on FROM grant_recoveries WHERE grant_id = \(grant) ORDER BY recovery"
    ).map {
      GrantSheet.Recovery(
        number: try $0["recovery"], cause: try $0["cause"], amountMinor: try $0["amount_minor"],
        dueOn: try $0["due_on"])
    }
  }
}
