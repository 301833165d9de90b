import Domain

/// Reads CSV as RFC 4180 has it, in UTF-8, and says of everything else where it is and what to do.
///
/// A file is read in pieces: memory stays at the longest row the limits allow, whatever the length of the file. The
/// reader is for one pass and one thread.
public final class CSVReader {
  public let header: CSVHeader
  /// Rows read so far, refused ones included, the header not.
  public private(set) var rowCount = 0

  let options: CSVOptions
  let file: String?
  /// Holds the row last scanned.
  private(set) var scanner: CSVScanner
  /// The line that row starts on.
  private(set) var line = 1
  private let window: ByteWindow

  /// Opens the file at `path` and reads its header.
  ///
  /// - Throws: `file_unreadable`; `csv_empty`; `encoding_not_utf8`; problems of the header.
  public convenience init(path: String, options: CSVOptions = CSVOptions()) throws(Problems) {
    let file = try Problems.one { () throws(Problem) in try ByteFile(reading: path) }
    try self.init(name: path, options: options) { (buffer) throws(Problem) in try file.read(into: buffer) }
  }

  /// Reads a text that is already in memory; `name` is what problems call it.
  public convenience init(
    bytes: some Collection<UInt8>, name: String? = nil, options: CSVOptions = CSVOptions()
  ) throws(Problems) {
    let all = Array(bytes)
    var offset = 0
    try self.init(name: name, options: options) { (buffer) throws(Problem) in
      let count = min(buffer.count, all.count - offset)
      all.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
      offset += count
      return count
    }
  }

  /// Reads from `source`, which writes at the start of the buffer it is given and returns how much; 0 is the end.
  public init(
    name: String?, options: CSVOptions = CSVOptions(),
    source: @escaping (UnsafeMutableRawBufferPointer) throws(Problem) -> Int
  ) throws(Problems) {
    self.file = name
    self.options = options
    window = ByteWindow(source: source)
    scanner = CSVScanner(delimiter: options.delimiter.rawValue)
    header = try CSVReader.readHeader(window, &scanner, options, name)
    line += 1 + scanner.innerBreaks
  }

  /// Gives the next row to `body` and returns its result, or nil behind the last row. A row that breaks the rules of
  /// the format comes too, with its problems: what to do with it is the caller's to say.
  ///
  /// - Throws: what leaves the rest of the file unreadable: `encoding_not_utf8`, `csv_nul`, `csv_quote_unterminated`,
  ///   `csv_row_too_long`, `csv_too_many_rows`, `csv_no_rows`; and what `body` throws.
  public func nextRow<R>(_ body: (borrowing CSVRow) throws -> R) throws -> R? {
    guard let used = try CSVReader.scanRow(window, &scanner, options, file, line) else {
      if rowCount == 0, !options.acceptsHeaderOnly {
        throw Problem("csv_no_rows", "The file has a header and no rows below it.", at: Place(file: file))
      }
      return nil
    }
    rowCount += 1
    guard rowCount <= options.limits.rows else {
      let message = "The file has more than \(options.limits.rows) rows. Split it."
      throw Problem("csv_too_many_rows", message, at: Place(file: file, line: line))
    }
    let bytes = UnsafeBufferPointer(rebasing: window.bytes[..<scanner.length])
    defer { line += 1 + scanner.innerBreaks }
    window.drop(used)
    return try scanner.cells.withUnsafeBufferPointer { cells in
      let isWhole = cells.count == header.count && scanner.faults.isEmpty && bytes.count <= options.limits.cellBytes
      let problems = isWhole ? [] : findProblems(bytes, cells)
      return try body(CSVRow(header: header, line: line, problems: problems, bytes: bytes, cells: cells))
    }
  }

  /// Gives every row to `body`. Rows that break the rules of the format are left out and refused together at the end.
  ///
  /// - Throws: ``Problems``, at most `limits.problems` of them; what ``nextRow(_:)`` throws; what `body` throws.
  public func forEachRow(_ body: (borrowing CSVRow) throws -> Void) throws {
    var problems: [Problem] = []
    while problems.count < options.limits.problems {
      let isEnd =
        try nextRow { row in
          if row.problems.isEmpty { try body(row) } else { problems += row.problems }
        } == nil
      if isEnd { break }
    }
    try Problems.throwIfAny(problems)
  }
}

extension Problems {
  /// What `body` returns; its one problem as a list of one.
  static func one<R>(_ body: () throws(Problem) -> R) throws(Problems) -> R {
    do { return try body() } catch { throw Problems([error]) }
  }
}
