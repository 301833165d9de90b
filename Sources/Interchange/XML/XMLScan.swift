import Domain

/// Looks through the bytes of an XML file before a parser sees them: the encoding, the length, declarations that make a
/// parser fetch or multiply, and processing instructions without data (`<?x?>`), which end the program in
/// FoundationXML's `XMLParser`.
struct XMLScan {
  let byteLimit: Int
  let file: String?

  private static let declarations = ["<!DOCTYPE", "<!ENTITY"].map { Array($0.utf8) }
  private static let longest = 9
  /// Longer than any name that a parser reads, in bytes.
  private static let longestName = 65_536

  /// - Throws: `xml_too_long`, `encoding_not_utf8`, `xml_doctype_refused`, `xml_instruction_refused`, `xml_empty`.
  func check(_ source: @escaping ByteWindow.Source) throws(Problem) {
    let window = ByteWindow(source: source)
    try checkStart(window)
    var line = 1
    var total = 0
    while true {
      try window.fill()
      let bytes = window.bytes
      // A character or a declaration may go on behind the window.
      let used = window.isFinal ? bytes.count : boundary(bytes)
      let piece = UnsafeBufferPointer(rebasing: bytes[..<used])
      if let offset = UTF8Text.firstInvalidByte(piece) { throw notUTF8(piece, offset, line) }
      if let offset = declaration(in: bytes) {
        let message = "The file declares a document type or an entity. Remove the declaration; none is needed."
        throw Problem("xml_doctype_refused", message, at: place(offset, bytes, line))
      }
      if let offset = bareInstruction(in: bytes, isFinal: window.isFinal) {
        let message = "The file has a processing instruction without data. Remove it; none is needed."
        throw Problem("xml_instruction_refused", message, at: place(offset, bytes, line))
      }
      line += breaks(in: piece)
      total += used
      guard total <= byteLimit else {
        throw Problem("xml_too_long", "The file is longer than \(byteLimit) bytes. Split it.", at: Place(file: file))
      }
      if window.isFinal { return }
      window.drop(used)
    }
  }

  private func checkStart(_ window: ByteWindow) throws(Problem) {
    while window.bytes.count < 256, !window.isFinal { try window.fill() }
    let start = Array(window.bytes.prefix(256))
    if start.isEmpty { throw Problem("xml_empty", "The file is empty.", at: Place(file: file)) }
    let isWide = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start.contains(0)
    // Every ASCII letter of another encoding is still a letter, so its name can be read from the declaration.
    let head = String(decoding: start, as: UTF8.self)
    let declared = head.firstMatch(of: /^\u{FEFF}?<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/)?.output.1
    let isUTF8 = declared.map { ["utf-8", "utf8", "us-ascii"].contains($0.lowercased()) } ?? true
    if isWide || !isUTF8 {
      let name = declared.map { ": it says \($0)" } ?? ""
      let message = "The file is not UTF-8\(name). Save it as UTF-8 and send it again."
      throw Problem("encoding_not_utf8", message, at: Place(file: file, line: 1))
    }
  }

  /// A length not behind the last `>`, so that neither a declaration nor a character is cut.
  private func boundary(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if let last = bytes.lastIndex(of: UInt8(ascii: ">")) { return last + 1 }
    if let open = bytes.lastIndex(of: UInt8(ascii: "<")), isNamingInstruction(bytes[open...]) { return open }
    var end = max(0, bytes.count - XMLScan.longest)
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private func declaration(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "!") {
        let rest = bytes[index...].prefix(XMLScan.longest).map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }
        if XMLScan.declarations.contains(where: rest.starts) { return index }
      }
      index += 1
    }
    return nil
  }

  /// Where an instruction stands that has a name and nothing else. One whose name goes on behind the window waits, unless
  /// it is longer than names are.
  private func bareInstruction(in bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    var rest = bytes[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = bytes[(open + 1)...]
      guard rest.first == UInt8(ascii: "?") else { continue }
      let name = rest.dropFirst().prefix { !XMLScan.endsName($0) }
      let end = bytes[name.endIndex...]
      if end.starts(with: "?>".utf8) || (end.isEmpty && !isFinal && name.count > XMLScan.longestName) { return open }
    }
    return nil
  }

  /// Whether these are the beginning of an instruction whose name, or the end right behind it, may not be whole.
  private func isNamingInstruction(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard bytes.starts(with: "<?".utf8) else { return false }
    let end = bytes.dropFirst(2).drop { !XMLScan.endsName($0) }
    return end.isEmpty || end.elementsEqual("?".utf8)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
  }

  private func breaks(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  private func notUTF8(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ line: Int) -> Problem {
    let encoding = UTF8Text.likelyEncoding(bytes)
    let message = "The file is not UTF-8; it looks like \(encoding). Save it as UTF-8 and send it again."
    return Problem("encoding_not_utf8", message, at: place(offset, bytes, line))
  }

  private func place(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> Place {
    let position = UTF8Text.position(of: offset, in: bytes, firstLine: line)
    return Place(file: file, line: position.line, column: position.column)
  }
}
