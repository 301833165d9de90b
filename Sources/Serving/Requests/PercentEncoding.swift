/// Percent-encoding of addresses (RFC 3986, 2.1), strictly.
package enum PercentEncoding {
  /// Everything but the unreserved characters, byte by byte.
  package static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      let isUnreserved = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
      let digits = String(byte, radix: 16, uppercase: true)
      return isUnreserved ? String(character) : "%\(digits.count == 1 ? "0" : "")\(digits)"
    }.joined()
  }

  /// The text, or nil where a `%` has no two hexadecimal digits after it, or the bytes are not UTF-8, or one is zero.
  package static func decode(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}
