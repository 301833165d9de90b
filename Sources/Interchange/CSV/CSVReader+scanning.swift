import Domain

extension CSVReader {
  /// The first row as a header, dropped from the window.
  static func readHeader(
    _ window: ByteWindow, _ scanner: inout CSVScanner, _ options: CSVOptions, _ file: String?
  ) throws(Problems) -> CSVHeader {
    let names = try Problems.one { () throws(Problem) -> [String] in
      try skipByteOrderMark(window, file)
      guard let used = try scanRow(window, &scanner, options, file, 1) else {
        throw Problem("csv_empty", "The file is empty.", at: Place(file: file))
      }
      let bytes = UnsafeBufferPointer(rebasing: window.bytes[..<scanner.length])
      if let fault = scanner.faults.first { throw problem(fault, bytes, line: 1, file) }
      guard scanner.cells.count <= options.limits.columns else {
        let message = "The file has \(scanner.cells.count) columns; at most \(options.limits.columns) are read."
        throw Problem("csv_too_many_columns", message, at: Place(file: file, line: 1))
      }
      defer { window.drop(used) }
      return scanner.cells.map { cell in
        let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end]), as: UTF8.self)
        guard cell.hasEscapes else { return name }
        return name.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
      }
    }
    return try CSVHeader(names, file: file)
  }

  /// Scans the next row, which then is at the start of the window; nil behind the last one.
  static func scanRow(
    _ window: ByteWindow, _ scanner: inout CSVScanner, _ options: CSVOptions, _ file: String?, _ line: Int
  ) throws(Problem) -> Int? {
    var used: Int?
    while true {
      let bytes = window.bytes
      if bytes.isEmpty, window.isFinal { return nil }
      used = bytes.isEmpty ? nil : scanner.scan(bytes, isFinal: window.isFinal)
      if used != nil || bytes.count > options.limits.rowBytes { break }
      try window.fill()
    }
    let bytes = UnsafeBufferPointer(rebasing: window.bytes[..<scanner.length])
    if scanner.hasHighBytes, let offset = UTF8Text.firstInvalidByte(bytes) {
      // A row that was cut at the limit may end inside a character.
      if used != nil || offset < bytes.count - 3 { throw notUTF8(bytes, offset, line, file) }
    }
    if let nul = scanner.faults.first(where: { $0.kind == .nul }) { throw problem(nul, bytes, line: line, file) }
    if let offset = scanner.openQuote {
      let place = place(offset, bytes, line, file)
      throw Problem("csv_quote_unterminated", "The quote that opens here is never closed.", at: place)
    }
    guard let used, scanner.length <= options.limits.rowBytes else {
      let message = "The row is longer than \(options.limits.rowBytes) bytes."
      throw Problem("csv_row_too_long", message, at: Place(file: file, line: line))
    }
    return used
  }

  /// What breaks the rules in a row whose end is known.
  func findProblems(_ bytes: UnsafeBufferPointer<UInt8>, _ cells: UnsafeBufferPointer<CSVCell>) -> [Problem] {
    var problems = scanner.faults.map { CSVReader.problem($0, bytes, line: line, file) }
    let limit = options.limits.cellBytes
    for (index, cell) in cells.enumerated() where cell.end - cell.start > limit {
      var place = CSVReader.place(cell.start, bytes, line, file)
      place.field = index < header.count ? header.names[index] : nil
      problems.append(Problem("csv_cell_too_long", "The cell is longer than \(limit) bytes.", at: place))
    }
    if bytes.isEmpty, header.count > 1 {
      let message = "The line is blank. Delete it."
      problems.append(Problem("csv_line_blank", message, at: Place(file: file, line: line)))
    } else if cells.count < header.count {
      let message =
        "The row has \(cells.count) cells, the header \(header.count): the first missing is “\(header.names[cells.count])”."
      var place = CSVReader.place(bytes.count, bytes, line, file)
      place.field = header.names[cells.count]
      problems.append(Problem("csv_too_few_cells", message, at: place))
    } else if cells.count > header.count {
      let message =
        "The row has \(cells.count) cells, the header \(header.count). A text with a comma in it stands between quotes."
      let place = CSVReader.place(cells[header.count].start, bytes, line, file)
      problems.append(Problem("csv_too_many_cells", message, at: place))
    }
    return problems
  }
}
