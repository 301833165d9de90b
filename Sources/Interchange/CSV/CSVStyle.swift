/// How a CSV file is to be written.
public struct CSVStyle: Sendable {
  public enum LineEnd: Sendable { case lf, crlf }

  public var delimiter: CSVDelimiter
  public var lineEnd: LineEnd
  /// Whether the file starts with the mark without which some spreadsheets take UTF-8 for another encoding.
  public var hasByteOrderMark: Bool
  /// Whether `'` is put before a text that a spreadsheet would run as a formula.
  public var disarmsFormulas: Bool

  public init(
    delimiter: CSVDelimiter = .comma, lineEnd: LineEnd = .crlf, hasByteOrderMark: Bool = false,
    disarmsFormulas: Bool = true
  ) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.hasByteOrderMark = hasByteOrderMark
    self.disarmsFormulas = disarmsFormulas
  }

  /// For people: mark, CRLF, formulas disarmed.
  public static let spreadsheet = CSVStyle(hasByteOrderMark: true)
  /// For programs: line feeds and every text as it is.
  public static let plain = CSVStyle(lineEnd: .lf, disarmsFormulas: false)
}
