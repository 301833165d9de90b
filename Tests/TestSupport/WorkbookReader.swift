import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a workbook by other means than those that wrote it: `unzip`, and an XML parser.
public struct WorkbookReader: Sendable {
  public enum Cell: Equatable, Sendable {
    case text(String)
    case number(Double)
  }

  public struct Sheet: Sendable {
    public fileprivate(set) var isRightToLeft = false
    /// By reference, such as `B2`.
    public fileprivate(set) var cells: [String: Cell] = [:]
    public fileprivate(set) var hasFormula = false
  }

  /// In the order of the workbook.
  public let sheets: [Sheet]

  public init(_ bytes: [UInt8], sheets count: Int) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    let shared = try WorkbookReader.entry("xl/sharedStrings.xml", of: file)
    let texts = SheetParser.parse(shared).texts
    sheets = try (1...count).map { number in
      let parser = SheetParser.parse(try WorkbookReader.entry("xl/worksheets/sheet\(number).xml", of: file), texts)
      return parser.sheet
    }
  }

  /// An entry of the archive; nothing where it is not there.
  private static func entry(_ name: String, of file: URL) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
    process.arguments = ["-p", file.path, name]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}

private final class SheetParser: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var sheet = WorkbookReader.Sheet()
  private let shared: [String]
  private var text = ""
  private var reference = ""
  private var kind = ""

  private init(_ shared: [String]) { self.shared = shared }

  static func parse(_ data: Data, _ shared: [String] = []) -> SheetParser {
    let delegate = SheetParser(shared)
    let parser = XMLParser(data: data)
    parser.delegate = delegate
    _ = parser.parse()
    return delegate
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    switch name {
    case "sheetView": sheet.isRightToLeft = attributes["rightToLeft"] == "1"
    case "c":
      reference = attributes["r"] ?? ""
      kind = attributes["t"] ?? "n"
    case "f": sheet.hasFormula = true
    case "v", "t": text = ""
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    switch name {
    // A text of the workbook's own list, or one that stands in its cell.
    case "t" where reference.isEmpty: texts.append(text)
    case "t": sheet.cells[reference] = .text(text)
    case "v" where kind == "s": sheet.cells[reference] = Int(text).map { .text(shared[$0]) }
    case "v": sheet.cells[reference] = Double(text).map { .number($0) }
    default: break
    }
  }
}
