import Domain
import Interchange
import Scoring
import Store

/// Imports the activities of one IATI file, step by step; each step leaves alone what is there, so that an import that
/// was interrupted is made whole by another.
struct IATIImporter {
  private let tadamun: Tadamun
  private let path: String
  private let programme: Code
  private let activities: [IATIActivity]
  private let directory: IATIDirectory
  private(set) var result = IATIImport()

  init(_ tadamun: Tadamun, path: String, programme: Code) async throws {
    var activities: [IATIActivity] = []
    let summary = try IATIReader(path: path).forEachActivity { activities.append($0) }
    self.tadamun = tadamun
    self.path = path
    self.programme = programme
    self.activities = activities
    directory = try await IATIDirectory(activities, in: tadamun.pool)
    result.activities = activities.count
    result.transactions = activities.reduce(0) { $0 + $1.transactions.count }
    result.results = activities.reduce(0) { $0 + $1.results.count }
    result.skipped = summary.skipped + activities.flatMap(\.skipped)
    for (organisation, activity, problem) in directory.problems {
      result.skipped.append(
        IATISkipped(
          file: path, activity: activity, line: organisation.line, element: "organisation", code: problem.code,
          sentence: problem.message))
    }
  }

  /// - Throws: `iati_publisher_missing` where no activity says who reports.
  mutating func run() async throws {
    guard let publisher = activities.lazy.compactMap(\.reportingOrganisation).first,
      let reporter = directory[publisher]
    else {
      throw Problem("iati_publisher_missing", "No activity has a usable reporting-org.", at: Place(file: path))
    }
    let source = Source.iati(publisher: reporter.text)
    result.actors = try await tadamun.registerMissing(directory.actors, by: source)
    try await createProgramme(publisher, reporter, by: source)
    try await importMoney(former: source)
    try await importResults(by: source)
    result.skipped.sort { ($0.line, $0.element) < ($1.line, $1.element) }
  }

  private func createProgramme(_ publisher: IATIOrganisation, _ reporter: Code, by source: Source) async throws {
    let currency =
      activities.lazy.compactMap(\.defaultCurrency).first
      ?? activities.lazy.flatMap(\.transactions).first?.value.currency
    try await tadamun.create(
      Programme(
        programme, names: publisher.name.names(otherwise: reporter.text), funder: reporter,
        currency: currency ?? Currency("USD"), calendar: .free), by: source)
  }

  /// - Parameter former: The source that an earlier version of the program gave to the entries of the whole file.
  private mutating func importMoney(former: Source) async throws {
    var money = IATIMoney(directory, file: path)
    for activity in activities { money.add(activity) }
    let funds = Set(money.bookings.map(\.fund)).sorted()
    let earlier = try await Funds.find(funds, in: tadamun.pool)
    try await openFunds()
    var ledger = try await IATILedger(money.bookings, former: former, in: tadamun.pool)
    var fresh: [Source: [KeyedContribution]] = [:]
    for booking in money.bookings {
      let settled = ledger.settle(booking)
      result.contributions.known += settled.known
      if !settled.fresh.isEmpty { fresh[booking.source, default: []] += settled.fresh }
    }
    let gone = try await ledger.gone(
      from: money.bookings, in: funds.filter { earlier[$0] != nil }, file: path, session: tadamun.pool)
    result.skipped += money.skipped + gone
    for (source, contributions) in fresh.sorted(by: { $0.key.name < $1.key.name }) {
      let (outcome, problems) = try await tadamun.recordGood(contributions, by: source)
      result.contributions.recorded += outcome.recorded
      result.contributions.known += outcome.known
      skip(problems, "transaction", of: contributions.map(\.place))
    }
  }

  /// A fund for each organisation that reports money, where it has none.
  private func openFunds() async throws {
    var opened: Set<Code> = []
    for activity in activities where !activity.transactions.isEmpty {
      guard let organisation = activity.reportingOrganisation, let reporter = directory[organisation],
        opened.insert(reporter).inserted
      else { continue }
      let fund = try Fund(
        IATIMoney.fund(of: reporter), .grant, names: organisation.name.names(otherwise: reporter.text),
        holder: reporter)
      try await tadamun.open(fund, by: .iati(publisher: reporter.text))
    }
  }

  private mutating func importResults(by source: Source) async throws {
    let known = try await Catalogue.indicators(in: tadamun.pool).mapValues(\.indicator)
    var results = IATIResults(directory, programme: programme, known: known, file: path)
    for activity in activities { results.add(activity) }
    results.finish()
    result.skipped += results.skipped
    let new = results.indicators.values.map(\.indicator).filter { known[$0.code] == nil }
    try await tadamun.define(
      new.sorted { $0.code < $1.code }, groups: results.groups.values.sorted { $0.code < $1.code })
    result.indicators = new.count
    for (actor, first) in results.firstDays.sorted(by: { $0.key < $1.key }) {
      try await tadamun.enrol([actor], in: programme, from: first)
    }
    try await adopt(Array(results.indicators.values), by: source)
    let (outcome, problems, targetProblems) = try await tadamun.submitGood(
      results.reports, targets: results.targets, to: programme, by: source)
    result.reports = outcome
    skip(problems, "result/indicator/period", of: results.reports.map(\.place))
    skip(targetProblems, "result/indicator/period/target", of: results.targets.map(\.place))
  }

  private mutating func adopt(_ measured: [IATIResults.Measured], by source: Source) async throws {
    if measured.isEmpty { return }
    let first = try CalendarDate(iso: IATIFramework.firstDay)
    let earlier = try await tadamun.framework(of: programme)
    if let earlier, try earlier.code != IATIFramework.code(of: programme).text {
      // Somebody chose how this programme scores: that stays.
      let scored = Set(earlier.indicators.map(\.reported))
      for one in measured where !scored.contains(one.indicator.code.text) {
        result.skipped.append(
          IATISkipped(
            file: path, activity: nil, line: 0, element: "result/indicator", code: "indicator_not_scored",
            sentence: "\(one.indicator.code) is recorded, and the programme's own framework does not score it."))
      }
      return
    }
    guard let framework = try IATIFramework(of: programme, after: earlier, measured) else { return }
    try await tadamun.adopt(framework: framework.text, for: programme, from: first, by: source)
    result.framework = (earlier?.version ?? 0) + 1
  }

  /// - Parameter places: Where what was refused stands; the field names the activity.
  private mutating func skip(_ problems: [Problem], _ element: String, of places: [Place?]) {
    let activities = Dictionary(places.compactMap { place in place?.line.map { ($0, place?.field) } }) { first, _ in
      first
    }
    for problem in problems {
      let line = problem.place?.line ?? 0
      result.skipped.append(
        IATISkipped(
          file: path, activity: activities[line] ?? nil, line: line, element: element, code: problem.code,
          sentence: problem.message))
    }
  }
}
