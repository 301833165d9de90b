import Domain
import Postgres
import Store

/// Takes reports in for one programme, from one source, in one transaction: everything that reports and targets name is
/// looked up at once, before the programme's lock is taken, which others wait for.
struct ReportDesk {
  private let programme: Programmes.Stored
  private let source: Source
  private let indicators: [Code: Catalogue.StoredIndicator]
  private let groups: [Code: Int32]
  private let axes: [Code: Set<Code>]
  private let register: ReportRegister

  /// For what `reports` and `targets` name.
  /// - Throws: `programme_unknown`.
  init(
    _ code: Code, for reports: [SubmittedReport], _ targets: [Target] = [], source: Source, in transaction: Transaction
  ) async throws {
    let codes = Set(reports.flatMap { $0.report.cells.map(\.indicator) } + targets.map(\.indicator))
    let actors = Set(reports.map(\.report.actor)).sorted()
    let (_, found, indicators, grouping, participants, periods) = try await transaction.run(
      together: Facts.recording, Programmes.finding(code), Catalogue.indicators(named: codes.sorted()),
      Catalogue.grouping, Programmes.participants(actors, in: code),
      Catalogue.knownPeriods(Array(Set(reports.map(\.report.period)))))
    guard let found else { throw Problem("programme_unknown", "There is no programme “\(code)”.") }
    register = ReportRegister(of: source)
    register.know(found, actors, participants, periods)
    programme = found.stored
    self.source = source
    self.indicators = indicators
    groups = grouping.keys
    axes = grouping.axes
  }

  /// Submits those of `reports` with which nothing is wrong.
  /// - Returns: With the outcome, the headers of what was recorded.
  func submitGood(_ reports: [SubmittedReport], in transaction: Transaction) async throws
    -> (outcome: ReportOutcome, problems: [Problem], recorded: [Store.Reports.Header])
  {
    var outcome = ReportOutcome()
    let found = reports.map { report in
      let (stated, unstated) = axes(of: report)
      return (stated: stated, wrong: report.report.cells.compactMap { check($0, of: report) } + unstated)
    }
    let findings = try await register.examine(
      reports.map(\.slip), expecting: found.count { $0.wrong.isEmpty }, in: transaction)
    var problems: [Problem] = []
    var fresh: [(report: SubmittedReport, stated: [Disaggregation.Statement], entry: ReportRegister.Entry)] = []
    for ((report, finding), (stated, wrong)) in zip(zip(reports, findings), found) {
      problems += wrong
      switch finding {
      case .refused(let found): problems += found
      case .known: outcome.known += 1
      case .new(let entry): if wrong.isEmpty { fresh.append((report, stated, entry)) }
      }
    }
    guard !fresh.isEmpty else { return (outcome, problems, []) }
    let headers = try await register.headers(of: fresh.map(\.entry), in: transaction)
    let hasVerdictOfNow = fresh.contains { $0.report.verdicts.values.contains { $0.day == nil } }
    let now = hasVerdictOfNow ? try await Clock.now(in: transaction) : nil
    let filled = zip(headers, fresh).map { (header: $0, values: values(of: $1.report, now: now)) }
    outcome.recorded = headers.count
    outcome.corrections = headers.count { $0.version > 1 }
    outcome.values = filled.reduce(0) { $0 + $1.values.count }
    let differences = zip(headers, fresh).flatMap { header, item in
      Store.Reports.inserting(item.stated, of: header.id, of: header.actor)
    }
    try await transaction.run(
      together: [Store.Reports.inserting(headers)] + Store.Reports.inserting(filled) + differences
        + [outcome.event(about: programme.programme.code, by: source)])
    return (outcome, problems, headers)
  }

  /// Records those of `targets` with which nothing is wrong.
  /// - Returns: How many were new, and `direction_conflict` for each that lies on the wrong side of its baseline.
  /// - Throws: `actor_unknown`, `indicator_unknown`, `group_unknown`.
  func record(_ targets: [Target], in transaction: Transaction) async throws -> (recorded: Int, problems: [Problem]) {
    guard !targets.isEmpty else { return (0, []) }
    let actors = try await Store.Actors.ids(of: Set(targets.map(\.actor)).sorted(), in: transaction)
    let periods = try await Catalogue.periods(
      Set(targets.map(\.span)).sorted { $0.description < $1.description }, in: transaction)
    let values = try targets.map { target in
      guard let actor = actors[target.actor] else { throw ReportRegister.unknown("actor", target.actor) }
      guard let indicator = indicators[target.indicator] else {
        throw ReportRegister.unknown("indicator", target.indicator)
      }
      guard let group = groups[target.group] else { throw ReportRegister.unknown("group", target.group) }
      return Targets.Value(
        actor: actor, indicator: indicator.id, group: group, period: periods[target.span] ?? -1,
        baseline: target.baseline, target: target.target)
    }
    let conflicts = try await conflicts(among: values, in: transaction)
    let good = values.indices.filter { conflicts[$0] == nil }.map { values[$0] }
    let problems = conflicts.sorted { $0.key < $1.key }.map { number, problem in
      let target = targets[number]
      let named = Problem(problem.code, "\(target.actor), \(target.span): \(problem.message)", at: problem.place)
      return target.place.map { named.at($0) } ?? named
    }
    return (try await Targets.record(good, of: programme.id, in: transaction), problems)
  }

