/// JSON as text, written in a fixed order: what events and runs keep must read the same tomorrow.
indirect enum JSONText {
  case text(String)
  case integer(Int64)
  case null
  case list([JSONText])
  case members([String: JSONText])
  /// Text that is JSON already.
  case raw(String)

  static func optional(_ text: String?) -> JSONText { text.map(JSONText.text) ?? .null }
  static func optional(_ number: Int64?) -> JSONText { number.map(JSONText.integer) ?? .null }

  static func object(_ members: [String: JSONText]) -> String { JSONText.members(members).rendered }

  /// Members stand in the order of their names.
  var rendered: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .integer(let number): String(number)
    case .null: "null"
    case .list(let items): "[" + items.map(\.rendered).joined(separator: ",") + "]"
    case .members(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)):\($0.value.rendered)" }
        .joined(separator: ",") + "}"
    case .raw(let text): text
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
