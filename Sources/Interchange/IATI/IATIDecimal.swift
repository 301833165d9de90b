/// Decimals as XML Schema writes them: `+1.5`, `.5` and `5.` are numbers there; exponents and separators are not.
enum IATIDecimal {
  /// The number as `-?digits[.digits]`, without trailing zeros behind the point, or nil where it is none.
  static func normalised(_ text: String) -> String? {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard isDigits, rest.utf8.contains(where: { $0 != UInt8(ascii: ".") }) else { return nil }
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    let whole = parts[0].isEmpty ? "0" : parts[0]
    return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
