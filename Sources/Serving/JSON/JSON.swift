/// JSON on its way out: members in the order in which they are written here.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([(name: String, value: JSON)])

  package static func integer(_ number: some BinaryInteger) -> JSON { .integer(Int64(clamping: number)) }
  package static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
  package static func optional(_ number: Double?) -> JSON { number.map(JSON.number) ?? .null }
}

extension JSON: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { ($0, $1) }) }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}

extension JSON {
  package var rendered: String { String(decoding: bytes, as: UTF8.self) }

  /// The text in UTF-8. Numbers are written with the fewest digits that read back as the same number.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(1_024)
    write(to: &output)
    return output
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let number): output.append(contentsOf: String(number).utf8)
    // No infinity and no NaN can come out of the database; should one, it is no number.
    case .number(let number): output.append(contentsOf: (number.isFinite ? String(number) : "null").utf8)
    case .text(let text): JSON.write(text, to: &output)
    case .list(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        item.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSON.write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      // Most texts have nothing to escape and are taken whole.
      if bytes.contains(where: isEscaped) {
        for byte in bytes { append(byte, to: &output) }
      } else {
        output.append(contentsOf: bytes)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Bytes of characters beyond ASCII are none of these.
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func append(_ byte: UInt8, to output: inout [UInt8]) {
    guard isEscaped(byte) else { return output.append(byte) }
    output.append(UInt8(ascii: "\\"))
    if byte >= 0x20 { return output.append(byte) }
    let digits = String(byte, radix: 16)
    output.append(contentsOf: ("u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
  }
}
