import Domain
import Foundation
import FoundationXML

/// Receives the elements of one file and hands out its activities.
final class IATIDocument: NSObject, XMLParserDelegate {
  private let file: String?
  private let limits: IATILimits
  private let body: (IATIActivity) throws -> Void
  /// The open elements of the activity that are kept, outermost first.
  private var open: [IATINode] = []
  /// The names of all open elements. The parser of Foundation on Linux calls a file parsed whose end tags do not fit or
  /// whose end is cut off, so that is looked after here.
  private var names: [String] = []
  private var depth: Int { names.count }
  /// The depth of the element that is passed over with all it holds.
  private var passedOverDepth: Int?
  private var elements = 0
  private var rootLanguage: String?

  private(set) var version: String?
  /// Whether every element that was opened is closed.
  var isClosed: Bool { names.isEmpty }
  private(set) var activityCount = 0
  private(set) var skips: IATISkips
  /// Why parsing was stopped.
  private(set) var failure: (any Error)?

  init(file: String?, limits: IATILimits, body: @escaping (IATIActivity) throws -> Void) {
    self.file = file
    self.limits = limits
    self.body = body
    skips = IATISkips(file: file, activity: nil)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.append(name)
    guard failure == nil, passedOverDepth == nil else { return checkDepth(parser) }
    let line = parser.lineNumber
    if depth == 1 { return startRoot(parser, name, attributes) }
    let path = open.count < 2 ? name : "\(open[open.count - 1].path)/\(name)"
    let node = IATINode(name: name, path: path, attributes: attributes, line: line)
    elements += 1
    if depth == 2, name != "iati-activity" {
      skips.note(unread: node)
      passedOverDepth = depth
      return
    }
    if elements > limits.activityElements {
      let message = "An activity has more than \(limits.activityElements) elements."
      return stop(parser, Problem("xml_activity_too_long", message, at: Place(file: file, line: line)))
    }
    // The text and the children of what is passed over are never kept: some of it is about persons.
    if depth == 3, !IATIVocabulary.read.contains(name) {
      passedOverDepth = depth
      open.last?.children.append(IATINode(name: name, path: path, attributes: [:], line: line))
      return
    }
    open.last?.children.append(node)
    open.append(node)
    checkDepth(parser)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard names.last == name else {
      let message = "The file is not well-formed XML: “\(name.prefix(40))” is closed where it is not open."
      return stop(parser, Problem("xml_malformed", message, at: Place(file: file, line: parser.lineNumber)))
    }
    defer { names.removeLast() }
    if let passed = passedOverDepth {
      if passed == depth { passedOverDepth = nil }
      return
    }
    guard failure == nil, let node = open.popLast(), depth == 2 else { return }
    elements = 0
    var converter = IATIConverter(node, file: file, rootLanguage: rootLanguage)
    guard let activity = converter.activity() else {
      let message = "An activity has no iati-identifier; nothing of it is taken over."
      return skips.note("part_missing", "iati-activity", line: node.line, message)
    }
    activityCount += 1
    do { try body(activity) } catch { stop(parser, error) }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    let place = Place(file: file, line: parser.lineNumber, column: parser.columnNumber)
    stop(parser, Problem("xml_malformed", "The file is not well-formed XML from here on.", at: place))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard failure == nil, passedOverDepth == nil, let node = open.last else { return }
    node.text += text
    if node.text.utf8.count > limits.textBytes {
      let message = "The text of “\(node.name)” is longer than \(limits.textBytes) bytes."
      stop(parser, Problem("xml_text_too_long", message, at: Place(file: file, line: node.line)))
    }
  }

  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
  }

  private func startRoot(_ parser: XMLParser, _ name: String, _ attributes: [String: String]) {
    let place = Place(file: file, line: parser.lineNumber)
    guard name == "iati-activities" else {
      let message = "The file is no list of IATI activities: its outermost element is “\(name.prefix(40))”."
      return stop(parser, Problem("iati_not_activities", message, at: place))
    }
    let version = attributes["version"].map(IATINode.collapsed) ?? ""
    guard IATIVocabulary.versions.contains(version) else {
      let found = version.isEmpty ? "names no version" : "is of version \(version.prefix(20))"
      let message = "The file \(found); the versions 2.01, 2.02 and 2.03 are read."
      return stop(parser, Problem("iati_version_unsupported", message, at: place))
    }
    self.version = version
    rootLanguage = attributes["xml:lang"]
    for name in attributes.keys.sorted() where name != "version" && name != "xml:lang" && !name.hasPrefix("xmlns") {
      let sentence = "The attribute “\(name)” is not taken over."
      skips.note("attribute_not_stored", "iati-activities/@\(name)", line: parser.lineNumber, sentence)
    }
  }

  private func checkDepth(_ parser: XMLParser) {
    guard depth > limits.depth, failure == nil else { return }
    let place = Place(file: file, line: parser.lineNumber)
    stop(parser, Problem("xml_too_deep", "More than \(limits.depth) elements stand inside one another.", at: place))
  }

  /// Keeps the first reason only: stopping a parser is an error to it.
  private func stop(_ parser: XMLParser, _ error: any Error) {
    if failure == nil { failure = error }
    parser.abortParsing()
  }
}
