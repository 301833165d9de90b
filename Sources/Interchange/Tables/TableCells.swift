import Domain

/// Reads the cells of one row after the other by column, and gathers what is wrong with them.
public struct TableCells<Column: RawRepresentable & Sendable> where Column.RawValue == Int {
  /// What is wrong with the row being read.
  public private(set) var problems: [Problem] = []

  private let fields: [TableField]
  private let format: CellFormat
  /// Positions in the file, by column; -1 for a column the file does not have.
  private let positions: [Int]
  // Neighbouring rows mostly repeat their actor, programme and dates: what was read last is kept with its bytes.
  private var texts: [TextMemo]
  private var dates: [DateMemo]

  init(_ table: Table, _ header: CSVHeader, _ format: CellFormat) {
    fields = table.fields
    self.format = format
    positions = table.fields.map { header.index(of: $0.name) ?? -1 }
    texts = Array(repeating: TextMemo(), count: fields.count)
    dates = Array(repeating: DateMemo(), count: fields.count)
  }

  mutating func startRow() { problems.removeAll() }

  /// Refuses the row, at `column` of it.
  public mutating func refuse(
    _ code: ProblemCode, _ message: String, _ row: borrowing CSVRow, _ column: Column
  ) {
    let position = positions[column.rawValue]
    problems.append(Problem(code, message, at: position < 0 ? row.place : row.place(position)))
  }

  /// A code or a text, in composed form (NFC); nil where it is blank or refused.
  public mutating func text(_ row: borrowing CSVRow, _ column: Column) -> String? {
    guard let position = position(row, column) else { return nil }
    let index = column.rawValue
    let isKnown = row.withBytes(position) { texts[index].matches($0) }
    if isKnown { return texts[index].text }
    let text = row.withBytes(position) { String(decoding: $0, as: UTF8.self) }
    if let problem = CellText.problem(in: text, fields[index].kind) {
      refuse(problem.code, problem.message, row, column)
      return nil
    }
    let normalised = CellText.normalised(text)
    row.withBytes(position) { texts[index].keep($0, normalised) }
    return normalised
  }

  /// A day; nil where it is blank or refused.
  public mutating func date(_ row: borrowing CSVRow, _ column: Column) -> CalendarDate? {
    guard let position = position(row, column) else { return nil }
    let index = column.rawValue
    if let known = row.withBytes(position, { dates[index].date(for: $0) }) { return known }
    let text = row.withBytes(position) { String(decoding: $0, as: UTF8.self) }
    do {
      let date = try format.date(text)
      row.withBytes(position) { dates[index].keep($0, date) }
      return date
    } catch {
      let isUnclear = error.code == "date_malformed" && format.dateOrder == .iso
      let message = isUnclear ? CellText.dateAdvice(for: text) : error.message
      refuse(error.code, message, row, column)
      return nil
    }
  }

  /// A finite number; nil where it is blank or refused.
  public mutating func number(_ row: borrowing CSVRow, _ column: Column) -> Double? {
    guard let position = position(row, column) else { return nil }
    do { return try row.double(position) } catch {
      problems.append(error)
      return nil
    }
  }

  /// A whole number, zero or more; nil where it is blank or refused.
  public mutating func count(_ row: borrowing CSVRow, _ column: Column) -> Int? {
    guard let position = position(row, column) else { return nil }
    do {
      guard let number = try row.int(position), number < 0 else { return try row.int(position) }
      refuse("count_negative", "\(number) is below zero; a number of people or cases is not.", row, column)
    } catch {
      problems.append(error)
    }
    return nil
  }

  /// One of the words of `Choice`; nil where it is blank or refused.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ row: borrowing CSVRow, _ column: Column, as choices: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(row, column) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    refuse("choice_unknown", "“\(text.prefix(40))” is none of: \(words).", row, column)
    return nil
  }

  /// An amount in the currency of another column; nil where either is blank or refused.
  public mutating func money(_ row: borrowing CSVRow, _ amount: Column, in currency: Column) -> Money? {
    let code = text(row, currency)
    guard let position = position(row, amount), let code else { return nil }
    let text = row.withBytes(position) { String(decoding: $0, as: UTF8.self) }
    do {
      let known = try TableCells.currency(code)
      do { return try Money(decimal: format.amount(text), known) } catch {
        let isUnclear = error.code == "amount_malformed" && format.decimalMark == .point
        let message = isUnclear ? DecimalText.advice(for: text) : error.message
        refuse(error.code, message, row, amount)
      }
    } catch {
      refuse(error.code, error.message, row, currency)
    }
    return nil
  }

  private static func currency(_ code: String) throws(Problem) -> Currency { try Currency(code) }

  /// The position of a cell that is not blank. A blank that is required is refused.
  @inline(__always)
  private mutating func position(_ row: borrowing CSVRow, _ column: Column) -> Int? {
    let position = positions[column.rawValue]
    if position >= 0, !row.isBlank(position) { return position }
    if fields[column.rawValue].isRequired {
      refuse("value_required", "“\(fields[column.rawValue].name)” may not be blank.", row, column)
    }
    return nil
  }
}
