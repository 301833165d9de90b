import Domain

extension CSVReader {
  /// The place of a byte of the row that starts at the start of `bytes`.
  static func place(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ file: String?) -> Place {
    let position = UTF8Text.position(of: offset, in: bytes, firstLine: line)
    return Place(file: file, line: position.line, column: position.column)
  }

  static func problem(
    _ fault: CSVFault, _ bytes: UnsafeBufferPointer<UInt8>, line: Int, _ file: String?
  ) -> Problem {
    let place = place(fault.offset, bytes, line, file)
    switch fault.kind {
    case .quoteInCell:
      let message =
        "A quote stands inside a cell without quotes. Put the cell between quotes and double the quote: \"\"."
      return Problem("csv_quote_in_cell", message, at: place)
    case .textAfterQuote:
      let message = "Text follows the closing quote of a cell. A quote inside a cell between quotes is doubled: \"\"."
      return Problem("csv_text_after_quote", message, at: place)
    case .nul:
      let message = "The file contains a NUL byte: it is no text file, or not UTF-8. Save it as “CSV UTF-8”."
      return Problem("csv_nul", message, at: place)
    }
  }

  static func notUTF8(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ line: Int, _ file: String?
  ) -> Problem {
    let message =
      "The file is not UTF-8; it looks like \(UTF8Text.likelyEncoding(bytes)). Save it as “CSV UTF-8” and send it again."
    return Problem("encoding_not_utf8", message, at: place(offset, bytes, line, file))
  }

  /// Drops the mark of UTF-8 from the start of the window and refuses those of UTF-16 and UTF-32.
  static func skipByteOrderMark(_ window: ByteWindow, _ file: String?) throws(Problem) {
    while window.bytes.count < 4, !window.isFinal { try window.fill() }
    let start = Array(window.bytes.prefix(4))
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { window.drop(3) }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start == [0, 0, 0xFE, 0xFF] {
      let message = "The file is UTF-16 or UTF-32. Save it as “CSV UTF-8” and send it again."
      throw Problem("encoding_not_utf8", message, at: Place(file: file, line: 1, column: 1))
    }
  }
}
