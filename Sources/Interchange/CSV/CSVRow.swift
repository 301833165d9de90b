import Domain

/// One row below the header, seen in place: it cannot outlive the call it is given to, and copies nothing unless asked.
///
/// Columns count from 0 here; in a ``Domain/Place`` lines and columns count from 1, as in an editor.
public struct CSVRow: ~Copyable {
  public let header: CSVHeader
  /// The line of the file the row starts on; the header is on line 1.
  public let line: Int
  /// What breaks the rules of the format in this row. The cells of such a row are not to be relied on.
  public let problems: [Problem]
  let bytes: UnsafeBufferPointer<UInt8>
  let cells: UnsafeBufferPointer<CSVCell>

  /// Cells of the row; equal to the columns of the header where there are no ``problems``.
  public var count: Int { cells.count }

  /// Whether the cell has nothing in it, quoted or not. A blank is missing; it is not zero.
  @inline(__always)
  public func isBlank(_ column: Int) -> Bool { cells[column].start == cells[column].end }

  /// The bytes of a cell in UTF-8, without its quotes, inner quotes single; valid inside `body`.
  @inline(__always)
  public func withBytes<R, E: Error>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let cell = cells[column]
    let content = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
    return cell.hasEscapes ? try CSVRow.withSingleQuotes(content, body) : try body(content)
  }

  /// The text of a cell, or nil where it is blank.
  public func text(_ column: Int) -> String? {
    if isBlank(column) { return nil }
    return withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Where a cell stands.
  public func place(_ column: Int) -> Place {
    let (line, position) = UTF8Text.position(of: cells[column].start, in: bytes, firstLine: self.line)
    return Place(
      file: header.file, line: line, column: position,
      field: column < header.count ? header.names[column] : nil)
  }

  /// Where the row starts.
  public var place: Place { Place(file: header.file, line: line) }

  /// The row as it stands in the file, without its line end.
  public func withRawBytes<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    try body(bytes)
  }

  @inline(never)
  private static func withSingleQuotes<R, E: Error>(
    _ content: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let quote = UInt8(ascii: "\"")
    var single: [UInt8] = []
    single.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      single.append(content[index])
      index += content[index] == quote ? 2 : 1
    }
    return try single.withUnsafeBufferPointer { (bytes) throws(E) -> R in try body(bytes) }
  }
}
