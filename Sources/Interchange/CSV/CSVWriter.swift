import Domain

/// Writes CSV as RFC 4180 has it, in UTF-8, in pieces of 64 kB.
public final class CSVWriter {
  /// Takes the next piece of the file.
  public typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  private let style: CSVStyle
  private let sink: Sink
  private var buffer: [UInt8] = []
  private static let pieceBytes = 65_536

  public init(style: CSVStyle = CSVStyle(), sink: @escaping Sink) {
    self.style = style
    self.sink = sink
    buffer.reserveCapacity(CSVWriter.pieceBytes * 2)
    if style.hasByteOrderMark { buffer += [0xEF, 0xBB, 0xBF] }
  }

  /// Makes the file at `path`, or empties the one that is there.
  ///
  /// - Throws: `file_unwritable`.
  public convenience init(path: String, style: CSVStyle = CSVStyle()) throws(Problem) {
    let file = try ByteFile(writing: path)
    self.init(style: style) { try file.write($0) }
  }

  /// Writes one row.
  ///
  /// - Throws: `number_not_finite` for a number that is none; what the sink throws.
  public func write(_ cells: some Collection<CSVCellValue>) throws {
    var isFirst = true
    for cell in cells {
      if !isFirst { buffer.append(style.delimiter.rawValue) }
      isFirst = false
      try append(cell)
    }
    // A row of one blank cell would be a blank line.
    if cells.count == 1, case .blank? = cells.first { buffer += Array("\"\"".utf8) }
    try endRow()
  }

  /// Writes a row of texts, such as a header.
  public func write(_ texts: [String]) throws { try write(texts.map(CSVCellValue.text)) }

  /// Writes a row whose first cells are written out already, and `cells` behind them.
  public func write(raw: UnsafeBufferPointer<UInt8>, then cells: [CSVCellValue]) throws {
    buffer.append(contentsOf: raw)
    for cell in cells {
      buffer.append(style.delimiter.rawValue)
      try append(cell)
    }
    try endRow()
  }

  /// Hands over what was written and not yet passed on. To be called once, behind the last row.
  public func finish() throws {
    try buffer.withUnsafeBytes(sink)
    buffer.removeAll(keepingCapacity: true)
  }

  private func endRow() throws {
    if style.lineEnd == .crlf { buffer.append(UInt8(ascii: "\r")) }
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= CSVWriter.pieceBytes { try finish() }
  }

  private func append(_ cell: CSVCellValue) throws {
    switch cell {
    case .blank: break
    case .text(let text): append(text: text)
    case .int(let number): buffer.append(contentsOf: String(number).utf8)
    case .decimal(let number): buffer.append(contentsOf: number.utf8)
    case .double(let number):
      guard number.isFinite else { throw Problem("number_not_finite", "A number to be written is not finite.") }
      buffer.append(contentsOf: number.description.utf8)
    }
  }

  private func append(text: String) {
    let quote = UInt8(ascii: "\"")
    let isArmed = style.disarmsFormulas && CSVWriter.isFormula(text)
    let isQuoted = text.utf8.contains { byte in
      byte == quote || byte == 0x0A || byte == 0x0D || byte == style.delimiter.rawValue
    }
    if isQuoted { buffer.append(quote) }
    if isArmed { buffer.append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    if isQuoted { buffer.append(quote) }
  }

  /// Whether a spreadsheet may run the text: it starts with = + - @, a tab, a line break, or a full-width form of these.
  private static func isFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
