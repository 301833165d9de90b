import Domain
import Postgres
import Store

extension Tadamun {
  /// Submits reports to one programme, all or none. One that was submitted before under the same reference is left as it
  /// is; another report for the same actor and period is a correction and becomes the next version.
  ///
  /// - Throws: `programme_unknown`; `report_locked` where a correction would follow a locked report; ``Problems`` with,
  ///   each at its place: `actor_unknown`, `actor_not_enrolled`, `indicator_unknown`, `group_unknown`,
  ///   `period_not_in_calendar`, `period_in_future`, `date_in_future`,
  ///   `idempotency_conflict` where a reference was used for something else, `direction_conflict` where a target lies on
  ///   the wrong side of its baseline, what
  ///   ``ReportCell/check(against:)`` throws and what ``Disaggregation/problems(of:stated:)`` finds.
  @discardableResult
  public func submit(_ reports: [SubmittedReport], targets: [Target] = [], to programme: Code, by source: Source)
    async throws -> ReportOutcome
  {
    try await transaction { transaction in
      let desk = try await ReportDesk(programme, for: reports, targets, source: source, in: transaction)
      var (outcome, problems, _) = try await desk.submitGood(reports, in: transaction)
      try Problems.throwIfAny(problems)
      let agreed = try await desk.record(targets, in: transaction)
      try Problems.throwIfAny(agreed.problems)
      outcome.targets = agreed.recorded
      return outcome
    }
  }

  /// Submits one report; see ``submit(_:targets:to:by:)``.
  public func submit(_ report: SubmittedReport, to programme: Code, by source: Source) async throws
    -> SubmissionReceipt
  {
    try await transaction { transaction in
      let desk = try await ReportDesk(programme, for: [report], source: source, in: transaction)
      let (outcome, problems, recorded) = try await desk.submitGood([report], in: transaction)
      try Problems.throwIfAny(problems)
      if let header = recorded.first {
        return SubmissionReceipt(
          report: header.id, version: Int(header.version), values: outcome.values, contentSHA256: header.bodyHash,
          isNew: true)
      }
      let sheet = try await knownReport(
        sentBy: source, under: report.reference, of: report.report.actor, in: transaction)
      return SubmissionReceipt(
        report: sheet.id, version: sheet.version, values: sheet.cells.count, contentSHA256: sheet.contentSHA256,
        isNew: false)
    }
  }

  /// A report with its cells and what became of it.
  /// - Throws: `actor_unknown`, `report_unknown`.
  public func report(_ report: Int64, of actor: Code) async throws -> ReportSheet {
    try await reading { try await knownReport(report, of: actor, in: $0).sheet }
  }

  /// Reports without their cells in the order in which they were recorded, after the report `after`; at most 500.
  ///
  /// - Parameters:
  ///   - first: Only of periods that begin on it or later.
  ///   - last: Only of periods that end on it or earlier.
  public func reports(
    of actor: Code? = nil, to programme: Code? = nil, in state: ReportState? = nil, from first: CalendarDate? = nil,
    through last: CalendarDate? = nil, after: Int64 = 0, limit: Int
  ) async throws -> [ReportSheet] {
    let filter = Store.Reports.Filter(
      actor: actor, programme: programme, state: state, from: first, through: last, after: after,
      limit: min(max(limit, 1), 501))
    return try await reading { try await Store.Reports.list(filter, in: $0) }
  }

  /// The report that `source` sent under `reference`.
  /// - Throws: `actor_unknown`, `report_unknown`.
  private func knownReport(
    sentBy source: Source, under reference: String, of actor: Code, in transaction: Transaction
  ) async throws -> ReportSheet {
    let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
    let key = try await Store.Reports.key(sentBy: source.name, under: reference, of: id, in: transaction)
    return try await knownReport(key ?? 0, of: actor, in: transaction).sheet
  }

  /// - Throws: `actor_unknown`, `report_unknown`.
  func knownReport(_ report: Int64, of actor: Code, in transaction: Transaction) async throws
    -> (sheet: ReportSheet, actor: ID<Actor>)
  {
    let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
    guard let sheet = try await Store.Reports.find(report, of: id, in: transaction) else {
      throw Problem("report_unknown", "\(actor) has no report \(report).")
    }
    return (sheet, id)
  }
}
