import Domain
import Postgres
import Store

extension Tadamun {
  /// Begins a draft. The same person under the same key gets the draft that is there.
  ///
  /// - Returns: The draft, and whether it is new.
  /// - Throws: `actor_unknown`, `programme_unknown`, `period_not_in_calendar`, `period_out_of_range`; `draft_exists` where
  ///   another one is open for the period; `unit_mismatch`; what ``DraftReport/check(_:)`` throws.
  public func beginDraft(
    of actor: Code, for programme: Code, period: DateSpan, cells: [ReportCell], differenceReasons: [Code: String] = [:],
    key: String, by source: Source
  ) async throws -> (draft: DraftReport, isNew: Bool) {
    try DraftReport.check(cells, differenceReasons: differenceReasons)
    return try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      if let known = try await Drafts.begun(by: source.name, under: key, of: id, in: transaction) {
        return (try await knownDraft(known, of: actor, in: transaction), false)
      }
      try await checkUnits(of: cells, in: transaction)
      let stored = try await knownProgramme(programme, in: transaction)
      try stored.programme.calendar.check(period)
      let keys = try await Catalogue.periods([period], in: transaction)
      let draft = try await Drafts.insert(
        of: id, for: stored.id, period: keys[period] ?? -1, under: key, by: source.name, in: transaction)
      try await Drafts.replace(cells, of: draft, of: id, in: transaction)
      try await Drafts.replace(differenceReasons: differenceReasons, of: draft, of: id, in: transaction)
      return (try await knownDraft(draft, of: actor, in: transaction), true)
    }
  }

  /// Saves over a draft that somebody began and that holds what nobody else saved, at whatever version it is: answers to
  /// its beginner got lost, so that they do not know it.
  /// - Throws: As ``saveDraft(_:of:cells:differenceReasons:from:by:)``; `draft_changed` where somebody else saved it, too.
  public func saveOwnDraft(
    _ draft: DraftReport, cells: [ReportCell], differenceReasons: [Code: String] = [:], by source: Source
  ) async throws -> DraftReport {
    try await saveDraft(
      draft.id, of: draft.actor, cells: cells, differenceReasons: differenceReasons, from: draft.version, by: source,
      alone: true)
  }

  /// Saves over a draft that is still at `version`.
  /// - Throws: `actor_unknown`, `draft_unknown`; `draft_changed` where somebody saved or ended it in between; `unit_mismatch`;
  ///   what ``DraftReport/check(_:)`` throws.
  public func saveDraft(
    _ draft: Int64, of actor: Code, cells: [ReportCell], differenceReasons: [Code: String] = [:], from version: Int,
    by source: Source
  ) async throws -> DraftReport {
    try await saveDraft(
      draft, of: actor, cells: cells, differenceReasons: differenceReasons, from: version, by: source, alone: false)
  }

  private func saveDraft(
    _ draft: Int64, of actor: Code, cells: [ReportCell], differenceReasons: [Code: String], from version: Int,
    by source: Source, alone: Bool
  ) async throws -> DraftReport {
    try DraftReport.check(cells, differenceReasons: differenceReasons)
    return try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      _ = try await knownDraft(draft, of: actor, in: transaction)
      if alone, try await Drafts.hasWriters(beside: source.name, draft, of: id, in: transaction) {
        throw Tadamun.draftChanged
      }
      try await checkUnits(of: cells, in: transaction)
      guard try await Drafts.raise(draft, of: id, from: version, by: source.name, in: transaction) else {
        throw Tadamun.draftChanged
      }
      try await Drafts.replace(cells, of: draft, of: id, in: transaction)
      try await Drafts.replace(differenceReasons: differenceReasons, of: draft, of: id, in: transaction)
      return try await knownDraft(draft, of: actor, in: transaction)
    }
  }

  /// Submits a draft that is still at `version`, as of the day it is for the programme. A draft that was submitted
  /// already gives its report.
  ///
  /// - Parameter differences: Of axes that do not add up, stated with their amounts; where the draft says only why, the
  ///   amount is what its values leave out.
  /// - Throws: `draft_unknown`, `draft_changed`; what ``submit(_:targets:to:by:)`` throws.
  public func submitDraft(
    _ draft: Int64, of actor: Code, from version: Int, differences: [Disaggregation.Statement] = [], by source: Source
  ) async throws -> ReportSheet {
    try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      let found = try await knownDraft(draft, of: actor, in: transaction)
      if let report = found.report { return try await knownReport(report, of: actor, in: transaction).sheet }
      guard found.isOpen, found.version == version else { throw Tadamun.draftChanged }
      let programme = try await knownProgramme(found.programme, in: transaction).programme
      let day = try await Clock.day(at: Clock.now(in: transaction), in: programme.timeZone, session: transaction)
      let report = try Report(
        programme: found.programme, actor: actor, period: found.period, submittedOn: day, cells: found.cells)
      let reference = "draft:\(draft)"
      let submitted = SubmittedReport(
        reference: reference, report, differences: differences, differenceReasons: found.differenceReasons)
      let desk = try await ReportDesk(found.programme, for: [submitted], source: source, in: transaction)
      let (_, problems, _) = try await desk.submitGood([submitted], in: transaction)
      try Problems.throwIfAny(problems)
      let key = try await Store.Reports.key(sentBy: source.name, under: reference, of: id, in: transaction)
      guard let key, try await Drafts.end(draft, of: id, at: version, as: key, in: transaction) else {
        throw Tadamun.draftChanged
      }
      return try await knownReport(key, of: actor, in: transaction).sheet
    }
  }

  /// Gives a draft up that is still at `version`.
  /// - Throws: `draft_unknown`, `draft_changed`.
  public func discardDraft(_ draft: Int64, of actor: Code, from version: Int, by source: Source) async throws {
    try await transaction { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      _ = try await knownDraft(draft, of: actor, in: transaction)
      guard try await Drafts.end(draft, of: id, at: version, as: nil, in: transaction) else {
        throw Tadamun.draftChanged
      }
      try await Events.append("draft_discarded", about: "draft:\(draft)", by: source.name, in: transaction)
    }
  }

  /// - Throws: `draft_unknown`.
  public func draft(_ draft: Int64, of actor: Code) async throws -> DraftReport {
    try await reading { try await knownDraft(draft, of: actor, in: $0) }
  }

  /// The open drafts of an actor, the oldest first; at most 200.
  public func drafts(of actor: Code) async throws -> [DraftReport] {
    try await reading { try await Drafts.open(of: actor, in: $0) }
  }

  private static let draftChanged = Problem(
    "draft_changed", "Somebody saved, submitted or gave up this draft in between; read it again.")

  /// Holds units to those of the indicators: a draft does not keep what was said of them.
  /// - Throws: `unit_mismatch` for each cell that says another one.
  private func checkUnits(of cells: [ReportCell], in transaction: Transaction) async throws {
    let said = cells.filter { $0.unit != nil }
    if said.isEmpty { return }
    let known = try await transaction.run(Catalogue.indicators(named: Set(said.map(\.indicator)).sorted()))
    var problems: [Problem] = []
    for cell in said {
      do throws(Problem) {
        if let definition = known[cell.indicator]?.indicator { try cell.checkUnit(against: definition) }
      } catch { problems.append(error) }
    }
    try Problems.throwIfAny(problems)
  }

  private func knownDraft(_ draft: Int64, of actor: Code, in transaction: Transaction) async throws -> DraftReport {
    guard let found = try await Drafts.find(draft, of: actor, in: transaction) else {
      throw Problem("draft_unknown", "\(actor) has no draft \(draft).")
    }
    return found
  }
}
