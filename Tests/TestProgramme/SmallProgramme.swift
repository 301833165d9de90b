import Actions
import Domain

/// A programme small enough to score by hand: three cooperatives, two indicators, two quarters.
///
///     jobs (flow, up)     baseline 0 and target 10 a quarter
///     dropout (ratio, down)  baseline 0.3, target 0.1
///
/// The framework is arithmetic with equal weights, and unverified gains count 0.8.
public struct SmallProgramme: Sendable {
  public static let framework = """
    framework: small
    version: 1
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0.5}
    verification: {unverified: 0.8, rejected: 0}
    indicators:
      - {code: jobs, parent: score, weight: 1, direction: up, kind: flow}
      - {code: dropout, parent: score, weight: 1, direction: down, kind: ratio}
    tree:
      - {code: score, aggregate: arithmetic}
    """

  public let tadamun: Tadamun
  public let code: Code
  public let asOf: CalendarDate
  public let quarters: [DateSpan]
  public let cooperatives: [Code]

  /// Makes the programme, its actors, indicators, targets and framework; nothing is reported yet.
  ///
  /// - Parameters:
  ///   - framework: ``framework``, or another one for the same indicators.
  ///   - count: how many cooperatives; at most 26.
  public init(_ tadamun: Tadamun, framework: String = SmallProgramme.framework, count: Int = 3) async throws {
    self.tadamun = tadamun
    code = try Code("small")
    asOf = try CalendarDate(iso: "2026-07-31")
    quarters = [
      try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31")),
      try DateSpan(CalendarDate(iso: "2026-04-01"), through: CalendarDate(iso: "2026-06-30")),
    ]
    cooperatives = try "abcdefghijklmnopqrstuvwxyz".prefix(count).map { try Code("coop-\($0)") }
    let names = try Names(ar: "مثال", fr: "Exemple")
    let funder = try Code("funder")
    _ = try await tadamun.registerMissing(
      [Actor(code: funder, kind: .funder, names: names)]
        + cooperatives.map { Actor(code: $0, kind: .cooperative, names: names) }, by: .sample)
    try await tadamun.define([
      Indicator(Code("jobs"), names: names, unit: "count", kind: .flow, direction: .up, minimum: 0),
      Indicator(
        Code("dropout"), names: names, unit: "share", kind: .ratio, direction: .down, minimum: 0, maximum: 1),
    ])
    try await tadamun.create(Programme(code, names: names, funder: funder, currency: .mad), by: .sample)
    try await tadamun.adopt(
      framework: framework, for: code, from: quarters[0].first, by: .sample)
    try await tadamun.enrol(cooperatives, in: code, from: quarters[0].first)
    try await tadamun.submit([], targets: targets(), to: code, by: .sample)
  }

  /// Submits a report; nil for a value that is missing.
  @discardableResult
  public func report(
    _ cooperative: Int, quarter: Int, jobs: Double?, dropout: Double?, on day: String? = nil,
    reference: String? = nil, verified: Bool = true, of pupils: Double = 100
  ) async throws -> ReportOutcome {
    let period = quarters[quarter]
    let cells = try [
      ReportCell(
        Code("jobs"), jobs.map { .value($0, numerator: nil, denominator: nil) } ?? .missing(reason: "no book")),
      ReportCell(
        Code("dropout"),
        dropout.map { .value($0, numerator: $0 * pupils, denominator: pupils) } ?? .missing(reason: "no survey")),
    ]
    let submittedOn = try day.map { try CalendarDate(iso: $0) } ?? period.last.adding(days: 10)
    let report = try Report(
      programme: code, actor: cooperatives[cooperative], period: period, submittedOn: submittedOn, cells: cells)
    var verdicts: [SubmittedReport.CellKey: SubmittedReport.GivenVerdict] = [:]
    for cell in cells where verified {
      guard let value = cell.value else { continue }
      verdicts[SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)] = .init(.verified(value))
    }
    let submitted = SubmittedReport(
      reference: reference ?? "\(cooperatives[cooperative])-\(period.first)", report, verdicts: verdicts)
    return try await tadamun.submit([submitted], to: code, by: .sample)
  }

  /// Reports of all cooperatives for both quarters: 1.0, 0.5 and a dropout that got worse.
  public func reportAll() async throws {
    for quarter in quarters.indices {
      try await report(0, quarter: quarter, jobs: 10, dropout: 0.1)
      try await report(1, quarter: quarter, jobs: 5, dropout: 0.2)
      try await report(2, quarter: quarter, jobs: 10, dropout: 0.4)
    }
  }

  private func targets() throws -> [Target] {
    try cooperatives.flatMap { cooperative in
      try quarters.flatMap { quarter in
        [
          try Target(
            programme: code, actor: cooperative, indicator: Code("jobs"), span: quarter, baseline: 0, target: 10),
          try Target(
            programme: code, actor: cooperative, indicator: Code("dropout"), span: quarter, baseline: 0.3, target: 0.1),
        ]
      }
    }
  }
}
