#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Numbers kept under short texts and found by the bytes of these, without making a `String` of them.
///
/// For the few texts of a column that come again and again, such as the codes of indicators.
struct ByteNumbers {
  /// Texts kept at most: of a column with more, the rest is not found.
  private static let limit = 4_096

  private struct Entry {
    let hash: UInt64
    /// Where its bytes start among those of all.
    let start: Int
    let count: Int
    let number: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// One more than the place of an entry, at the place its hash points to or behind; 0 where there is none.
  private var slots = [Int32](repeating: 0, count: 64)

  func number(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = ByteNumbers.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash, entry.count == text.count, matches(entry, text) { return entry.number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Keeps `number` under a text that is not blank; one that is there already keeps the number it has.
  mutating func keep(_ number: Int, for text: UnsafeBufferPointer<UInt8>) {
    guard entries.count < ByteNumbers.limit, self.number(of: text) == nil else { return }
    if (entries.count + 1) * 2 > slots.count { grow() }
    entries.append(
      Entry(hash: ByteNumbers.hash(text), start: bytes.count, count: text.count, number: number))
    bytes.append(contentsOf: text)
    enter(entries.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for index in entries.indices { enter(index) }
  }

  private mutating func enter(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index + 1)
  }

  private func matches(_ entry: Entry, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.baseAddress else { return entry.count == 0 }
    return bytes.withUnsafeBytes { kept in
      kept.baseAddress.map { memcmp($0 + entry.start, start, entry.count) == 0 } ?? false
    }
  }

  /// Eight bytes at a time; not for texts that somebody chose so that they meet.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = UInt64(truncatingIfNeeded: raw.count)
    var offset = 0
    while offset + 8 <= raw.count {
      hash = mix(hash, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    hash = mix(hash, rest)
    return hash ^ hash >> 32
  }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
