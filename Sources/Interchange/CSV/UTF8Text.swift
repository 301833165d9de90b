import Domain

/// What has to be known of UTF-8 to say where a text is broken.
enum UTF8Text {
  /// The offset of the first byte that is no part of well-formed UTF-8 (Unicode 16, table 3-7), or nil.
  static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>)
      switch lead {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return index
      }
      guard index + length <= bytes.count, second.contains(bytes[index + 1]),
        bytes[(index + 2)..<max(index + 2, index + length)].allSatisfy({ (0x80...0xBF).contains($0) })
      else { return index }
      index += length
    }
    return nil
  }

  /// Line breaks and characters from the start of `bytes` to `offset`, as line and column that count from 1.
  static func position(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) -> (line: Int, column: Int)
  {
    var line = firstLine
    var column = 1
    for index in 0..<offset {
      let byte = bytes[index]
      let isBreak = byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
      if isBreak {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// The encoding that bytes which are not UTF-8 are likely in: Arabic letters of Windows-1256 come in runs of high
  /// bytes, the accents of Windows-1252 stand alone.
  static func likelyEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var high = 0
    var adjacent = 0
    for index in bytes.indices where bytes[index] >= 0x80 {
      high += 1
      if index > 0, bytes[index - 1] >= 0x80 { adjacent += 1 }
    }
    return adjacent * 2 >= high ? "Windows-1256 (Arabic)" : "Windows-1252 (Western)"
  }
}
