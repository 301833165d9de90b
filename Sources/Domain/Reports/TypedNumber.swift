/// A number as people type it in the three languages: a comma or a point before the decimals, spaces between groups,
/// Arabic-Indic digits too.
public enum TypedNumber {
  /// The decimal number that `text` says, written with Western digits and a point; nil where it says none.
  ///
  /// `1.200,50` and `1,200.50` say none: one of them would be read wrongly.
  public static func decimal(_ text: String) -> String? {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\u{00A0}", "\u{202F}": continue
      case ",", ".", "\u{066B}": plain += "."
      case "-", "\u{2212}": plain += "-"
      case "0"..."9": plain.unicodeScalars.append(scalar)
      case "\u{0660}"..."\u{0669}": plain += String(scalar.value - 0x0660)
      case "\u{06F0}"..."\u{06F9}": plain += String(scalar.value - 0x06F0)
      default: return nil
      }
    }
    let digits = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), !digits.contains("-") else { return nil }
    return plain
  }

  /// The finite number that `text` says; nil where it says none.
  public static func double(_ text: String) -> Double? {
    guard let plain = decimal(text), let number = Double(plain), number.isFinite else { return nil }
    return number
  }
}
