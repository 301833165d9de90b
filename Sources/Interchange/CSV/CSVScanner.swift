/// Finds the cells of one row in raw bytes. It knows quotes, delimiters and line ends, and nothing of their meaning.
struct CSVScanner {
  let delimiter: UInt8
  /// The cells of the row last scanned.
  private(set) var cells: [CSVCell] = []
  /// What breaks the rules of RFC 4180 in that row, in order.
  private(set) var faults: [CSVFault] = []
  /// Whether a byte of that row is not ASCII, so that its encoding is to be checked.
  private(set) var hasHighBytes = false
  /// Line breaks inside quotes.
  private(set) var innerBreaks = 0
  /// Bytes of the row without its line end.
  private(set) var length = 0
  /// Where a quote was opened that the bytes given so far do not close.
  private(set) var openQuote: Int?

  init(delimiter: UInt8) { self.delimiter = delimiter }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Scans the row at the start of `bytes`.
  ///
  /// - Returns: the bytes of the row with its line end, or nil where the row goes on behind `bytes`; nothing goes on
  ///   where `isFinal`.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    cells.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    hasHighBytes = false
    innerBreaks = 0
    openQuote = nil
    var index = 0
    while true {
      let isQuoted = index < bytes.count && bytes[index] == CSVScanner.quote
      let end = isQuoted ? scanQuoted(bytes, from: index) : scanPlain(bytes, from: index, cellStart: index)
      guard let end, end < bytes.count else {
        length = bytes.count
        return isFinal ? length : nil
      }
      index = end + 1
      if bytes[end] == delimiter { continue }
      length = end
      guard bytes[end] == CSVScanner.carriageReturn else { return index }
      if index == bytes.count { return isFinal ? index : nil }
      return bytes[index] == CSVScanner.lineFeed ? index + 1 : index
    }
  }

  /// Scans to the delimiter or line end behind an unquoted cell and keeps the cell; returns where that is.
  private mutating func scanPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, cellStart: Int
  ) -> Int {
    var index = start
    var isFaulty = cellStart != start
    while index < bytes.count {
      let byte = bytes[index]
      // Letters, digits and most signs: one look and on.
      if byte != delimiter, byte > 0x22, byte < 0x80 {
        index += 1
        continue
      }
      if byte == delimiter || byte == CSVScanner.lineFeed || byte == CSVScanner.carriageReturn { break }
      note(byte, at: index)
      if byte == CSVScanner.quote, !isFaulty {
        faults.append(CSVFault(.quoteInCell, index))
        isFaulty = true
      }
      index += 1
    }
    cells.append(CSVCell(start: cellStart, end: index, hasEscapes: false))
    return index
  }

  /// Scans a cell whose opening quote is at `start`; nil where the quote is not closed.
  private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start + 1
    var hasEscapes = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte > 0x22, byte < 0x80 {
        index += 1
        continue
      }
      if byte == CSVScanner.quote {
        guard index + 1 < bytes.count, bytes[index + 1] == CSVScanner.quote else {
          return close(bytes, CSVCell(start: start + 1, end: index, hasEscapes: hasEscapes))
        }
        hasEscapes = true
        index += 1
      } else if byte == CSVScanner.lineFeed {
        if bytes[index - 1] != CSVScanner.carriageReturn { innerBreaks += 1 }
      } else if byte == CSVScanner.carriageReturn {
        innerBreaks += 1
      } else {
        note(byte, at: index)
      }
      index += 1
    }
    openQuote = start
    cells.append(CSVCell(start: start + 1, end: index, hasEscapes: hasEscapes))
    return nil
  }

  /// Ends a quoted cell; what stands between its closing quote and the next delimiter is a fault.
  private mutating func close(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: CSVCell) -> Int {
    let next = cell.end + 1
    guard next < bytes.count else {
      cells.append(cell)
      return next
    }
    let byte = bytes[next]
    if byte == delimiter || byte == CSVScanner.lineFeed || byte == CSVScanner.carriageReturn {
      cells.append(cell)
      return next
    }
    faults.append(CSVFault(.textAfterQuote, next))
    // The row is refused, but its end is still wanted: the rest is read as if it were not quoted.
    return scanPlain(bytes, from: next, cellStart: cell.start)
  }

  private mutating func note(_ byte: UInt8, at index: Int) {
    if byte >= 0x80 { hasHighBytes = true }
    if byte == 0 { faults.append(CSVFault(.nul, index)) }
  }
}

/// Where a cell stands in its row, without its quotes.
struct CSVCell {
  let start: Int
  let end: Int
  /// Whether quotes inside are doubled.
  let hasEscapes: Bool
}

struct CSVFault {
  enum Kind { case quoteInCell, textAfterQuote, nul }

  let kind: Kind
  /// Bytes from the start of the row.
  let offset: Int

  init(_ kind: Kind, _ offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
