import Domain
import Store

extension GrantDesk {
  /// Records what a report says was spent, line by line.
  /// - Throws: `report_unknown`, `step_not_allowed`, `budget_line_unknown`, `line_twice`, `amount_negative`.
  func submit(_ number: Int, on day: CalendarDate, _ spending: [GrantAct.Spending]) async throws {
    let report = try known(report: number)
    try report.state.step(to: .submitted, of: "Report \(number)")
    try require(spending)
    try await Grants.step(
      sheet.id, report: number, number: report.step + 1, from: report.state, to: .submitted, on: day, by: person.name,
      spending: spending, in: transaction)
  }

  /// Accepts a report, as somebody else than who sent it, and books what it shows was spent.
  ///
  /// - Parameter spending: What of it is accepted; nil for all.
  /// - Throws: `accepted_over_submitted`; `maker_is_not_checker`; `budget_line_overspent`; `spending_over_agreed`.
  func accept(_ number: Int, on day: CalendarDate, _ spending: [GrantAct.Spending]?) async throws {
    let report = try known(report: number)
    try report.state.step(to: .accepted, of: "Report \(number)")
    let accepted = spending ?? report.spending
    try require(accepted)
    for line in accepted {
      let submitted = report.spending.first { $0.line == line.line }?.amount.minor ?? 0
      guard line.amount.minor <= submitted else {
        throw Problem("accepted_over_submitted", "Of line \(line.line) at most what was submitted can be accepted.")
      }
    }
    try await Grants.step(
      sheet.id, report: number, number: report.step + 1, from: .submitted, to: .accepted, on: day, by: person.name,
      submittedBy: report.by, spending: accepted, in: transaction)
    let total = accepted.reduce(0) { $0 + $1.amount.minor }
    if total > 0 {
      try await book(
        .grantSpending, [(.spent, sheet.grant.grantee, total), (.spendingAccepted, sheet.grant.grantee, -total)],
        on: day, as: "report \(number)", report: number)
    }
    try await account(upTo: sheet.money.accepted + total, on: day)
  }

  func giveBack(_ number: Int, on day: CalendarDate, reason: String) async throws {
    let report = try known(report: number)
    try report.state.step(to: .returned, of: "Report \(number)")
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "Say what is missing.", at: Place(field: "reason"))
    }
    try await Grants.step(
      sheet.id, report: number, number: report.step + 1, from: .submitted, to: .returned, on: day, reason: reason,
      by: person.name, submittedBy: report.by, in: transaction)
  }

  /// Tranches whose money is accepted as spent, the first ones first.
  private func account(upTo accepted: Int64, on day: CalendarDate) async throws {
    var paid: Int64 = 0
    for tranche in sheet.tranches where tranche.state.wasPaid {
      paid += tranche.amount.minor
      if paid <= accepted, tranche.state == .paid { try await trancheStep(tranche, to: .accounted, on: day) }
    }
  }

  private func known(report number: Int) throws -> GrantSheet.Report {
    guard let report = sheet.reports.first(where: { $0.due.number == number }) else {
      throw Problem("report_unknown", "\(name) has no report \(number).")
    }
    return report
  }

  private func require(_ spending: [GrantAct.Spending]) throws {
    guard let agreement = sheet.agreement else { throw Problem("agreement_missing", "\(name) is not signed.") }
    var problems: [Problem] = []
    for line in spending {
      try requireCurrency(of: line.amount)
      if !agreement.lines.contains(where: { $0.code == line.line }) {
        problems.append(
          Problem("budget_line_unknown", "The agreement has no budget line \(line.line).", at: Place(field: "lines")))
      }
      if line.amount.minor < 0 {
        problems.append(
          Problem("amount_negative", "Spending on \(line.line) is below zero.", at: Place(field: "lines")))
      }
    }
    if Set(spending.map(\.line)).count < spending.count {
      problems.append(Problem("line_twice", "A budget line stands twice.", at: Place(field: "lines")))
    }
    try Problems.throwIfAny(problems)
  }
}
