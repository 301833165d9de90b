import Domain

/// Reads a JSON text (RFC 8259) strictly: nothing is guessed, repaired or dropped.
///
/// Refused beyond the grammar: a name that stands twice in an object, U+0000 in a text, halves of surrogate pairs, bytes
/// that are not UTF-8, a byte order mark, nesting past ``maximumDepth``. Numbers keep their digits.
package struct JSONReader {
  package static let maximumDepth = 32
  /// No number that means something here has more characters.
  static let maximumNumberLength = 64

  package let bytes: [UInt8]
  package var offset = 0
  /// For columns: they count characters, so bytes that continue one are taken off.
  package var line = 1
  var lineStart = 0
  var continuationBytes = 0
  private var path: [Step] = []

  private enum Step {
    case name(String)
    case index(Int)
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: `json_malformed`, `json_too_deep`, `json_duplicate_name`, `text_has_nul`, each at its line and column.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipWhitespace()
    guard reader.offset < bytes.count else { throw reader.malformed("The text is empty; JSON is expected.") }
    let value = try reader.value(depth: 0)
    reader.skipWhitespace()
    guard reader.offset == bytes.count else { throw reader.malformed("Something stands after the end of the value.") }
    return value
  }

  private mutating func value(depth: Int) throws(Problem) -> JSONValue {
    let place = here
    switch peek {
    case UInt8(ascii: "{"): return JSONValue(content: .object(try members(depth: depth + 1)), place: place)
    case UInt8(ascii: "["): return JSONValue(content: .list(try items(depth: depth + 1)), place: place)
    case UInt8(ascii: "\""): return JSONValue(content: .text(try text()), place: place)
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"):
      return JSONValue(content: .number(try number()), place: place)
    case UInt8(ascii: "t"):
      try literal("true")
      return JSONValue(content: .bool(true), place: place)
    case UInt8(ascii: "f"):
      try literal("false")
      return JSONValue(content: .bool(false), place: place)
    case UInt8(ascii: "n"):
      try literal("null")
      return JSONValue(content: .null, place: place)
    default: throw malformed("A value is expected here.")
    }
  }

  private mutating func members(depth: Int) throws(Problem) -> [(name: String, value: JSONValue)] {
    try enter(depth)
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<String> = []
    if closes("}") { return members }
    while true {
      guard peek == UInt8(ascii: "\"") else { throw malformed("A name in double quotes is expected here.") }
      let place = here
      let name = try text()
      guard names.insert(name).inserted else {
        throw Problem("json_duplicate_name", "“\(name.prefix(60))” stands twice in one object.", at: place)
      }
      skipWhitespace()
      try expect(":")
      path.append(.name(name))
      skipWhitespace()
      members.append((name, try value(depth: depth)))
      path.removeLast()
      if closes("}") { return members }
      try expect(",")
      skipWhitespace()
    }
  }

  private mutating func items(depth: Int) throws(Problem) -> [JSONValue] {
    try enter(depth)
    var items: [JSONValue] = []
    if closes("]") { return items }
    while true {
      path.append(.index(items.count))
      items.append(try value(depth: depth))
      path.removeLast()
      if closes("]") { return items }
      try expect(",")
      skipWhitespace()
    }
  }

  /// Steps over an opening bracket.
  private mutating func enter(_ depth: Int) throws(Problem) {
    guard depth <= JSONReader.maximumDepth else {
      throw Problem("json_too_deep", "Values are nested more than \(JSONReader.maximumDepth) deep.", at: here)
    }
    offset += 1
  }

  /// Steps over a closing bracket where one stands next.
  private mutating func closes(_ bracket: Unicode.Scalar) -> Bool {
    skipWhitespace()
    guard peek == UInt8(ascii: bracket) else { return false }
    offset += 1
    return true
  }
}

extension JSONReader {
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Where the reader is.
  package var here: Place {
    var field = ""
    for step in path {
      switch step {
      case .name(let name): field += (field.isEmpty ? "" : ".") + name.prefix(60)
      case .index(let index): field += "[\(index)]"
      }
    }
    return Place(
      line: line, column: offset - lineStart - continuationBytes + 1, field: field.isEmpty ? nil : field)
  }

  func malformed(_ sentence: String) -> Problem { Problem("json_malformed", sentence, at: here) }

  mutating func skipWhitespace() {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = offset + 1
        continuationBytes = 0
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      offset += 1
    }
  }

  package mutating func expect(_ scalar: Unicode.Scalar) throws(Problem) {
    guard peek == UInt8(ascii: scalar) else { throw malformed("“\(scalar)” is expected here.") }
    offset += 1
  }

  private mutating func literal(_ word: String) throws(Problem) {
    guard bytes[offset...].starts(with: word.utf8) else { throw malformed("A value is expected here.") }
    offset += word.utf8.count
  }
}
