import Domain
import Foundation
import FoundationXML

/// Reads IATI activity files of the versions 2.01 to 2.03, one activity after the other, in the memory of one.
///
/// What is not taken over is listed in ``IATIActivity/skipped`` and ``Summary/skipped``. The names and addresses of
/// persons in `contact-info` are passed over before they are kept.
public struct IATIReader {
  /// What a file says as a whole.
  public struct Summary: Hashable, Sendable {
    public var version: String
    /// Activities given out.
    public var activityCount: Int
    /// What stands outside of the activities that were given out.
    public var skipped: [IATISkipped]
  }

  private let name: String?
  private let limits: IATILimits
  private let source: Source

  private enum Source {
    case path(String)
    case data(Data)
  }

  public init(path: String, limits: IATILimits = IATILimits()) {
    name = path
    self.limits = limits
    source = .path(path)
  }

  /// Reads a file that is already in memory; `name` is what problems call it.
  public init(data: Data, name: String? = nil, limits: IATILimits = IATILimits()) {
    self.name = name
    self.limits = limits
    source = .data(data)
  }

  /// Gives every activity to `body`, in the order of the file.
  ///
  /// - Throws: `file_unreadable`, `xml_empty`, `xml_too_long`, `encoding_not_utf8`, `xml_doctype_refused` before any
  ///   activity; `iati_version_unsupported`, `iati_not_activities`; `xml_malformed`, `xml_too_deep`,
  ///   `xml_text_too_long`, `xml_activity_too_long` where they are met; what `body` throws.
  public func forEachActivity(_ body: @escaping (IATIActivity) throws -> Void) throws -> Summary {
    try XMLScan(byteLimit: limits.bytes, file: name).check(scanSource())
    let document = IATIDocument(file: name, limits: limits, body: body)
    let parser = try makeParser()
    parser.shouldResolveExternalEntities = false
    parser.delegate = document
    let isParsed = parser.parse()
    if let failure = document.failure { throw failure }
    guard isParsed, document.isClosed, let version = document.version else {
      let place = Place(file: name, line: parser.lineNumber, column: parser.columnNumber)
      throw Problem("xml_malformed", "The file is not well-formed XML from here on.", at: place)
    }
    return Summary(version: version, activityCount: document.activityCount, skipped: document.skips.list)
  }

  private func scanSource() throws(Problem) -> ByteWindow.Source {
    switch source {
    case .path(let path):
      let file = try ByteFile(reading: path)
      return { (buffer) throws(Problem) in try file.read(into: buffer) }
    case .data(let data):
      var rest = data[...]
      return { (buffer) throws(Problem) in
        let piece = rest.prefix(buffer.count)
        rest = rest.dropFirst(piece.count)
        return piece.copyBytes(to: buffer)
      }
    }
  }

  private func makeParser() throws(Problem) -> XMLParser {
    switch source {
    case .data(let data): return XMLParser(data: data)
    case .path(let path):
      guard let stream = InputStream(fileAtPath: path) else {
        throw Problem("file_unreadable", "The file cannot be read.", at: Place(file: path))
      }
      return XMLParser(stream: stream)
    }
  }
}