  private func conflicts(among values: [Targets.Value], in transaction: Transaction) async throws -> [Int: Problem] {
    let definitions = Dictionary(uniqueKeysWithValues: indicators.values.map { ($0.id, $0.indicator) })
    var directions = AgreedDirections()
    return try await AgreedGoals(values, of: programme.id, in: transaction).conflicts {
      indicator, baseline, target, span in
      // What was agreed on for an earlier version of the indicator is of no known direction.
      guard let definition = definitions[indicator] else { return nil }
      return try await directions.direction(of: programme.id, on: span.last, in: transaction)
        .problem(definition, baseline: baseline, target: target)
    }
  }

  private func check(_ cell: ReportCell, of report: SubmittedReport) -> Problem? {
    let key = SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)
    let place = report.cellPlaces[key] ?? report.place
    var problem: Problem?
    if let definition = indicators[cell.indicator] {
      if groups[cell.group] == nil { problem = ReportRegister.unknown("group", cell.group) }
      do { try cell.check(against: definition.indicator) } catch { problem = problem ?? error }
      // A file may not know any more why; whoever hands in does.
      if source.isPerson, case .missing(reason: nil) = cell.content {
        let sentence = "Say why \(cell.indicator) for \(cell.group) is missing."
        problem = problem ?? Problem("reason_missing", sentence, at: Place(field: "reason"))
      }
    } else {
      problem = ReportRegister.unknown("indicator", cell.indicator)
    }
    return place.flatMap { problem?.at($0) } ?? problem
  }

  /// What a report states of axes that do not add up, with the amounts of those for which it has a reason alone, and what
  /// is wrong with it.
  private func axes(of submitted: SubmittedReport) -> (stated: [Disaggregation.Statement], problems: [Problem]) {
    let reasons = submitted.differenceReasons
    if axes.isEmpty, submitted.differences.isEmpty, reasons.isEmpty { return ([], []) }
    let found = Disaggregation.differences(
      in: submitted.report.cells, additive: { (indicators[$0]?.indicator.kind ?? .ratio) != .ratio }, axes: axes)
    var stated = submitted.differences
    var problems: [Problem] = []
    do throws(Problem) {
      stated += try Disaggregation.statements(of: found, because: reasons, beside: stated)
    } catch { problems.append(error) }
    problems += Disaggregation.problems(of: found, stated: stated)
    problems += Disaggregation.idle(reasons, beside: found).map(Disaggregation.idleReason)
    return (stated, problems.map { problem in submitted.place.map { problem.at($0) } ?? problem })
  }

  private func values(of submitted: SubmittedReport, now: Moment?) -> [Store.Reports.Value] {
    submitted.report.cells.map { cell in
      let given = submitted.verdicts[SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)]
      let verifiedAt = given.flatMap { $0.day.map { Moment(midnightOf: $0) } ?? now }
      return Store.Reports.Value(
        indicator: indicators[cell.indicator]?.id ?? -1, group: groups[cell.group] ?? -1, cell: cell.content,
        beneficiaries: cell.beneficiaries, verdict: given?.verdict, verifiedAt: verifiedAt)
    }
  }
}

extension SubmittedReport {
  fileprivate var slip: ReportSlip {
    ReportSlip(
      reference: reference, programme: report.programme, actor: report.actor, period: report.period,
      submittedOn: report.submittedOn, lastVerdictOn: verdicts.values.compactMap(\.day).max(), hash: bodyHash,
      place: place)
  }
}

extension ReportOutcome {
  /// Records that reports were taken in.
  func event(about programme: Code, by source: Source) -> Statement<Void> {
    let body = JSONText.object(["reports": .integer(Int64(recorded)), "values": .integer(Int64(values))])
    return Events.appending("reports_submitted", about: "programme:\(programme)", body: body, by: source.name)
  }
}
