import Domain
import Foundation
import FoundationXML

/// Reads account statements of ISO 20022, `camt.053.001.02` and `camt.053.001.08`, element by element.
///
/// Only what is booked becomes a line; announced movements and entries of 0.00 are counted. An entry of several
/// transactions stays one line, as it is one movement on the account.
public struct CamtReader {
  private let data: Data
  private let name: String?
  private let limits: CamtLimits

  /// - Parameter name: What problems call the file.
  public init(data: Data, name: String? = nil, limits: CamtLimits = CamtLimits()) {
    self.data = data
    self.name = name
    self.limits = limits
  }

  /// The statements in the order of the file, each in balance.
  ///
  /// - Throws: ``Problem`` `xml_empty`, `xml_too_long`, `encoding_not_utf8`, `xml_doctype_refused`, `xml_malformed`,
  ///   `xml_too_deep`; `camt_version_unsupported`, `camt_no_statements`; ``Problems`` with, each at its line, statement
  ///   and entry, as in `Stmt[Id='2026-03']/Ntry[3]`:
  ///   `camt_part_missing`, `camt_part_malformed`, `amount_malformed` and its like, and what
  ///   ``BankStatement/check()`` throws.
  public func statements() throws -> [BankStatement] {
    var rest = data[...]
    try XMLScan(byteLimit: limits.bytes, file: name).check { (buffer) throws(Problem) in
      let piece = rest.prefix(buffer.count)
      rest = rest.dropFirst(piece.count)
      return piece.copyBytes(to: buffer)
    }
    let document = CamtDocument(file: name, limits: limits)
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = document
    let isParsed = parser.parse()
    if let failure = document.failure { throw failure }
    guard isParsed, document.isClosed else {
      let place = Place(file: name, line: parser.lineNumber, column: parser.columnNumber)
      throw Problem("xml_malformed", "The file is not well-formed XML from here on.", at: place)
    }
    try Problems.throwIfAny(document.problems)
    guard !document.statements.isEmpty else {
      throw Problem("camt_no_statements", "The file holds no statement.", at: Place(file: name))
    }
    return document.statements
  }
}

/// What a file of statements may ask of this machine.
public struct CamtLimits: Sendable {
  public var bytes: Int
  /// Elements inside one another.
  public var depth: Int
  /// Bytes of the text of one element.
  public var textBytes: Int
  /// Movements of all statements.
  public var entries: Int
  /// Problems gathered before the reading gives up.
  public var problems: Int

  public init(
    bytes: Int = 134_217_728, depth: Int = 32, textBytes: Int = 65_536, entries: Int = 500_000, problems: Int = 100
  ) {
    self.bytes = bytes
    self.depth = depth
    self.textBytes = textBytes
    self.entries = entries
    self.problems = problems
  }
}
