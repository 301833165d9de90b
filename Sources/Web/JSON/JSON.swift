/// JSON on its way out: members in the order in which they are written here.
indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([(name: String, value: JSON)])

  static func integer(_ number: some BinaryInteger) -> JSON { .integer(Int64(clamping: number)) }
  static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
  static func optional(_ number: Double?) -> JSON { number.map(JSON.number) ?? .null }
}

extension JSON: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { ($0, $1) }) }
}

extension JSON: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
}

extension JSON {
  /// Numbers are written with the fewest digits that read back as the same number.
  var rendered: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let bool): output += bool ? "true" : "false"
    case .integer(let number): output += String(number)
    // No infinity and no NaN can come out of the database; should one, it is no number.
    case .number(let number): output += number.isFinite ? String(number) : "null"
    case .text(let text): JSON.write(text, to: &output)
    case .list(let items):
      output += "["
      for (index, item) in items.enumerated() {
        if index > 0 { output += "," }
        item.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        JSON.write(member.name, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
      output += "}"
    }
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
