import Domain

/// Reads a table row by row: each comes as a value, or with everything that is wrong with it.
public final class TableReader<Row: TableRow> {
  let reader: CSVReader
  private let refused: RefusedRows?
  private let refusing: [Int: Problems]
  private var cells: TableCells<Row.Column>

  /// Rows read so far.
  public var rowCount: Int { reader.rowCount }
  /// Rows refused so far.
  public private(set) var refusedCount = 0

  /// Checks the header of `reader`. Rows that are refused also go to `refused`, as they stand.
  ///
  /// - Parameters:
  ///   - format: How days and amounts are written.
  ///   - refusing: What an earlier look at the whole file found wrong, by the line a row starts on; such rows are
  ///     refused for that.
  /// - Throws: `csv_columns_missing`, `csv_columns_unknown`.
  public init(
    _ reader: CSVReader, format: CellFormat = CellFormat(), refused: RefusedRows? = nil, refusing: [Int: Problems] = [:]
  ) throws(Problems) {
    let table = Row.table
    try reader.header.check(
      required: table.requiredNames, optional: table.optionalNames, ignored: RefusedRows.columns)
    self.reader = reader
    self.refused = refused
    self.refusing = refusing
    cells = TableCells(table, reader.header, format)
  }

  /// Opens the file at `path`.
  ///
  /// - Throws: what ``CSVReader`` throws on opening; `csv_columns_missing`, `csv_columns_unknown`.
  public convenience init(
    path: String, options: CSVOptions = CSVOptions(), refused: RefusedRows? = nil, refusing: [Int: Problems] = [:]
  ) throws(Problems) {
    try self.init(CSVReader(path: path, options: options), refused: refused, refusing: refusing)
  }

  /// The next row, or nil behind the last.
  ///
  /// - Throws: what leaves the rest of the file unreadable, see ``CSVReader/nextRow(_:)``.
  public func next() throws -> Result<Row, Problems>? { try next { _ in } }

  /// The next row, or nil behind the last; a row that is refused is shown to `body` before.
  ///
  /// - Throws: what ``next()`` throws; what `body` throws.
  public func next(showingRefused body: (borrowing CSVRow) throws -> Void) throws -> Result<Row, Problems>? {
    try reader.nextRow { row in
      let result = read(row)
      if case .failure(let problems) = result {
        try refuse(row, problems)
        try body(row)
      }
      return result
    }
  }

  /// Gives every row to `body`.
  ///
  /// - Throws: what ``next()`` throws; what `body` throws.
  public func forEachRow(_ body: (Result<Row, Problems>) throws -> Void) throws {
    while let result = try next() { try body(result) }
  }

  /// Whether an earlier look found nothing wrong with the row on this line.
  func isFree(_ line: Int) -> Bool { refusing.isEmpty || refusing[line] == nil }

  func refuse(_ row: borrowing CSVRow, _ problems: Problems) throws {
    refusedCount += 1
    try refused?.write(row, problems)
  }

  func read(_ row: borrowing CSVRow) -> Result<Row, Problems> {
    guard row.problems.isEmpty else { return .failure(Problems(row.problems)) }
    if !refusing.isEmpty, let problems = refusing[row.line] { return .failure(problems) }
    cells.startRow()
    if let value = Row(row, &cells) { return .success(value) }
    return .failure(Problems(cells.problems))
  }
}
