/// How a CSV file is to be read. What is not said here is RFC 4180 in UTF-8.
public struct CSVOptions: Sendable {
  public var delimiter: CSVDelimiter
  public var limits: CSVLimits
  /// Whether a file with a header and nothing below it is accepted; otherwise it is refused with `csv_no_rows`.
  public var acceptsHeaderOnly: Bool

  public init(delimiter: CSVDelimiter = .comma, limits: CSVLimits = CSVLimits(), acceptsHeaderOnly: Bool = false) {
    self.delimiter = delimiter
    self.limits = limits
    self.acceptsHeaderOnly = acceptsHeaderOnly
  }
}

/// What stands between two cells. It is never guessed: `1,5;2` means different things to the two.
public enum CSVDelimiter: UInt8, Sendable {
  case comma = 0x2C
  /// What spreadsheets write where the decimal sign is a comma.
  case semicolon = 0x3B
}

/// What a CSV file may ask of this machine.
public struct CSVLimits: Sendable {
  /// Bytes of one cell.
  public var cellBytes: Int
  /// Bytes of one row, line breaks inside quotes included; also what bounds the memory of a reader.
  public var rowBytes: Int
  /// Rows below the header.
  public var rows: Int
  public var columns: Int
  /// Problems gathered before a strict reading gives up.
  public var problems: Int

  public init(
    cellBytes: Int = 65_536, rowBytes: Int = 1_048_576, rows: Int = 50_000_000, columns: Int = 2_000,
    problems: Int = 100
  ) {
    self.cellBytes = cellBytes
    self.rowBytes = rowBytes
    self.rows = rows
    self.columns = columns
    self.problems = problems
  }
}
