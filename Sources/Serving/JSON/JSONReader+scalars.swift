import Domain

extension JSONReader {
  /// A number, as its digits.
  package mutating func number() throws(Problem) -> String {
    let start = offset
    let place = here
    if peek == UInt8(ascii: "-") { offset += 1 }
    if peek == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits()
    }
    if peek == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    guard offset - start <= JSONReader.maximumNumberLength else {
      throw Problem(
        "json_malformed", "A number has at most \(JSONReader.maximumNumberLength) characters.", at: place)
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(Problem) {
    let start = offset
    while let byte = peek, isDigit(byte) { offset += 1 }
    guard offset > start else { throw malformed("A digit is expected here.") }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// A text in double quotes.
  package mutating func text() throws(Problem) -> String {
    let place = here
    offset += 1
    var utf8: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard let text = String(validating: utf8, as: UTF8.self) else {
          throw Problem("json_malformed", "The text is not UTF-8.", at: place)
        }
        return text
      case UInt8(ascii: "\\"):
        try appendEscape(to: &utf8)
      case 0..<0x20:
        throw malformed("Control characters in a text are written as \\u00XX.")
      default:
        if byte & 0xC0 == 0x80 { continuationBytes += 1 }
        utf8.append(byte)
        offset += 1
      }
    }
    throw malformed("The text has no end.")
  }

  private mutating func appendEscape(to utf8: inout [UInt8]) throws(Problem) {
    offset += 1
    let letter = peek
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): utf8.append(letter ?? 0)
    case UInt8(ascii: "b"): utf8.append(0x08)
    case UInt8(ascii: "f"): utf8.append(0x0C)
    case UInt8(ascii: "n"): utf8.append(0x0A)
    case UInt8(ascii: "r"): utf8.append(0x0D)
    case UInt8(ascii: "t"): utf8.append(0x09)
    case UInt8(ascii: "u"): utf8 += Array(String(Character(try escapedScalar())).utf8)
    default:
      offset -= 1
      throw malformed("There is no such escape.")
    }
  }

  /// What follows `\u`: four hexadecimal digits, or a pair of such for what is beyond U+FFFF.
  private mutating func escapedScalar() throws(Problem) -> Unicode.Scalar {
    let first = try hexUnit()
    guard first != 0 else { throw Problem("text_has_nul", "A text cannot hold U+0000.", at: here) }
    if let scalar = Unicode.Scalar(first) { return scalar }
    let isPair = UTF16.isLeadSurrogate(first) && peek == UInt8(ascii: "\\")
    if isPair {
      offset += 1
      try expect("u")
      let second = try hexUnit()
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
      }
    }
    throw malformed("Half of a surrogate pair is no character.")
  }

  private mutating func hexUnit() throws(Problem) -> UInt16 {
    guard offset + 4 <= bytes.count else { throw malformed("Four hexadecimal digits are expected here.") }
    let digits = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    // `UInt16(_:radix:)` alone would take a sign too.
    guard digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
      throw malformed("Four hexadecimal digits are expected here.")
    }
    offset += 4
    return unit
  }
}
