import Actions
import Domain

/// Cooperatives that are compared with each other: one relative indicator, one yearly one with a target, two groups, and
/// replicates.
///
///     sales (flow, up)       min–max over the actors
///     members (stock, up)    from 0 to 100
public struct PeerProgramme: Sendable {
  public static func framework(version: Int = 1, replicates: Int = 0) -> String {
    """
    framework: peers
    version: \(version)
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0.5}
    verification: {unverified: 0.8, rejected: 0}
    groups:
      women: {weight: 1.5}
      youth: {weight: 1}
    indicators:
      - {code: sales, parent: score, weight: 2, direction: up, kind: flow, normalise: {method: minmax, scale: [0, 1]}}
      - code: members
        parent: score
        weight: 1
        direction: up
        kind: stock
        normalise: {method: goalposts, low: 0, high: 100, truncate: true, scale: [0, 1]}
    tree:
      - {code: score, aggregate: arithmetic}
    \(replicates > 0 ? "uncertainty: {replicates: \(replicates), seed: 7, weights: 0.25, verification: [0, 1]}" : "")
    """
  }

  public let tadamun: Tadamun
  public let code: Code
  public let asOf: CalendarDate
  public let quarter: DateSpan
  public let cooperatives: [Code]

  /// Makes the programme with `count` cooperatives; nothing is reported yet.
  public init(_ tadamun: Tadamun, count: Int = 12, replicates: Int = 0) async throws {
    self.tadamun = tadamun
    code = try Code("peers")
    asOf = try CalendarDate(iso: "2026-05-31")
    quarter = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31"))
    cooperatives = try (1...count).map { try Code("peer-\($0 < 10 ? "0" : "")\($0)") }
    let names = try Names(fr: "Exemple")
    let funder = try Code("funder")
    _ = try await tadamun.registerMissing(
      [Actor(code: funder, kind: .funder, names: names)]
        + cooperatives.map { Actor(code: $0, kind: .cooperative, names: names) }, by: .sample)
    try await tadamun.define(
      [
        Indicator(Code("sales"), names: names, unit: "MAD", kind: .flow, direction: .up),
        Indicator(Code("members"), names: names, unit: "count", kind: .stock, direction: .up),
      ], groups: [TargetGroup(try Code("women"), names: names), TargetGroup(try Code("youth"), names: names)])
    try await tadamun.create(Programme(code, names: names, funder: funder, currency: .mad), by: .sample)
    try await tadamun.adopt(
      framework: PeerProgramme.framework(replicates: replicates), for: code, from: quarter.first, by: .sample)
    try await tadamun.enrol(cooperatives, in: code, from: quarter.first)
  }

  /// Submits a report of sales and members, for women and for the young; every second one is verified.
  public func report(_ cooperative: Int, sales: Double, reference: String? = nil, on day: String = "2026-04-10")
    async throws
  {
    let report = try self.report(of: cooperative, sales: sales, reference: reference, on: day)
    _ = try await tadamun.submit([report], to: code, by: .sample)
  }

  /// Submits a report of every cooperative; sales rise from one to the next.
  public func reportAll() async throws { try await reportAll(of: cooperatives.indices) { Double(100 * ($0 + 1)) } }

  /// Submits a report of some cooperatives at once.
  public func reportAll(
    of some: some Sequence<Int>, reference: String = "", on day: String = "2026-04-10", _ sales: (Int) -> Double
  ) async throws {
    let reports = try some.map {
      try report(of: $0, sales: sales($0), reference: reference.isEmpty ? nil : "\(reference)-\($0)", on: day)
    }
    _ = try await tadamun.submit(reports, to: code, by: .sample)
  }

  private func report(of cooperative: Int, sales: Double, reference: String?, on day: String) throws
    -> SubmittedReport
  {
    let cells = try ["women", "youth"].flatMap { group in
      [
        try ReportCell(
          Code("sales"), for: Code(group),
          .value(group == "women" ? sales : sales / 2, numerator: nil, denominator: nil)),
        try ReportCell(
          Code("members"), for: Code(group), .value(Double(10 + cooperative), numerator: nil, denominator: nil)),
      ]
    }
    let report = try Report(
      programme: code, actor: cooperatives[cooperative], period: quarter, submittedOn: CalendarDate(iso: day),
      cells: cells)
    var verdicts: [SubmittedReport.CellKey: SubmittedReport.GivenVerdict] = [:]
    for cell in cells where cooperative.isMultiple(of: 2) {
      guard let value = cell.value else { continue }
      verdicts[SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)] = .init(.verified(value))
    }
    return SubmittedReport(reference: reference ?? "\(cooperative)", report, verdicts: verdicts)
  }
}
