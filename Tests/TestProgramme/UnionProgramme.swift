import Actions
import Domain

/// A lead union over a union over two cooperatives, as in Akvo's hierarchy: lead > l1 > (l2-1, l2-2), one of which also
/// is a member of the lead itself. All four are enrolled.
///
///     reach (flow)     members (stock)     dropout (ratio)
///
/// each from 0 to 100, for everybody, for women and for men.
public struct UnionProgramme: Sendable {
  public static let framework = """
    framework: unions
    version: 1
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0}
    groups:
      everyone: {weight: 1}
      women: {weight: 1}
      men: {weight: 1}
    indicators:
      - {code: reach, parent: score, weight: 1, direction: up, kind: flow, normalise: {method: goalposts, low: 0, high: 100, scale: [0, 1]}}
      - {code: members, parent: score, weight: 1, direction: up, kind: stock, normalise: {method: goalposts, low: 0, high: 100, scale: [0, 1]}}
      - {code: dropout, parent: score, weight: 1, direction: down, kind: ratio, normalise: {method: goalposts, low: 0, high: 1, scale: [0, 1]}}
      - {code: growth, of: reach, variant: growth, parent: score, weight: 1, direction: up, kind: flow, normalise: {method: goalposts, low: 0, high: 100, scale: [0, 1]}}
    tree:
      - {code: score, aggregate: arithmetic}
    """

  public let tadamun: Tadamun
  public let code: Code
  public let asOf: CalendarDate
  public let quarters: [DateSpan]

  public init(_ tadamun: Tadamun) async throws {
    self.tadamun = tadamun
    code = try Code("unions")
    asOf = try CalendarDate(iso: "2026-07-31")
    quarters = [
      try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31")),
      try DateSpan(CalendarDate(iso: "2026-04-01"), through: CalendarDate(iso: "2026-06-30")),
    ]
    let names = try Names(fr: "Exemple")
    let funder = try Code("funder")
    let kinds: [(String, ActorKind)] = [
      ("lead", .union), ("l1", .union), ("l2-1", .cooperative), ("l2-2", .cooperative),
    ]
    let actors = try kinds.map { try Actor(code: Code($0.0), kind: $0.1, names: names) }
    _ = try await tadamun.registerMissing([Actor(code: funder, kind: .funder, names: names)] + actors, by: .sample)
    try await tadamun.define(
      [
        Indicator(Code("reach"), names: names, unit: "count", kind: .flow, direction: .up),
        Indicator(Code("members"), names: names, unit: "count", kind: .stock, direction: .up),
        Indicator(Code("dropout"), names: names, unit: "share", kind: .ratio, direction: .down),
      ], groups: try ["everyone", "women", "men"].map { TargetGroup(try Code($0), names: names) })
    try await tadamun.create(
      Programme(code, names: names, funder: funder, currency: .mad, calendar: .free), by: .sample)
    try await tadamun.adopt(framework: UnionProgramme.framework, for: code, from: quarters[0].first, by: .sample)
    try await tadamun.enrol(actors.map(\.code), in: code, from: quarters[0].first)
    try await join("l1", "lead")
    try await join("l2-1", "l1")
    try await join("l2-2", "l1")
    try await join("l2-1", "lead")
  }

  public func join(_ member: String, _ union: String, from first: String = "2025-01-01", through last: String? = nil)
    async throws
  {
    try await tadamun.join(
      Membership(
        of: Code(member), in: Code(union), from: CalendarDate(iso: first), through: last.map(CalendarDate.init(iso:))),
      by: .sample)
  }

  /// Reports verified values of one indicator, by group.
  public func report(
    _ actor: String, quarter: Int, _ indicator: String, _ values: [String: Double], denominator: Double? = nil
  ) async throws {
    let cells = try values.sorted { $0.key < $1.key }.map { group, value in
      try ReportCell(
        Code(indicator), for: Code(group),
        .value(value, numerator: denominator.map { $0 * value }, denominator: denominator))
    }
    var verdicts: [SubmittedReport.CellKey: SubmittedReport.GivenVerdict] = [:]
    for cell in cells {
      verdicts[.init(indicator: cell.indicator, group: cell.group)] = .init(.verified(cell.value ?? 0))
    }
    let report = try Report(
      programme: code, actor: Code(actor), period: quarters[quarter],
      submittedOn: quarters[quarter].last.adding(days: 5), cells: cells)
    let reference = "\(actor)-\(quarter)-\(indicator)"
    _ = try await tadamun.submit(
      [SubmittedReport(reference: reference, report, verdicts: verdicts)], to: code, by: .sample)
  }

  /// What the last run made of an indicator of an actor, after roll-up; nil where nothing is known.
  public func figure(_ indicator: String, of actor: String, for group: String = "everyone") async throws -> Double? {
    let sheet = try await tadamun.score(of: Code(actor), in: code)
    return sheet.parts.first { $0.indicator == indicator && $0.group == group }?.raw
  }
}
