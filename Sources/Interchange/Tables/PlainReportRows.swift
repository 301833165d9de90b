import Domain

/// Tells plain rows of `reports.csv` from others by their bytes.
///
/// The rows of a report repeat all that a report says of itself, and name indicators and groups that were named before.
/// So it looks whether the bytes are those of a row that was read and found good; and it takes a row for plain only where
/// ``ReportRow`` would read just the same out of it. Whatever else there may be in a row is left to that one.
public struct PlainReportRows: Sendable {
  typealias Column = ReportRow.Column

  /// What a row that was found good named.
  public struct Lesson: Sendable {
    let indicator: Int
    let group: Int

    /// - Parameters:
    ///   - indicator: The number that plain rows of this indicator are to have.
    ///   - group: Likewise, of the group.
    public init(indicator: Int, group: Int) {
      self.indicator = indicator
      self.group = group
    }
  }

  /// Positions in the file, by column; -1 for a column the file does not have.
  private let positions: [Int]
  private var reference = TextMemo()
  private var programme = TextMemo()
  private var actor = TextMemo()
  private var periodStart = TextMemo()
  private var periodEnd = TextMemo()
  private var submitted = TextMemo()
  private var verified = TextMemo()
  private var submittedOn: CalendarDate?
  private var verifiedOn: CalendarDate?
  private var indicators = ByteNumbers()
  private var groups = ByteNumbers()
  /// The unit of a good row of each indicator, by the number of the indicator.
  private var units: [Int: TextMemo] = [:]
  /// What a blank group is; nil until one was met.
  private var everybody: Int?

  init(_ header: CSVHeader) { positions = ReportRow.table.fields.map { header.index(of: $0.name) ?? -1 } }

  /// Takes the cells of a row that is good for those of its report; nil where the row is not to be followed.
  mutating func follow(_ row: borrowing CSVRow, _ read: ReportRow, _ lesson: Lesson?) {
    submittedOn = nil
    guard let lesson, row.problems.isEmpty, let day = read.submittedOn else { return }
    keep(row, .externalRef, &reference)
    keep(row, .programme, &programme)
    keep(row, .actor, &actor)
    keep(row, .periodStart, &periodStart)
    keep(row, .periodEnd, &periodEnd)
    keep(row, .submittedOn, &submitted)
    if let day = read.verifiedOn {
      keep(row, .verifiedOn, &verified)
      verifiedOn = day
    }
    if let text = bytes(row, .indicator) { indicators.keep(lesson.indicator, for: text) }
    if !isBlank(row, .unit) { keep(row, .unit, &units[lesson.indicator, default: TextMemo()]) }
    if isBlank(row, .group) {
      everybody = lesson.group
    } else if let text = bytes(row, .group) {
      groups.keep(lesson.group, for: text)
    }
    submittedOn = day
  }

  /// Follows no row any more, until the next one that is good.
  mutating func forget() { submittedOn = nil }

  private func keep(_ row: borrowing CSVRow, _ column: Column, _ memo: inout TextMemo) {
    // The bytes of an empty text match no cell: those of a plain row are not blank.
    guard let text = bytes(row, column) else { return memo.keep(UnsafeBufferPointer(start: nil, count: 0), "") }
    memo.keep(text, "")
  }

  /// The row as a plain one; nil where it is another.
  func read(_ row: borrowing CSVRow) -> PlainReportRow? {
    guard let submittedOn, row.problems.isEmpty, isOfTheSameReport(row),
      isBlank(row, .missingReason), isBlank(row, .differenceReason), isReported(row),
      let name = bytes(row, .indicator), let indicator = indicators.number(of: name), isInUnit(row, of: indicator),
      let group = group(row), let found = number(row, .value), let value = found,
      let numerator = number(row, .numerator), let denominator = number(row, .denominator),
      (numerator == nil) == (denominator == nil), denominator ?? 1 > 0, let n = count(row),
      let baseline = number(row, .baseline), let target = number(row, .target),
      let (verdict, day) = verdict(row, of: value, submittedOn)
    else { return nil }
    return PlainReportRow(
      line: row.line, indicator: indicator, group: group, value: value, numerator: numerator, denominator: denominator,
      n: n, baseline: baseline, target: target, verdict: verdict, verifiedOn: day)
  }

