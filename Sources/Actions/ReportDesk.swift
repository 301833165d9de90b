import Domain
import Postgres
import Store

/// Takes reports in for one programme, from one source, in one transaction: everything a report names is looked up
/// once.
struct ReportDesk {
  let programme: Programmes.Stored
  let source: Source
  let indicators: [Code: Catalogue.StoredIndicator]
  let groups: [Code: Int32]

  /// - Throws: `programme_unknown`.
  init(_ code: Code, source: Source, in transaction: Transaction) async throws {
    guard let programme = try await Programmes.find(code, in: transaction) else {
      throw Problem("programme_unknown", "There is no programme “\(code)”.")
    }
    self.programme = programme
    self.source = source
    try await Facts.beginRecording(in: transaction)
    try await Store.Reports.lockVersions(of: programme.id, in: transaction)
    indicators = try await Catalogue.indicators(in: transaction)
    groups = try await Catalogue.groups(in: transaction)
  }

  func submit(_ reports: [SubmittedReport], in transaction: Transaction) async throws -> ReportOutcome {
    var outcome = ReportOutcome()
    let actors = try await Store.Actors.ids(of: Set(reports.map(\.report.actor)).sorted(), in: transaction)
    try await check(reports, actors: actors, in: transaction)
    let fresh = try await unsent(reports, actors: actors, outcome: &outcome, in: transaction)
    guard !fresh.isEmpty else { return outcome }
    let headers = try await self.headers(of: fresh, actors: actors, outcome: &outcome, in: transaction)
    let now = try await Clock.now(in: transaction)
    let values = fresh.enumerated().flatMap { index, item in self.values(of: item.report, header: index, now: now) }
    try await Store.Reports.copy(headers, values, in: transaction)
    outcome.recorded = headers.count
    outcome.values = values.count
    let body = JSONText.object(["reports": .integer(Int64(headers.count)), "values": .integer(Int64(values.count))])
    try await Events.append(
      "reports_submitted", about: "programme:\(programme.programme.code)", body: body, by: source.name, in: transaction)
    return outcome
  }

  /// Records baselines and targets.
  /// - Returns: How many were new.
  func record(_ targets: [Target], in transaction: Transaction) async throws -> Int {
    guard !targets.isEmpty else { return 0 }
    let actors = try await Store.Actors.ids(of: Set(targets.map(\.actor)).sorted(), in: transaction)
    let periods = try await Catalogue.periods(
      Set(targets.map(\.span)).sorted { $0.description < $1.description }, in: transaction)
    let values = try targets.map { target in
      guard let actor = actors[target.actor] else { throw unknown("actor", target.actor, nil) }
      guard let indicator = indicators[target.indicator] else { throw unknown("indicator", target.indicator, nil) }
      guard let group = groups[target.group] else { throw unknown("group", target.group, nil) }
      return Targets.Value(
        actor: actor, indicator: indicator.id, group: group, period: periods[target.span] ?? -1,
        baseline: target.baseline, target: target.target)
    }
    return try await Targets.record(values, of: programme.id, in: transaction)
  }

  private func unknown(_ what: String, _ code: Code, _ place: Place?) -> Problem {
    Problem(ProblemCode(rawValue: "\(what)_unknown"), "There is no \(what) “\(code)”.", at: place)
  }
}

extension ReportDesk {
  /// Refuses, all at once, what the reports get wrong.
  private func check(_ reports: [SubmittedReport], actors: [Code: ID<Actor>], in transaction: Transaction) async throws
  {
    let enrolled = try await Programmes.enrolments(in: programme.id, in: transaction)
    var problems: [Problem] = []
    for submitted in reports {
      let report = submitted.report
      if let actor = actors[report.actor] {
        if !(enrolled[actor] ?? []).contains(where: { $0.contains(report.period.last) }) {
          problems.append(
            Problem(
              "actor_not_enrolled",
              "\(report.actor) does not take part in \(report.programme) on \(report.period.last).",
              at: submitted.place))
        }
      } else {
        problems.append(unknown("actor", report.actor, submitted.place))
      }
      if !(1...255).contains(submitted.reference.unicodeScalars.count) {
        problems.append(Problem("key_malformed", "A reference has 1 to 255 characters.", at: submitted.place))
      }
      do { try programme.programme.calendar.check(report.period) } catch {
        problems.append(error.at(submitted.place ?? Place()))
      }
      problems += report.cells.compactMap { check($0, at: submitted.place) }
    }
    try Problems.throwIfAny(problems)
  }

