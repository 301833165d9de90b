import Domain
import Postgres
import Scoring
import Store

/// The database's keys in the engine's numbers: indicators and groups by the framework, periods in the order of time.
struct RunDictionary: Sendable {
  /// Keys of every version of the indicators the framework reads.
  let indicatorKeys: [Int32]
  /// Keys of the periods the run is over, in order of time.
  let periodKeys: [Int32]
  /// Whether a programme with a calendar asks for every one of the periods.
  let asksEveryPeriod: Bool
  private let indicators: [Int32: Int32]
  private let groups: [Int32: Int32]
  private let periods: [Int32: Int32]
  private let spans: [Int32: DateSpan]

  /// The periods that end by `asOf`, fit the calendar, and begin when the framework holds.
  init(_ plan: Plan, calendar: ReportingCalendar, asOf: CalendarDate, in session: some Session) async throws {
    var indicators: [Int32: Int32] = [:]
    for (key, code) in try await Catalogue.indicatorCodes(in: session) {
      indicators[key] = plan.index(ofReported: code.text)
    }
    var groups: [Int32: Int32] = [:]
    for (code, key) in try await Catalogue.groups(in: session) { groups[key] = plan.index(ofGroup: code.text) }
    let spans = try await Catalogue.periods(in: session)
    let inOrder = spans.filter { _, span in
      span.last <= asOf && plan.framework.validFrom.map { span.first >= $0 } ?? true
        && (try? calendar.check(span)) != nil
    }.sorted { ($0.value.last, $0.value.first) < ($1.value.last, $1.value.first) }
    self.indicators = indicators
    indicatorNumbers = plan.reported.indices.map(Int32.init)
    self.groups = groups
    self.spans = spans
    indicatorKeys = indicators.keys.sorted()
    periodKeys = inOrder.map(\.key)
    periods = Dictionary(uniqueKeysWithValues: inOrder.enumerated().map { ($0.element.key, Int32($0.offset)) })
    asksEveryPeriod = calendar != .free
  }

  var periodCount: Int { periodKeys.count }
  /// The engine's numbers of the indicators that the framework reads.
  let indicatorNumbers: [Int32]

  /// Where a value of these keys goes; nil for one the framework does not read.
  func place(indicator: Int32, group: Int32, period: Int32) -> RunPlace? {
    guard let indicator = indicators[indicator], let group = groups[group], let period = periods[period]
    else { return nil }
    return RunPlace(indicator: indicator, group: group, period: period)
  }

  /// A baseline and target for every period of the run that their span holds.
  func agreement(_ target: Targets.Value) -> RunAgreement? {
    guard let indicator = indicators[target.indicator], let group = groups[target.group],
      let span = spans[target.period]
    else { return nil }
    let held = periodKeys.indices.filter { spans[periodKeys[$0]].map(span.contains) ?? false }
    guard let first = held.first, let last = held.last else { return nil }
    return RunAgreement(
      indicator: indicator, group: group, firstPeriod: Int32(first), lastPeriod: Int32(last), days: span.dayCount,
      baseline: target.baseline, target: target.target)
  }
}

/// An indicator, a group and a period in the engine's numbers.
struct RunPlace: Hashable, Sendable {
  let indicator: Int32
  let group: Int32
  let period: Int32
}

/// What an actor agreed to for one indicator and group, over periods of the run.
struct RunAgreement: Sendable {
  let indicator: Int32
  let group: Int32
  let firstPeriod: Int32
  let lastPeriod: Int32
  /// The length of the span it was agreed on for; the shortest that holds a period is the one that speaks of it.
  let days: Int
  let baseline: Double?
  let target: Double?
}
