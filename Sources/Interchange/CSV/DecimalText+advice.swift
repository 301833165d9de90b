extension DecimalText {
  /// What is wrong with a text that should be a number, and what to write instead.
  static func advice(for text: String) -> String {
    let shown = "“\(text.prefix(40))”"
    let scalars = text.unicodeScalars
    let folded = text.lowercased()
    if ["n/a", "na", "nd", "n.d.", "nc", "-", "--", "—", "–", "null", "none", "nil", "?", "#n/a"].contains(folded) {
      return "\(shown) is not a number. Leave the cell blank where the value is missing."
    }
    if ["nan", "inf", "-inf", "infinity", "-infinity", "+inf"].contains(folded) {
      return "\(shown) is not a number that can be reported. Leave the cell blank where there is none."
    }
    if text.contains("%") {
      return "\(shown) carries a percent sign. Write the number alone, in the unit of the indicator."
    }
    if scalars.contains(where: { $0.value > 0x7F && $0.properties.numericType == .decimal }) {
      return "\(shown) has digits other than 0 to 9. Write it with the digits 0 to 9 and a point before the decimals."
    }
    if text.contains(",") || text.contains("٫") || text.contains("٬") {
      return "\(shown) has a comma. Write a point before the decimals and nothing between thousands, such as 1200.5."
    }
    if scalars.contains(where: \.properties.isWhitespace) {
      return "\(shown) contains a space. Write the digits without spaces."
    }
    if text.contains("/") || text.dropFirst().contains("-") && !folded.contains("e") {
      return "\(shown) looks like a date; a number is expected here, such as 1200.5."
    }
    if folded.first == "+" || folded.first == "−" || folded.first == "=" || folded.first == "@" {
      return "\(shown) begins with a sign that no number here has. Write the digits, with a - before a negative number."
    }
    return "\(shown) is not a number. Write the digits 0 to 9 and a point before the decimals, such as 1200.5."
  }
}
