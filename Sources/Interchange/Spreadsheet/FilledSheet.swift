import Domain
import Foundation

/// A table that people filled in with a spreadsheet: rows of texts under headings that may stand in any of their
/// languages.
public struct FilledSheet: Sendable {
  /// A column that is read, by every name it may have.
  public struct Column: Sendable {
    public let names: [String]
    public let isRequired: Bool

    public init(_ names: [String], isRequired: Bool = false) {
      self.names = names
      self.isRequired = isRequired
    }
  }

  public struct Row: Hashable, Sendable {
    /// The line of the file on which it starts.
    public let line: Int
    /// One text a column that was asked for, without space at its ends; empty where nothing stands there.
    public let cells: [String]
  }

  public let rows: [Row]
  /// What breaks the rules of the format, by row; such rows are not among ``rows``.
  public let problems: [Problem]

  public static let maximumRows = 10_000

  /// Reads the first sheet of a workbook (XLSX), or CSV. What French and Arabic spreadsheets save as CSV is read as well:
  /// semicolons where commas make no column that is asked for, and Windows-1256 or Windows-1252 where the bytes are no
  /// UTF-8.
  ///
  /// - Throws: `csv_columns_missing` where a required column is not there; what ``CSVReader`` throws of the header or of
  ///   the rest of a file that cannot be read; `spreadsheet_malformed`, `spreadsheet_too_large`.
  public init(_ bytes: [UInt8], columns: [Column]) throws {
    if XLSXSheet.isOne(bytes) {
      try self.init(XLSXSheet(bytes), columns)
    } else {
      try self.init(csv: bytes, columns)
    }
  }

  /// The first row in which something stands is the heading.
  private init(_ sheet: XLSXSheet, _ columns: [Column]) throws(Problem) {
    func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
    let filled = sheet.rows.filter { $0.cells.contains { !trimmed($0).isEmpty } }
    guard let heading = filled.first?.cells.map(trimmed) else {
      throw Problem("csv_empty", "The file is empty.")
    }
    let indices = columns.map { column in heading.firstIndex { column.names.contains($0) } }
    try FilledSheet.check(indices, of: columns)
    try FilledSheet.check(heading, of: columns)
    rows = filled.dropFirst().compactMap { row in
      let cells = indices.map { index in index.flatMap { $0 < row.cells.count ? trimmed(row.cells[$0]) : nil } ?? "" }
      return cells.allSatisfy(\.isEmpty) ? nil : Row(line: row.number, cells: cells)
    }
    guard !rows.isEmpty else { throw Problem("csv_no_rows", "The file has a header and no rows below it.") }
    problems = []
  }

  private static func check(_ indices: [Int?], of columns: [Column]) throws(Problem) {
    let missing = zip(columns, indices).filter { $0.isRequired && $1 == nil }.compactMap(\.0.names.first)
    if missing.isEmpty { return }
    throw Problem("csv_columns_missing", "The file lacks \(missing.joined(separator: ", ")).", at: Place(line: 1))
  }

  /// A column stands once, in whatever language: of two nobody knows which was filled in.
  private static func check(_ heading: [String], of columns: [Column]) throws(Problem) {
    for column in columns {
      let twice = heading.indices.filter { column.names.contains(heading[$0]) }.dropFirst().first
      guard let twice else { continue }
      throw Problem(
        "csv_header_duplicate", "The column “\(heading[twice])” stands twice, under this name or another.",
        at: Place(line: 1, column: twice + 1))
    }
  }

  private init(csv bytes: [UInt8], _ columns: [Column]) throws {
    let text = Array(SpreadsheetText.utf8(bytes))
    let reader = try FilledSheet.reader(of: text, columns)
    let indices = columns.map { column in column.names.compactMap(reader.header.index(of:)).first }
    try FilledSheet.check(indices, of: columns)
    try FilledSheet.check(reader.header.names, of: columns)
    var rows: [Row] = []
    var problems: [Problem] = []
    while true {
      let isRow: Void? = try reader.nextRow { row in
        guard row.problems.isEmpty else { return problems += row.problems }
        var cells: [String] = []
        for index in indices {
          let text = if let index { row.text(index) ?? "" } else { "" }
          cells.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        // Spreadsheets save rows in which nothing stands.
        if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: row.line, cells: cells)) }
      }
      if isRow == nil { break }
    }
    self.rows = rows
    self.problems = problems
  }

  /// With the delimiter that makes more of the columns that are asked for.
  private static func reader(of text: [UInt8], _ columns: [Column]) throws -> CSVReader {
    let limits = CSVLimits(rows: maximumRows, columns: 200)
    let commas = try CSVReader(bytes: text, options: CSVOptions(delimiter: .comma, limits: limits))
    let semicolons = try? CSVReader(bytes: text, options: CSVOptions(delimiter: .semicolon, limits: limits))
    func found(_ reader: CSVReader) -> Int {
      columns.count { column in column.names.contains { reader.header.index(of: $0) != nil } }
    }
    guard let semicolons, found(semicolons) > found(commas) else { return commas }
    return semicolons
  }
}

/// The text of a file that a spreadsheet saved, whatever it was saved in.
enum SpreadsheetText {
  /// UTF-8 as it is; UTF-16 by its mark; else Windows-1256 where most of what is not ASCII are Arabic letters then, else
  /// Windows-1252.
  static func utf8(_ bytes: [UInt8]) -> String.UTF8View {
    let data = Data(bytes)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (String(data: data, encoding: .utf16) ?? "").utf8
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text.utf8 }
    let arabic = String(data: data, encoding: String.Encoding(rawValue: 0x8000_0506)) ?? ""
    let letters = arabic.unicodeScalars.filter { $0.value > 0x7F }
    let isArabic = letters.count { (0x0600...0x06FF).contains($0.value) } * 2 > letters.count
    return (isArabic ? arabic : String(data: data, encoding: .windowsCP1252) ?? "").utf8
  }
}
