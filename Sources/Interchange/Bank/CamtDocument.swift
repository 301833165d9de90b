import Domain
import Foundation
import FoundationXML

/// Receives the elements of one file and puts its statements together.
final class CamtDocument: NSObject, XMLParserDelegate {
  private let file: String?
  private let limits: CamtLimits
  /// The names of all open elements, without prefixes. The parser of Foundation on Linux calls a file parsed whose end
  /// tags do not fit, so that is looked after here.
  private var open: [String] = []
  private var text = ""
  private var statement: CamtStatement?
  private var statementCount = 0
  private var entryCount = 0

  private(set) var statements: [BankStatement] = []
  private(set) var problems: [Problem] = []
  /// Why parsing was stopped.
  private(set) var failure: Problem?
  var isClosed: Bool { open.isEmpty }

  private static let namespaces: Set = [
    "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08",
  ]
  private static let statementDepth = 3

  init(file: String?, limits: CamtLimits) {
    self.file = file
    self.limits = limits
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let local = CamtDocument.local(name)
    open.append(local)
    text = ""
    guard failure == nil else { return }
    let place = Place(file: file, line: parser.lineNumber)
    if open.count > limits.depth {
      return stop(parser, "xml_too_deep", "More than \(limits.depth) elements stand inside one another.", place)
    }
    if open.count == 1 { return checkRoot(parser, name, attributes, place) }
    if open.count == 2, local != "BkToCstmrStmt" {
      let message = "The file is no list of statements: it holds “\(local.prefix(40))”."
      return stop(parser, "camt_version_unsupported", message, place)
    }
    if open.count == CamtDocument.statementDepth, local == "Stmt" {
      statementCount += 1
      statement = CamtStatement(number: statementCount, place: place)
    } else if open.count == CamtDocument.statementDepth + 1, local == "Ntry" {
      entryCount += 1
      if entryCount > limits.entries {
        return stop(parser, "camt_too_long", "The file has more than \(limits.entries) movements. Split it.", place)
      }
    }
    statement?.start(path, attributes, place)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let place = Place(file: file, line: parser.lineNumber)
    guard open.last == CamtDocument.local(name) else {
      let message = "The file is not well-formed XML: “\(name.prefix(40))” is closed where it is not open."
      return stop(parser, "xml_malformed", message, place)
    }
    guard failure == nil else {
      open.removeLast()
      return
    }
    do throws(Problem) { try statement?.end(path, text.trimmed, place) } catch { note(error, parser) }
    text = ""
    open.removeLast()
    if open.count == CamtDocument.statementDepth - 1, let complete = statement {
      statement = nil
      do throws(Problem) {
        let value = try complete.value()
        try value.check()
        statements.append(value)
      } catch { note(error, parser) }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    guard failure == nil, statement != nil else { return }
    text += characters
    if text.utf8.count > limits.textBytes {
      let message = "The text of “\(open.last ?? "")” is longer than \(limits.textBytes) bytes."
      stop(parser, "xml_text_too_long", message, Place(file: file, line: parser.lineNumber))
    }
  }

  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    let place = Place(file: file, line: parser.lineNumber, column: parser.columnNumber)
    stop(parser, "xml_malformed", "The file is not well-formed XML from here on.", place)
  }

  /// The open elements below the statement, such as `Ntry/Amt`.
  private var path: String { open.dropFirst(CamtDocument.statementDepth).joined(separator: "/") }

  private func checkRoot(_ parser: XMLParser, _ name: String, _ attributes: [String: String], _ place: Place) {
    let prefix = name.split(separator: ":").dropLast().first.map { "xmlns:\($0)" } ?? "xmlns"
    let namespace = attributes[prefix] ?? ""
    guard CamtDocument.local(name) == "Document", CamtDocument.namespaces.contains(namespace) else {
      let found = namespace.isEmpty ? "names no schema" : "is of “\(namespace.prefix(80))”"
      let message = "The file \(found); camt.053.001.02 and camt.053.001.08 are read."
      return stop(parser, "camt_version_unsupported", message, place)
    }
  }

  private func note(_ problem: Problem, _ parser: XMLParser) {
    problems.append(problem)
    if problems.count >= limits.problems { parser.abortParsing() }
  }

  /// Keeps the first reason only: stopping a parser is an error to it.
  private func stop(_ parser: XMLParser, _ code: ProblemCode, _ message: String, _ place: Place) {
    if failure == nil, problems.count < limits.problems { failure = Problem(code, message, at: place) }
    parser.abortParsing()
  }

  private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
