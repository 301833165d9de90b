import Domain

/// A row of `reports.csv`: one indicator of one report, for one target group or for all. The rows of a report, which
/// is one programme, actor and period, share their ``externalRef``.
public struct ReportRow: Hashable, Sendable {
  public var externalRef: String
  public var programme: String
  public var actor: String
  public var indicator: String
  /// The code of a target group, or nil for all.
  public var group: String?
  public var period: DateSpan
  public var state: ValueState
  /// Given where the state is reported, and nowhere else. Zero is a value.
  public var value: Double?
  /// Given together with ``denominator``, which is more than zero.
  public var numerator: Double?
  public var denominator: Double?
  /// People or cases the value was measured on.
  public var n: Int?
  public var baseline: Double?
  public var target: Double?
  public var missingReason: String?
  public var submittedOn: CalendarDate?
  /// Nil while nobody has looked. What was verified without another value is verified as declared.
  public var verdict: Verdict?
  public var verifiedOn: CalendarDate?
  /// On the row of everybody: why the groups of an axis do not add up to it, where they do not.
  public var differenceReason: String?
  /// The unit the row says its value is in; nil where it says nothing.
  public var unit: String?
  /// Where the row stands, or nil where it came from no file.
  public var place: Place?

  public init(
    externalRef: String, programme: String, actor: String, indicator: String, group: String? = nil, period: DateSpan,
    state: ValueState, value: Double? = nil, place: Place? = nil
  ) {
    self.externalRef = externalRef
    self.programme = programme
    self.actor = actor
    self.indicator = indicator
    self.group = group
    self.period = period
    self.state = state
    self.value = value
    self.place = place
  }
}

extension ReportRow: TableRow {
  public enum Column: Int, CaseIterable, Sendable {
    case externalRef, programme, actor, indicator, group, periodStart, periodEnd, state, value, numerator
    case denominator, n, baseline, target, missingReason, submittedOn, verified, verifiedValue, verifiedOn
    case differenceReason, unit
  }

  public init?(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) {
    let externalRef = cells.text(row, .externalRef)
    let programme = cells.text(row, .programme)
    let actor = cells.text(row, .actor)
    let indicator = cells.text(row, .indicator)
    let group = cells.text(row, .group)
    let period = ReportRow.period(row, &cells)
    let value = cells.number(row, .value)
    let state = cells.choice(row, .state, as: ValueState.self) ?? (value == nil ? .missing : .reported)
    let numerator = cells.number(row, .numerator)
    let denominator = cells.number(row, .denominator)
    let n = cells.count(row, .n)
    let baseline = cells.number(row, .baseline)
    let target = cells.number(row, .target)
    let missingReason = cells.text(row, .missingReason)
    let submittedOn = cells.date(row, .submittedOn)
    let word = cells.choice(row, .verified, as: Verdict.Word.self)
    let verifiedValue = cells.number(row, .verifiedValue)
    let verifiedOn = cells.date(row, .verifiedOn)
    let differenceReason = cells.text(row, .differenceReason)
    let unit = cells.text(row, .unit)
    guard let externalRef, let programme, let actor, let indicator, let period else { return nil }
    self.init(
      externalRef: externalRef, programme: programme, actor: actor, indicator: indicator, group: group,
      period: period, state: state, value: value, place: row.place)
    (self.numerator, self.denominator, self.n) = (numerator, denominator, n)
    (self.baseline, self.target) = (baseline, target)
    (self.missingReason, self.submittedOn) = (missingReason, submittedOn)
    self.verdict = ReportRow.verdict(word, found: verifiedValue ?? value)
    (self.verifiedOn, self.differenceReason, self.unit) = (verifiedOn, differenceReason, unit)
    // Rules between cells speak of what the cells say; they wait until each cell can be read.
    if cells.problems.isEmpty { check(row, &cells, verdict: word, verifiedValue: verifiedValue) }
    if !cells.problems.isEmpty { return nil }
  }

  private static func verdict(_ word: Verdict.Word?, found: Double?) -> Verdict? {
    switch word {
    case nil: nil
    case .verified?: found.map(Verdict.verified)
    case .rejected?: .rejected
    case .returned?: .returned
    }
  }

  private static func period(_ row: borrowing CSVRow, _ cells: inout TableCells<Column>) -> DateSpan? {
    guard let first = cells.date(row, .periodStart), let last = cells.date(row, .periodEnd) else { return nil }
    do { return try DateSpan(first, through: last) } catch {
      cells.refuse(error.code, error.message, row, .periodEnd)
      return nil
    }
  }
}
