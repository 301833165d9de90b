import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Tools that judge files by published schemas.
enum SchemaTools {
  /// The validator that `scripts/lint` installs, or one on the path; nil where there is none.
  static func checkJSONSchema() -> String? {
    let folders = [".build/lint-tools/bin", "/usr/local/bin", "/usr/bin"]
    return folders.map { "\($0)/check-jsonschema" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs `tool` on a file with `text`.
  static func run(_ tool: String, _ arguments: [String], on text: String, as name: String) throws -> (
    status: Int32, output: String
  ) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments + [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}

/// Sums of an IATI file's transactions by type, read by another reader than the one that wrote it.
final class IATITotals: NSObject, XMLParserDelegate {
  private(set) var sums: [String: Int64] = [:]
  private(set) var activities = 0
  private var type = ""
  private var text = ""

  static func read(_ xml: String) throws -> IATITotals {
    let totals = IATITotals()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = totals
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return totals
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "iati-activity" { activities += 1 }
    if name == "transaction-type" { type = attributes["code"] ?? "" }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard name == "value" else { return }
    let digits = text.replacingOccurrences(of: ".", with: "")
    sums[type, default: 0] += Int64(digits) ?? 0
  }
}
