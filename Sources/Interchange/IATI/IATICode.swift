import Crypto
import Foundation

/// Codes for what IATI files name and do not number. The same names give the same code in every file and every year.
public enum IATICode {
  /// A code for an indicator: its title in short, and eight hexadecimal digits that tell apart what the short form
  /// does not: the titles of result and indicator, and the measure.
  public static func indicator(result: String, indicator: String, measure: String) -> String {
    code(title: indicator, otherwise: "indicator", [result, indicator, measure])
  }

  /// A code for an organisation without a ref: its name in short, and eight hexadecimal digits of the whole name.
  public static func organisation(_ name: String) -> String {
    code(title: name, otherwise: "organisation", [name])
  }

  /// A code for what values are broken down by, such as `sex:female`; several stand in the order of their names. What the
  /// short form does not tell apart, eight hexadecimal digits do.
  public static func group(_ dimensions: [IATIMeasurement.Dimension]) -> String {
    dimensions.sorted { ($0.name, $0.value) < ($1.name, $1.value) }.map { dimension in
      let parts = [dimension.name, dimension.value].map { part in
        slug(part) == fold(part) ? fold(part) : code(title: part, otherwise: "group", [part])
      }
      return parts.joined(separator: ":")
    }.joined(separator: ".")
  }

  /// Whether two names are what people take for the same.
  public static func isSame(_ left: String, _ right: String) -> Bool { fold(left) == fold(right) }

  private static func code(title: String, otherwise: String, _ parts: [String]) -> String {
    let folded = parts.map(fold).joined(separator: "\u{1F}")
    let digest = SHA256.hash(data: Data(folded.utf8)).prefix(4)
    let hex = digest.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    let short = slug(title)
    return "\(short.isEmpty ? otherwise : short)_\(hex)"
  }

  /// Compatibility form in lower case, white space single: what people take for the same name.
  private static func fold(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Letters a to z and digits, words joined by `_`, accents dropped, at most 32 characters; blank for a text in
  /// another script.
  private static func slug(_ text: String) -> String {
    let bytes = text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
    var words: [String] = [""]
    for scalar in bytes where scalar.properties.generalCategory != .nonspacingMark {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        words[words.count - 1].unicodeScalars.append(scalar)
      } else if words.last?.isEmpty == false {
        words.append("")
      }
    }
    var slug = ""
    for word in words where !word.isEmpty {
      if slug.isEmpty {
        slug = String(word.prefix(32))
      } else if slug.count + word.count < 32 {
        slug += "_" + word
      } else {
        break
      }
    }
    return slug
  }
}
