import Domain
import Foundation
import FoundationXML

/// The first sheet of a workbook (ECMA-376, Part 1, 18) as rows of texts: what a cell shows, for text; the digits of a
/// number with a point before the decimals.
struct XLSXSheet {
  struct Row {
    /// As the spreadsheet counts, from 1.
    let number: Int
    /// From the first column on; empty where nothing stands.
    let cells: [String]
  }

  let rows: [Row]

  static let maximumRows = 10_001
  static let maximumColumns = 200
  /// Of one file in the workbook, unpacked, and of the texts of all cells.
  static let maximumBytes = 20_000_000

  /// Whether bytes begin as a workbook does.
  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// - Throws: `spreadsheet_malformed`, `spreadsheet_too_large`; `xml_doctype_refused`.
  init(_ bytes: [UInt8]) throws(Problem) {
    let archive = try ZipArchive(bytes, maximumBytes: XLSXSheet.maximumBytes)
    let book = XLSXBook()
    try XLSXSheet.parse(archive.file("xl/workbook.xml"), book)
    try XLSXSheet.parse(archive.file("xl/_rels/workbook.xml.rels"), book)
    guard let target = book.sheets.first.flatMap({ book.targets[$0] }) else { throw ZipArchive.malformed }
    let strings = XLSXStrings()
    if let shared = try archive.file("xl/sharedStrings.xml") { try XLSXSheet.parse(shared, strings) }
    let reader = XLSXCells(strings: strings.texts)
    let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    try XLSXSheet.parse(archive.file(path), reader)
    if reader.isTooLarge { throw ZipArchive.tooLarge }
    rows = reader.rows
  }

  private static func parse(_ bytes: [UInt8]?, _ reader: XLSXPart) throws(Problem) {
    guard let bytes else { throw ZipArchive.malformed }
    var offset = 0
    try XMLScan(byteLimit: maximumBytes, file: nil).check { (buffer) throws(Problem) in
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
      offset += count
      return count
    }
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    let isParsed = parser.parse()
    // A reader that has enough stops the parser.
    if (reader as? XLSXCells)?.isTooLarge == true { return }
    guard isParsed, reader.isClosed else { throw ZipArchive.malformed }
  }
}

/// Which sheets a workbook has, in their order, and in which files.
private final class XLSXBook: XLSXPart {
  var sheets: [String] = []
  var targets: [String: String] = [:]

  override func begin(_ element: String, _ attributes: [String: String], _ parser: XMLParser) {
    switch element.split(separator: ":").last {
    case "sheet": if let id = attributes["r:id"] { sheets.append(id) }
    case "Relationship": if let id = attributes["Id"] { targets[id] = attributes["Target"] }
    default: break
    }
  }
}

/// The texts that cells share. What is said of how to read a text aloud is left out.
private final class XLSXStrings: XLSXPart {
  var texts: [String] = []
  private var isText = false
  private var readings = 0

  override func begin(_ element: String, _ attributes: [String: String], _ parser: XMLParser) {
    if element == "si" { texts.append("") }
    if element == "rPh" { readings += 1 }
    isText = element == "t" && readings == 0
  }

  override func read(_ text: String) {
    if isText, !texts.isEmpty { texts[texts.count - 1] += text }
  }

  override func end(_ element: String) {
    if element == "rPh" { readings -= 1 }
    isText = false
  }
}
