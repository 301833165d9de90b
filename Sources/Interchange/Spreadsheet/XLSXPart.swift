import Foundation
import FoundationXML

/// Reads one of the XML files in a workbook, element by element. It knows whether the outermost element was closed, which
/// the parser does not say of a file that ends early.
class XLSXPart: NSObject, XMLParserDelegate {
  private(set) var isClosed = false
  private var depth = 0

  func begin(_ element: String, _ attributes: [String: String], _ parser: XMLParser) {}
  func read(_ text: String) {}
  func end(_ element: String) {}

  final func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    depth += 1
    isClosed = false
    begin(name, attributes, parser)
  }

  final func parser(_ parser: XMLParser, foundCharacters text: String) { read(text) }

  final func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    depth -= 1
    isClosed = depth == 0
    end(name)
  }
}
