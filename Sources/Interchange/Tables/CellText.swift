import Domain
import Foundation

/// What a text in a cell may be.
enum CellText {
  private static let codeLimit = 200
  private static let textLimit = 4_000

  /// What is wrong with `text` as a cell of this kind, or nil.
  static func problem(in text: String, _ kind: TableField.Kind) -> Problem? {
    let isFree = kind == .text
    let limit = isFree ? textLimit : codeLimit
    let isPlain = text.utf8.count <= limit && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    if isPlain { return nil }
    guard text.unicodeScalars.count <= limit else {
      return Problem("text_too_long", "The text is longer than \(limit) characters.")
    }
    if let hidden = text.unicodeScalars.first(where: { isHidden($0, isFree) }) {
      let code = String(hidden.value, radix: 16, uppercase: true)
      return Problem(
        "text_invisible", "The text contains a character that cannot be seen (U+\(code)). Type the text anew.")
    }
    if text.first?.isWhitespace == true || text.last?.isWhitespace == true {
      return Problem("text_padded", "“\(text.prefix(40))” begins or ends with a space. Remove it.")
    }
    return nil
  }

  /// `text` in the composed form (NFC), so that what people take for the same is the same key, whoever typed it.
  static func normalised(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  /// Characters that change what is seen without being seen: controls, marks that turn the direction of writing,
  /// widths of zero. Joiners stay, as some scripts need them; free text may have tabs and line breaks.
  private static func isHidden(_ scalar: Unicode.Scalar, _ isFree: Bool) -> Bool {
    switch scalar {
    case "\t", "\n", "\r": !isFree
    case "\u{200C}", "\u{200D}": !isFree
    case "\u{A0}", "\u{202F}": !isFree
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
      default: false
      }
    }
  }

  /// What is wrong with a text that should be a day, and what to write instead.
  static func dateAdvice(for text: String) -> String {
    let shown = "“\(text.prefix(40))”"
    let wanted = "Write the day as YYYY-MM-DD, such as 2026-03-31."
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return text.count == 5
        ? "\(shown) is how a spreadsheet counts days. \(wanted)" : "\(shown) is a number, not a day. \(wanted)"
    }
    if text.contains("/") || text.contains(".") {
      return "\(shown) may be read as two different days. \(wanted)"
    }
    if text.contains("T") || text.contains(":") { return "\(shown) has a time of day. \(wanted)" }
    if ["today", "now", "infinity", "-infinity", "yesterday", "tomorrow"].contains(text.lowercased()) {
      return "\(shown) means another day tomorrow. \(wanted)"
    }
    return "\(shown) is not a day. \(wanted)"
  }
}
