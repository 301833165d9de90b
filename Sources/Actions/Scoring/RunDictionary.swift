import Crypto
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
  /// The engine's numbers of the indicators that the framework reads.
  let indicatorNumbers: [Int32]
  /// SHA-256 over what decides how a value is read beside the framework: the periods, whether all are asked for, and
  /// what is looked for. A night takes over from a run of the same only.
  let layoutSHA256: [UInt8]
  /// The version of what is kept of an actor beside its sheet; 1 knew no warnings, 2 not how far values move.
  private static let keptVersion: UInt8 = 3
  private let indicators: KeyTable
  private let groups: KeyTable
  private let periods: KeyTable
  /// The key of the group of everybody, and its number for indicators that are about an actor as a whole; -1 for none.
  private let everybody: Int32
  private let wholeGroups: [Int32]
  private let spans: [Int32: DateSpan]

  /// The periods that end by `asOf`, fit the calendar, and begin when the framework holds.
  init(_ plan: Plan, calendar: ReportingCalendar, asOf: CalendarDate, in session: some Session) async throws {
    var indicators: [Int32: Int32] = [:]
    for (key, code) in try await Catalogue.indicatorCodes(in: session) {
      indicators[key] = plan.index(ofReported: code.text)
    }
    var groups: [Int32: Int32] = [:]
    var everybody: Int32 = -1
    for (code, key) in try await Catalogue.groups(in: session) {
      groups[key] = plan.index(ofGroup: code.text)
      if code == TargetGroup.everybody, groups[key] == nil { everybody = key }
    }
    let spans = try await Catalogue.periods(in: session)
    let inOrder = spans.filter { _, span in
      RunDictionary.reads(span, asOf: asOf, validFrom: plan.framework.validFrom, calendar)
    }.sorted { ($0.value.last, $0.value.first) < ($1.value.last, $1.value.first) }
    self.indicators = KeyTable(indicators)
    indicatorNumbers = plan.reported.indices.map(Int32.init)
    self.groups = KeyTable(groups)
    self.everybody = everybody
    wholeGroups = plan.reported.indices.map { plan.wholeGroup(ofReported: Int32($0)) ?? -1 }
    self.spans = spans
    indicatorKeys = indicators.keys.sorted()
    periodKeys = inOrder.map(\.key)
    periods = KeyTable(
      Dictionary(uniqueKeysWithValues: inOrder.enumerated().map { ($0.element.key, Int32($0.offset)) }))
    asksEveryPeriod = calendar != .free
    var hasher = SHA256()
    for (_, span) in inOrder { hasher.update(data: Array("\(span)".utf8) + [0]) }
    hasher.update(data: [calendar != .free ? 1 : 0, RunDictionary.keptVersion])
    layoutSHA256 = Array(hasher.finalize())
  }

  /// Whether a run of a day is over a period: one that has ended, fits the calendar, and begins when the framework holds.
  static func reads(
    _ period: DateSpan, asOf: CalendarDate, validFrom: CalendarDate?, _ calendar: ReportingCalendar
  ) -> Bool {
    period.last <= asOf && validFrom.map { period.first >= $0 } ?? true && (try? calendar.check(period)) != nil
  }

  var periodCount: Int { periodKeys.count }

  /// The days of the periods, in order of time.
  var periodSpans: [DateSpan] { periodKeys.compactMap { spans[$0] } }

  /// The days of a period, by its number in the run.
  func span(ofPeriod number: Int32) -> DateSpan? { spans[periodKeys[Int(number)]] }

  /// The last period of the run; nil where none has ended.
  var lastSpan: DateSpan? { periodKeys.last.flatMap { spans[$0] } }

  /// Whether a period that ended in `year` was to be reported by `day`.
  func isDue(_ year: Int, by day: CalendarDate, graceDays: Int) -> Bool {
    periodKeys.contains { key in
      guard let span = spans[key] else { return false }
      return span.last.year == year && span.last.adding(days: graceDays) <= day
    }
  }

  /// Where a value of these keys goes; nil for one the framework does not read.
  @inline(__always)
  func place(indicator: Int32, group: Int32, period: Int32) -> RunPlace? {
    let number = indicators[indicator]
    let time = periods[period]
    guard number >= 0, time >= 0 else { return nil }
    let people = group == everybody ? wholeGroups[Int(number)] : groups[group]
    return people >= 0 ? RunPlace(indicator: number, group: people, period: time) : nil
  }

  /// A baseline and target for every period of the run that their span holds.
  func agreement(_ target: Targets.Value) -> RunAgreement? {
    let (indicator, group) = (indicators[target.indicator], groups[target.group])
    guard indicator >= 0, group >= 0, let span = spans[target.period] else { return nil }
    let held = periodKeys.indices.filter { spans[periodKeys[$0]].map(span.contains) ?? false }
    guard let first = held.first, let last = held.last else { return nil }
    return RunAgreement(
      indicator: indicator, group: group, firstPeriod: Int32(first), lastPeriod: Int32(last), days: span.dayCount,
      baseline: target.baseline, target: target.target)
  }
}

/// Numbers by small keys, looked up for each of millions of rows; -1 for a key that has none.
private struct KeyTable: Sendable {
  private let numbers: [Int32]

  init(_ known: [Int32: Int32]) {
    var numbers = [Int32](repeating: -1, count: Int(known.keys.max() ?? -1) + 1)
    for (key, number) in known where key >= 0 { numbers[Int(key)] = number }
    self.numbers = numbers
  }

  @inline(__always)
  subscript(key: Int32) -> Int32 { key >= 0 && Int(key) < numbers.count ? numbers[Int(key)] : -1 }
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
