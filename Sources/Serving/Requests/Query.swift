import Domain
import Hummingbird

/// The parameters of a query, each of which is known and stands once. Where pages have a beginning (`after`, `before`,
/// `offset`), the parameter `cursor` stands for all of them: see ``PageCursor``.
package struct Query {
  private let values: [String: String]

  /// - Throws: `query_malformed` for a parameter that is unknown, repeated, or not percent-encoded UTF-8;
  ///   `cursor_malformed`.
  package init(_ request: Request, allows names: Set<String>) throws(Problem) {
    var values: [String: String] = [:]
    var text = request.uri.query ?? ""
    if !names.isDisjoint(with: Query.beginnings), let own = try PageCursor.query(in: text, of: request.uri.path) {
      text = own
    }
    for part in text.split(separator: "&") {
      let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let raw = pieces.count > 1 ? pieces[1] : ""
      guard let name = PercentEncoding.decode(pieces[0]),
        let value = PercentEncoding.decode(raw.replacing("+", with: " "))
      else { throw Query.malformed("A parameter is not percent-encoded UTF-8.", pieces[0]) }
      guard names.contains(name) else {
        let known = names.sorted().joined(separator: ", ")
        throw Query.malformed(
          "There is no parameter of this name here\(known.isEmpty ? "" : "; there is \(known)").", name)
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw Query.malformed("The parameter stands twice.", name)
      }
    }
    self.values = values
  }

  /// Parameters that say where a page begins.
  static let beginnings: Set<String> = ["after", "before", "offset"]

  package subscript(name: String) -> String? { values[name] }

  /// Those of `names` that stand here, as the end of an address that has others already.
  package func rest(_ names: [String]) -> String {
    names.compactMap { name in values[name].map { "&\(name)=\(PercentEncoding.encode($0))" } }.joined()
  }

  /// A whole number within `range`.
  /// - Throws: `query_malformed`.
  package func integer<Integer: FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Integer>, default usual: Integer
  )
    throws(Problem) -> Integer
  {
    guard let text = values[name] else { return usual }
    guard let number = Integer(text), text.utf8.allSatisfy({ (48...57).contains($0) }), range.contains(number) else {
      throw Query.malformed(
        "The parameter is a whole number between \(range.lowerBound) and \(range.upperBound).", name)
    }
    return number
  }

  /// A text in the words of whoever asks.
  /// - Throws: `query_malformed`.
  package func text(_ name: String, atMost limit: Int) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard text.unicodeScalars.count <= limit else {
      throw Query.malformed("The parameter has at most \(limit) characters.", name)
    }
    return text
  }

  /// - Throws: `query_malformed`.
  package func code(_ name: String) throws(Problem) -> Code? {
    guard let text = values[name] else { return nil }
    do { return try Code(text) } catch { throw Query.malformed(error.message, name) }
  }

  /// A word of an enumeration.
  /// - Throws: `query_malformed`.
  package func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _: Word.Type = Word.self)
    throws(Problem)
    -> Word?
  {
    guard let text = values[name] else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw Query.malformed("The parameter is one of: \(words).", name)
    }
    return word
  }

  /// The code of a region, a province or a commune.
  /// - Throws: `query_malformed`.
  package func territory() throws(Problem) -> Territory? {
    guard let text = values["territory"] else { return nil }
    do { return try Territory(code: text) } catch { throw Query.malformed(error.message, "territory") }
  }

  /// - Throws: `query_malformed`.
  package func day(_ name: String) throws(Problem) -> CalendarDate? {
    guard let text = values[name] else { return nil }
    do { return try CalendarDate(iso: text) } catch { throw Query.malformed(error.message, name) }
  }

  private static func malformed(_ sentence: String, _ name: some StringProtocol) -> Problem {
    Problem("query_malformed", sentence, at: Place(field: String(name.prefix(60))))
  }
}
