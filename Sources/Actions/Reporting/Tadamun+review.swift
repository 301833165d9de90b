import Domain
import Postgres
import Store

/// What a verifier says of one cell.
public struct CellFinding: Hashable, Sendable {
  public let verdict: Verdict
  /// Why, where the cell is not verified as it was declared.
  public let reason: String?

  /// - Throws: `reason_missing` for a cell that is sent back without one; `text_too_long` past 2,000 characters;
  ///   `value_out_of_range` for a value that no report holds.
  public init(_ verdict: Verdict, because reason: String? = nil) throws(Problem) {
    let isSaid = reason?.contains { !$0.isWhitespace } ?? false
    guard verdict != .returned || isSaid else {
      throw Problem("reason_missing", "A cell is sent back with a reason.", at: Place(field: "reason"))
    }
    guard (reason?.unicodeScalars.count ?? 0) <= 2_000 else {
      throw Problem("text_too_long", "A reason has at most 2000 characters.", at: Place(field: "reason"))
    }
    guard ReportCell.isRecordable(verdict.verifiedValue ?? 0) else {
      throw Problem("value_out_of_range", "The value is larger than a report holds.", at: Place(field: "value"))
    }
    self.verdict = verdict
    self.reason = isSaid ? reason : nil
  }
}

extension Tadamun {
  /// Records what a verifier found on a report: a verdict a cell, and for the cells not named, that they were found as
  /// declared; or sends the whole report back, with the reason.
  ///
  /// - Returns: How many cells got a verdict.
  /// - Throws: `report_unknown`, `already_verified`, `cell_unknown` where a verdict names a cell the report does not
  ///   report, `reason_missing` where a report is sent back without one, `maker_is_not_checker` where a person judges
  ///   what they wrote, or saved of its draft.
  @discardableResult
  public func verify(
    report: Int64, of actor: Code, findings: [SubmittedReport.CellKey: CellFinding] = [:], returned: Bool = false,
    note: String = "", by verifier: Source
  ) async throws -> Int {
    guard !returned || note.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "A report is sent back with a reason.", at: Place(field: "note"))
    }
    return try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      let (sheet, actorID) = try await knownReport(report, of: actor, in: transaction)
      guard !verifier.isPerson || verifier.name != sheet.author else {
        throw Problem("maker_is_not_checker", "Who wrote a report does not judge it; ask another person.")
      }
      let outcome = returned ? "returned" : "verified"
      guard
        try await Store.Reports.insertVerification(
          of: report, of: actorID, outcome: outcome, by: verifier.name, note: note, in: transaction)
      else { throw Problem("report_unknown", "\(actor) has no report \(report).") }
      let count = try await judge(report, of: actorID, findings, rest: outcome, in: transaction)
      let body = JSONText.object(["outcome": .text(outcome), "values": .integer(Int64(count)), "note": .text(note)])
      try await Events.append(
        "report_verified", about: "report:\(report)", body: body, by: verifier.name, in: transaction)
      return count
    }
  }

  /// Says that a verified report counts, as somebody else than who wrote it, and, above the programme's threshold, than
  /// who verified it: see ``ReviewRule``.
  ///
  /// - Returns: How many values count.
  /// - Throws: `report_unknown`; `already_validated`; `report_not_verified` where it was not verified, or a later version
  ///   stands in its place; `maker_is_not_checker`, `third_person_needed`.
  @discardableResult
  public func validate(report: Int64, of actor: Code, note: String = "", by approver: Source) async throws -> Int {
    try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      let (sheet, actorID) = try await heldReport(report, of: actor, in: transaction)
      if sheet.validation != nil {
        throw Problem("already_validated", "This report has been validated already; a correction is a new version.")
      }
      guard sheet.state == .verified, let verifier = sheet.verification?.by else {
        throw Problem("report_not_verified", "A report is validated when it was verified; this one is \(sheet.state).")
      }
      let basis = try await basis(of: sheet, of: actorID, verifier: verifier, approver: approver, in: transaction)
      try await Store.Reports.insertValidation(
        of: sheet, of: actorID, verifier: verifier, by: approver.name, on: basis, note: note, in: transaction)
      let count = try await Store.Reports.validateVerified(of: report, of: actorID, in: transaction)
      let body = JSONText.object(["basis": .text(basis.rawValue), "values": .integer(Int64(count))])
      try await Events.append(
        "report_validated", about: "report:\(report)", body: body, by: approver.name, in: transaction)
      return count
    }
  }

  /// Closes a validated report: its next version needs a reopening.
  /// - Throws: `report_unknown`; `already_locked`; `report_not_validated`.
  public func lock(report: Int64, of actor: Code, by source: Source) async throws {
    try await transaction { transaction in
      let (sheet, actorID) = try await heldReport(report, of: actor, in: transaction)
      if sheet.lock != nil { throw Problem("already_locked", "This report is locked already.") }
      guard sheet.state == .validated else {
        throw Problem("report_not_validated", "A report is locked when it was validated; this one is \(sheet.state).")
      }
      try await Store.Reports.insertLock(of: report, of: actorID, by: source.name, in: transaction)
      try await Events.append("report_locked", about: "report:\(report)", by: source.name, in: transaction)
    }
  }

  /// Lets a new version of a locked report follow. The report itself stays as it is.
  /// - Throws: `report_unknown`; `already_reopened`; `report_not_locked`; `reason_missing`.
  public func reopen(report: Int64, of actor: Code, because reason: String, by source: Source) async throws {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "A report is reopened with a reason.", at: Place(field: "reason"))
    }
    try await transaction { transaction in
      let (sheet, actorID) = try await knownReport(report, of: actor, in: transaction)
      if sheet.reopening != nil { throw Problem("already_reopened", "This report is reopened already.") }
      guard sheet.state == .locked else {
        throw Problem("report_not_locked", "Only a locked report is reopened; this one is \(sheet.state).")
      }
      try await Store.Reports.insertReopening(
        of: report, of: actorID, because: reason, by: source.name, in: transaction)
      let body = JSONText.object(["reason": .text(reason)])
      try await Events.append(
        "report_reopened", about: "report:\(report)", body: body, by: source.name, in: transaction)
    }
  }

  /// Sets above how much money, received in the year up to the end of a period, author, verifier and approver are three.
  /// - Throws: `programme_unknown`; `currency_differs`; `amount_negative`.
  public func setReviewThreshold(
    _ threshold: Money, of programme: Code, from day: CalendarDate, by source: Source
  ) async throws {
    try await transaction { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      guard threshold.currency == stored.programme.currency else {
        throw Problem("currency_differs", "The threshold of \(programme) is in \(stored.programme.currency.code).")
      }
      guard threshold.minor >= 0 else { throw Problem("amount_negative", "A threshold is not below zero.") }
      try await Store.Reports.insertThreshold(threshold, of: stored.id, from: day, by: source.name, in: transaction)
      let body = JSONText.object(["amount": .text(threshold.decimal), "first_on": .text(day.description)])
      try await Events.append(
        "review_threshold_set", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
    }
  }

  /// A report while nobody hands in another version of it.
  /// - Throws: `actor_unknown`, `report_unknown`.
  private func heldReport(_ report: Int64, of actor: Code, in transaction: Transaction) async throws
    -> (sheet: ReportSheet, actor: ID<Actor>)
  {
    let programme = try await knownReport(report, of: actor, in: transaction).sheet.programme
    let stored = try await knownProgramme(programme, in: transaction)
    try await transaction.run(Store.Reports.lockingVersions(of: [stored.id]))
    return try await knownReport(report, of: actor, in: transaction)
  }

  private func basis(
    of sheet: ReportSheet, of actor: ID<Actor>, verifier: String, approver: Source, in transaction: Transaction
  ) async throws -> ReviewRule.Basis {
    let day = sheet.period.last
    let today = try await Clock.day(at: Clock.now(in: transaction), in: Access.timeZone, session: transaction)
    return try ReviewRule.basis(
      author: sheet.author, verifier: verifier, approver: approver.name,
      receivedMinor: await Store.Reports.received(by: actor, in: sheet.programme, upTo: day, session: transaction),
      thresholdMinor: await Store.Reports.threshold(of: sheet.programme, on: day, in: transaction),
      isFromAgent: await Mandates.verifies(approver.name, for: actor, on: today, in: transaction))
  }

  /// - Returns: How many cells got a verdict.
  private func judge(
    _ report: Int64, of actor: ID<Actor>, _ findings: [SubmittedReport.CellKey: CellFinding], rest: String,
    in transaction: Transaction
  ) async throws -> Int {
    let indicators = try await Catalogue.indicatorCodes(in: transaction)
    let groups = try await Catalogue.groups(in: transaction)
    // A report holds one version of an indicator: whichever it is.
    let versions = Dictionary(grouping: indicators.keys) { indicators[$0] }
    let keys = { (cell: SubmittedReport.CellKey) -> [Store.Reports.CellKey] in
      guard let group = groups[cell.group] else { return [] }
      return (versions[cell.indicator] ?? []).map { Store.Reports.CellKey(indicator: $0, group: group) }
    }
    var verdicts: [Store.Reports.CellKey: Verdict] = [:]
    for (cell, finding) in findings {
      for key in keys(cell) { verdicts[key] = finding.verdict }
    }
    let judged = try await Store.Reports.judge(report, of: actor, verdicts, rest: rest, in: transaction)
    var reasons: [Store.Reports.CellKey: String] = [:]
    for (cell, finding) in findings {
      guard let key = keys(cell).first(where: judged.contains) else {
        throw Problem("cell_unknown", "The report has no unjudged value of \(cell.indicator) for \(cell.group).")
      }
      reasons[key] = finding.reason
    }
    if !reasons.isEmpty {
      try await Store.Reports.insertReasons(reasons, of: report, of: actor, in: transaction)
    }
    return judged.count
  }
}
