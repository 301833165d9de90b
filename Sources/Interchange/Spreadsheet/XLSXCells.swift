import Foundation
import FoundationXML

/// Reads the cells of a sheet, row by row, and stops where there are too many.
final class XLSXCells: XLSXPart {
  private(set) var rows: [XLSXSheet.Row] = []
  private(set) var isTooLarge = false

  private let strings: [String]
  private var row = 0
  private var cells: [String] = []
  private var column = 0
  private var kind = ""
  private var text = ""
  private var isValue = false
  /// Of all cells, shared texts counted wherever they stand.
  private var bytes = 0

  init(strings: [String]) { self.strings = strings }

  override func begin(_ element: String, _ attributes: [String: String], _ parser: XMLParser) {
    switch element {
    case "row":
      row = attributes["r"].flatMap { Int($0) } ?? row + 1
      cells = []
      column = 0
      stop(parser, where: rows.count >= XLSXSheet.maximumRows)
    case "c":
      column = attributes["r"].flatMap(XLSXCells.column) ?? column + 1
      kind = attributes["t"] ?? "n"
      text = ""
      stop(parser, where: isTooLarge || column > XLSXSheet.maximumColumns)
    case "v", "t": isValue = true
    default: break
    }
  }

  override func read(_ found: String) {
    if isValue { text += found }
  }

  override func end(_ element: String) {
    switch element {
    case "v", "t": isValue = false
    case "c":
      guard !isTooLarge else { return }
      cells += [String](repeating: "", count: max(0, column - cells.count))
      if column > 0 { cells[column - 1] = shown }
      bytes += shown.utf8.count
      isTooLarge = bytes > XLSXSheet.maximumBytes
    case "row": rows.append(XLSXSheet.Row(number: row, cells: cells))
    default: break
    }
  }

  private func stop(_ parser: XMLParser, where isOver: Bool) {
    guard isOver else { return }
    isTooLarge = true
    parser.abortParsing()
  }

  private var shown: String {
    switch kind {
    case "s": Int(text).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "n": XLSXCells.digits(text)
    default: text
    }
  }

  /// A number without an exponent, as people write it.
  private static func digits(_ text: String) -> String {
    guard text.contains(where: { $0 == "e" || $0 == "E" }), let decimal = Decimal(string: text) else { return text }
    return "\(decimal)"
  }

  /// The column of a cell's address, such as 28 of `AB7`; nil where it names none.
  private static func column(_ address: String) -> Int? {
    let letters = address.prefix { ("A"..."Z").contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    return letters.utf8.reduce(0) { $0 * 26 + Int($1 - 0x40) }
  }
}