  private func isOfTheSameReport(_ row: borrowing CSVRow) -> Bool {
    isSame(row, .externalRef, reference) && isSame(row, .actor, actor) && isSame(row, .programme, programme)
      && isSame(row, .periodStart, periodStart) && isSame(row, .periodEnd, periodEnd)
      && isSame(row, .submittedOn, submitted)
  }

  private func isReported(_ row: borrowing CSVRow) -> Bool {
    isBlank(row, .state) || isWord(row, .state, "reported")
  }

  /// Whether nothing is said of the unit, or what a good row of the same indicator said.
  private func isInUnit(_ row: borrowing CSVRow, of indicator: Int) -> Bool {
    isBlank(row, .unit) || units[indicator].map { isSame(row, .unit, $0) } ?? false
  }

  private func group(_ row: borrowing CSVRow) -> Int? {
    if isBlank(row, .group) { return everybody }
    return bytes(row, .group).flatMap { groups.number(of: $0) }
  }

  /// What was verified of a value, or that nothing was; nil where the cells say something else.
  private func verdict(
    _ row: borrowing CSVRow, of value: Double, _ submittedOn: CalendarDate
  ) -> (Verdict?, CalendarDate?)? {
    guard let found = number(row, .verifiedValue) else { return nil }
    if isBlank(row, .verified) { return found == nil && isBlank(row, .verifiedOn) ? (nil, nil) : nil }
    let verdict: Verdict
    if isWord(row, .verified, "verified") {
      verdict = .verified(found ?? value)
    } else if found == nil, isWord(row, .verified, "rejected") {
      verdict = .rejected
    } else {
      return nil
    }
    if isBlank(row, .verifiedOn) { return (verdict, nil) }
    guard isSame(row, .verifiedOn, verified), let verifiedOn, verifiedOn >= submittedOn else { return nil }
    return (verdict, verifiedOn)
  }
}

extension PlainReportRows {
  @inline(__always)
  private func isBlank(_ row: borrowing CSVRow, _ column: Column) -> Bool {
    let position = positions[column.rawValue]
    return position < 0 || row.isBlank(position)
  }

  /// The bytes of a cell, valid as long as the row; nil where it is blank, or has quotes inside.
  @inline(__always)
  private func bytes(_ row: borrowing CSVRow, _ column: Column) -> UnsafeBufferPointer<UInt8>? {
    let position = positions[column.rawValue]
    guard position >= 0, !row.isBlank(position), !row.cells[position].hasEscapes else { return nil }
    return UnsafeBufferPointer(rebasing: row.bytes[row.cells[position].start..<row.cells[position].end])
  }

  @inline(__always)
  private func isSame(_ row: borrowing CSVRow, _ column: Column, _ memo: borrowing TextMemo) -> Bool {
    guard let text = bytes(row, column) else { return false }
    return memo.matches(text)
  }

  @inline(__always)
  private func isWord(_ row: borrowing CSVRow, _ column: Column, _ word: StaticString) -> Bool {
    guard let text = bytes(row, column), text.count == word.utf8CodeUnitCount else { return false }
    return text.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A number, or that there is none; nil where the cell is no number.
  @inline(__always)
  private func number(_ row: borrowing CSVRow, _ column: Column) -> Double?? {
    if isBlank(row, column) { return .some(nil) }
    guard let text = bytes(row, column), case .value(let number) = DecimalText.double(text) else { return nil }
    return .some(number)
  }

  /// The number of people, or that there is none; nil where the cell is no count.
  @inline(__always)
  private func count(_ row: borrowing CSVRow) -> Int?? {
    if isBlank(row, .n) { return .some(nil) }
    guard let text = bytes(row, .n), case .value(let number) = DecimalText.int(text), number >= 0 else { return nil }
    return .some(number)
  }
}
