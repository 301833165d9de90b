import Domain

/// Keeps the rows that were refused, unchanged, beside the reason: the file can be corrected and imported again.
public final class RefusedRows {
  /// The columns put behind those of the file; an import passes over them.
  public static let columns = ["error_code", "error_message", "error_line"]

  private let writer: CSVWriter
  private var hasHeader = false

  /// Writes with `writer`, whose delimiter has to be that of the file read.
  public init(_ writer: CSVWriter) { self.writer = writer }

  /// Makes the file at `path`.
  ///
  /// - Throws: `file_unwritable`.
  public convenience init(path: String, delimiter: CSVDelimiter = .comma) throws(Problem) {
    let style = CSVStyle(delimiter: delimiter, lineEnd: .lf, disarmsFormulas: false)
    self.init(try CSVWriter(path: path, style: style))
  }

  /// To be called once, behind the last row.
  public func finish() throws { try writer.finish() }

  func write(_ row: borrowing CSVRow, _ problems: Problems) throws {
    let kept = row.header.names.indices.filter { !RefusedRows.columns.contains(row.header.names[$0]) }
    if !hasHeader {
      hasHeader = true
      try writer.write(kept.map { row.header.names[$0] } + RefusedRows.columns)
    }
    let reason: [CSVCellValue] = [
      .text(problems.list.map(\.code.rawValue).joined(separator: " ")),
      .text(problems.list.map(\.message).joined(separator: " ")),
      .int(Int64(row.line)),
    ]
    // Once corrected and refused again, a row sheds the old reason; a row with broken quotes or cells stays whole.
    if kept.count < row.header.count, row.problems.isEmpty {
      try writer.write(kept.map { CSVCellValue.text(ifAny: row.text($0)) } + reason)
    } else {
      let padding = Array(repeating: CSVCellValue.blank, count: max(0, row.header.count - row.count))
      try row.withRawBytes { try writer.write(raw: $0, then: padding + reason) }
    }
  }
}
