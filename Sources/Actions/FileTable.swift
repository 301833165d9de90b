import Domain
import Interchange

/// A table that people take along: as CSV for programs and as a sheet of a workbook.
public struct FileTable: Sendable {
  /// What a column holds, in the words of the Table Schema of Frictionless Data.
  public enum Kind: String, CaseIterable, Sendable {
    case string, integer, number, date, boolean
  }

  public struct Column: Sendable {
    public let name: String
    public let kind: Kind
    let width: Double
    /// Of numbers; nil for what their kind usually has.
    private let numbers: WorkbookSheet.NumberStyle?

    init(_ name: String, _ kind: Kind = .string, _ numbers: WorkbookSheet.NumberStyle? = nil, width: Double = 16) {
      self.name = name
      self.kind = kind
      self.numbers = numbers
      self.width = width
    }

    var style: WorkbookSheet.NumberStyle {
      if let numbers { return numbers }
      return switch kind {
      case .number: .money
      case .integer: .whole
      case .string, .date, .boolean: .general
      }
    }
  }

  /// Names the file, such as `money`.
  public let name: String
  public let columns: [Column]
  let rows: [[CSVCellValue]]

  /// CSV in UTF-8 with a byte order mark, as spreadsheets want it; texts that one might run are disarmed.
  public var csv: [UInt8] {
    get throws {
      var bytes: [UInt8] = []
      let writer = CSVWriter(style: .spreadsheet) { bytes += $0 }
      try writer.write(columns.map(\.name))
      for row in rows { try writer.write(row) }
      try writer.finish()
      return bytes
    }
  }

  /// A workbook with a sheet for each table, and one of notes behind them.
  ///
  /// - Parameters:
  ///   - moment: when what they say was so.
  ///   - titles: of sheets and columns by their names; the names stand where one is missing.
  ///   - notes: a row of titles, and rows below it.
  /// - Throws: `file_unwritable`.
  public static func workbook(
    _ tables: [FileTable], at moment: Moment, titles: [String: String], notes: (title: String, rows: [[String]]),
    in language: Language
  ) throws(Problem) -> [UInt8] {
    let isRightToLeft = language == .ar
    let sheets = tables.map { table in
      WorkbookSheet(
        titles[table.name] ?? table.name, isRightToLeft: isRightToLeft,
        columns: table.columns.map { column in
          WorkbookSheet.Column(titles[column.name] ?? column.name, width: column.width, style: column.style)
        }, rows: table.rows)
    }
    let note = WorkbookSheet(
      notes.title, isRightToLeft: isRightToLeft,
      columns: (notes.rows.first ?? []).map { WorkbookSheet.Column($0, width: 30) },
      rows: notes.rows.dropFirst().map { $0.map(CSVCellValue.text) })
    return try Workbook.bytes(of: sheets + [note], at: moment)
  }
}
