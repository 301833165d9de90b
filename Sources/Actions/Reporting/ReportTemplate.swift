import Domain
import Interchange

/// A report as a file that is filled in with a spreadsheet: a row a cell, under headings in the language of who asked.
public enum ReportTemplate {
  public enum Column: CaseIterable, Hashable, Sendable {
    /// Codes, by which a row is known again.
    case indicator, group
    /// What only people read.
    case indicatorName, groupName
    /// Read to be held to the indicator's own.
    case unit
    case value, numerator, denominator, state, reason
    /// Why groups do not add up; on the row of everybody.
    case difference

    fileprivate static let read: [Column] = [
      .indicator, .group, .unit, .value, .numerator, .denominator, .state, .reason, .difference,
    ]
    fileprivate static let numbers: Set<Column> = [.value, .numerator, .denominator]
  }

  /// A row with something in it.
  public struct Row: Hashable, Sendable {
    /// The line of the file on which it starts; the heading is on the first.
    public let line: Int
    private let cells: [Column: String]

    fileprivate init(line: Int, cells: [Column: String]) {
      self.line = line
      self.cells = cells
    }

    /// What was written, without space at its ends; empty where nothing was.
    public subscript(_ column: Column) -> String { cells[column] ?? "" }
  }

  /// The most bytes of a file that is read.
  public static let maximumBytes = 1_048_576

  /// CSV in UTF-8 with a byte order mark, as spreadsheets want it; texts that one might run are disarmed.
  ///
  /// - Parameters:
  ///   - headings: One a column.
  ///   - rows: Texts, and numbers as digits with a point before the decimals; what is left out is blank.
  ///   - hasDecimalComma: Whether numbers have a comma, so that semicolons stand between cells.
  public static func csv(
    _ headings: [Column: String], _ rows: [[Column: String]], hasDecimalComma: Bool
  ) throws -> [UInt8] {
    let columns = Column.allCases
    var bytes: [UInt8] = []
    var style = CSVStyle.spreadsheet
    style.delimiter = hasDecimalComma ? .semicolon : .comma
    let writer = CSVWriter(style: style) { bytes += $0 }
    try writer.write(columns.map { headings[$0] ?? "" })
    for row in rows {
      try writer.write(
        columns.map { column -> CSVCellValue in
          guard let text = row[column], !text.isEmpty else { return .blank }
          guard Column.numbers.contains(column) else { return .text(text) }
          return .decimal(hasDecimalComma ? text.replacing(".", with: ",") : text)
        })
    }
    try writer.finish()
    return bytes
  }

  /// A workbook (XLSX) with one sheet. Numbers are numbers; what was typed and is none is text.
  ///
  /// - Parameters:
  ///   - rows: Texts, and numbers as digits with a point or comma before the decimals; what is left out is blank.
  ///   - name: Of the sheet; at most 31 characters.
  ///   - moment: When what is in it was said.
  public static func workbook(
    _ headings: [Column: String], _ rows: [[Column: String]], named name: String, isRightToLeft: Bool, at moment: Moment
  ) throws -> [UInt8] {
    let columns = Column.allCases
    let cells = rows.map { row in
      columns.map { column -> CSVCellValue in
        guard let text = row[column], !text.isEmpty else { return .blank }
        guard Column.numbers.contains(column), let number = TypedNumber.double(text) else { return .text(text) }
        return .double(number)
      }
    }
    let sheet = WorkbookSheet(
      name, isRightToLeft: isRightToLeft,
      columns: columns.map { WorkbookSheet.Column(headings[$0] ?? "", width: width(of: $0)) }, rows: cells)
    return try Workbook.bytes(of: [sheet], at: moment)
  }

  /// In characters.
  private static func width(of column: Column) -> Double {
    switch column {
    case .indicatorName, .reason, .difference: 40
    case .groupName, .state: 24
    default: 14
    }
  }

  /// What stands in a file that was filled in.
  ///
  /// - Parameter names: What each column may be called, in any language.
  /// - Returns: The rows in which something stands, and what is wrong with others, each at its line.
  /// - Throws: `csv_columns_missing` where codes or values have no column; what ``FilledSheet`` throws.
  public static func read(_ bytes: [UInt8], names: [Column: [String]]) throws -> (rows: [Row], problems: [Problem]) {
    let needed: Set<Column> = [.indicator, .group]
    let sheet = try FilledSheet(
      bytes,
      columns: Column.read.map { FilledSheet.Column(names[$0] ?? [], isRequired: needed.contains($0)) })
    let rows = sheet.rows.map { row in
      Row(line: row.line, cells: Dictionary(uniqueKeysWithValues: zip(Column.read, row.cells.map(withoutGuard))))
    }
    return (rows, sheet.problems)
  }

  /// A text without the apostrophe that keeps a spreadsheet from running it.
  private static func withoutGuard(_ text: String) -> String {
    guard text.first == "'", let second = text.dropFirst().first, "=+-@".contains(second) else { return text }
    return String(text.dropFirst())
  }
}