  private func check(_ cell: ReportCell, at place: Place?) -> Problem? {
    guard let definition = indicators[cell.indicator] else { return unknown("indicator", cell.indicator, place) }
    guard groups[cell.group] != nil else { return unknown("group", cell.group, place) }
    do { try cell.check(against: definition.indicator) } catch { return error.at(place ?? Place()) }
    return nil
  }

  /// Those of `reports` that were not sent before, with their hashes; refuses references used for something else.
  private func unsent(
    _ reports: [SubmittedReport], actors: [Code: ID<Actor>], outcome: inout ReportOutcome, in transaction: Transaction
  ) async throws -> [(report: SubmittedReport, hash: [UInt8])] {
    var sent = try await Store.Reports.sent(by: source.name, to: programme.id, in: transaction).mapValues(\.bodyHash)
    var fresh: [(report: SubmittedReport, hash: [UInt8])] = []
    var problems: [Problem] = []
    for submitted in reports {
      let hash = submitted.bodyHash
      let key = Store.Reports.SentKey(actor: actors[submitted.report.actor] ?? ID(0), reference: submitted.reference)
      if let earlier = sent[key] {
        if earlier == hash {
          outcome.known += 1
        } else {
          problems.append(ContributionBatch.conflict(submitted.reference, submitted.place))
        }
      } else {
        sent[key] = hash
        fresh.append((submitted, hash))
      }
    }
    try Problems.throwIfAny(problems)
    return fresh
  }

  /// Headers in the order of submission, so that a later correction has the larger key.
  private func headers(
    of reports: [(report: SubmittedReport, hash: [UInt8])], actors: [Code: ID<Actor>], outcome: inout ReportOutcome,
    in transaction: Transaction
  ) async throws -> [Store.Reports.Header] {
    let spans = Set(reports.map(\.report.report.period)).sorted { $0.description < $1.description }
    let periods = try await Catalogue.periods(spans, in: transaction)
    var versions = try await Store.Reports.versions(in: programme.id, in: transaction)
    let keys = try await Store.Reports.reserveKeys(reports.count, in: transaction)
    var keyOf = [Int64](repeating: 0, count: reports.count)
    let bySubmission = reports.indices.sorted {
      (reports[$0].report.report.submittedOn, $0) < (reports[$1].report.report.submittedOn, $1)
    }
    var versionOf = [Int16](repeating: 1, count: reports.count)
    for (key, index) in zip(keys, bySubmission) {
      let report = reports[index].report.report
      let cell = Store.Reports.VersionKey(actor: actors[report.actor] ?? ID(0), period: periods[report.period] ?? -1)
      let version = (versions[cell] ?? 0) + 1
      versions[cell] = version
      keyOf[index] = key
      versionOf[index] = version
      if version > 1 { outcome.corrections += 1 }
    }
    return reports.enumerated().map { index, item in
      let report = item.report.report
      return Store.Reports.Header(
        id: keyOf[index], actor: actors[report.actor] ?? ID(0), programme: programme.id,
        period: periods[report.period] ?? -1, version: versionOf[index], source: source.name,
        externalRef: item.report.reference, bodyHash: item.hash, submittedOn: report.submittedOn)
    }
  }

  private func values(of submitted: SubmittedReport, header: Int, now: Moment) -> [Store.Reports.Value] {
    submitted.report.cells.map { cell in
      let given = submitted.verdicts[SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)]
      let verifiedAt = given.map { $0.day.map { Moment(midnightOf: $0) } ?? now }
      return Store.Reports.Value(
        header: header, indicator: indicators[cell.indicator]?.id ?? -1, group: groups[cell.group] ?? -1,
        cell: cell.content, beneficiaries: cell.beneficiaries, verdict: given?.verdict, verifiedAt: verifiedAt)
    }
  }
}
