import Domain
import Postgres
import Store

extension Tadamun {
  /// Submits reports to one programme, all or none. One that was submitted before under the same reference is left as it
  /// is; another report for the same actor and period is a correction and becomes the next version.
  ///
  /// - Throws: `programme_unknown`; ``Problems`` with, each at its place: `actor_unknown`, `actor_not_enrolled`,
  ///   `indicator_unknown`, `group_unknown`, `period_not_in_calendar`, `period_in_future`, `date_in_future`,
  ///   `idempotency_conflict` where a reference was used for something else, and what ``ReportCell/check(against:)`` throws.
  @discardableResult
  public func submit(_ reports: [SubmittedReport], targets: [Target] = [], to programme: Code, by source: Source)
    async throws -> ReportOutcome
  {
    try await transaction { transaction in
      let desk = try await ReportDesk(programme, source: source, in: transaction)
      var (outcome, problems) = try await desk.submitGood(reports, in: transaction)
      try Problems.throwIfAny(problems)
      outcome.targets = try await desk.record(targets, in: transaction)
      return outcome
    }
  }

  /// Records what a verifier found on a report: a verdict a cell, and for the cells not named, that they were found as
  /// declared; or sends the whole report back, with the reason.
  ///
  /// - Returns: How many cells got a verdict.
  /// - Throws: `report_unknown`, `already_verified`, `cell_unknown` where a verdict names a cell the report does not
  ///   report, `reason_missing` where a report is sent back without one.
  @discardableResult
  public func verify(
    report: Int64, of actor: Code, verdicts: [SubmittedReport.CellKey: Verdict] = [:], returned: Bool = false,
    note: String = "", by verifier: Source
  ) async throws -> Int {
    guard !returned || note.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "A report is sent back with a reason.", at: Place(field: "note"))
    }
    return try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      let actorID = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      let outcome = returned ? "returned" : "verified"
      guard
        try await Store.Reports.insertVerification(
          of: report, of: actorID, outcome: outcome, by: verifier.name, note: note, in: transaction)
      else { throw Problem("report_unknown", "\(actor) has no report \(report).") }
      var count = try await setVerdicts(verdicts, of: report, of: actorID, in: transaction)
      count += try await Store.Reports.setRemainingVerdicts(outcome, of: report, of: actorID, in: transaction)
      let body = JSONText.object(["outcome": .text(outcome), "values": .integer(Int64(count)), "note": .text(note)])
      try await Events.append(
        "report_verified", about: "report:\(report)", body: body, by: verifier.name, in: transaction)
      return count
    }
  }

  private func setVerdicts(
    _ verdicts: [SubmittedReport.CellKey: Verdict], of report: Int64, of actor: ID<Actor>, in transaction: Transaction
  ) async throws -> Int {
    let indicators = try await Catalogue.indicatorCodes(in: transaction)
    let groups = try await Catalogue.groups(in: transaction)
    for (cell, verdict) in verdicts {
      var isSet = false
      for (id, code) in indicators where code == cell.indicator && !isSet {
        isSet = try await Store.Reports.setVerdict(
          verdict, on: id, group: groups[cell.group] ?? -1, of: report, of: actor, in: transaction)
      }
      guard isSet else {
        throw Problem("cell_unknown", "The report has no unjudged value of \(cell.indicator) for \(cell.group).")
      }
    }
    return verdicts.count
  }
}
