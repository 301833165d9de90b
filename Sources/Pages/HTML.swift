/// Markup that is safe to send. Text gets in by interpolation only, and interpolation escapes it; what is HTML already is
/// spliced in as it is.
///
///     let row: HTML = "<td>\(actor.name)</td>"
package struct HTML: Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init(stringLiteral text: String) { self.text = text }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ value: String) { HTML.append(escaped: value, to: &text) }
    package mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
    package mutating func appendInterpolation(_ markup: HTML?) { text += markup?.text ?? "" }
    package mutating func appendInterpolation(_ list: [HTML]) { for markup in list { text += markup.text } }
  }

  /// Escapes scalar by scalar: a quotation mark with a combining mark after it is one `Character`, but still closes an
  /// attribute.
  private static func append(escaped value: String, to text: inout String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
