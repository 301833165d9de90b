import Domain

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The text last read from a column, with its bytes.
struct TextMemo {
  private(set) var text = ""
  private var bytes: [UInt8] = []

  @inline(__always)
  func matches(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = other.baseAddress, other.count == bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { memcmp($0.baseAddress ?? start, start, other.count) == 0 }
  }

  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) {
    self.text = text
    self.bytes.removeAll(keepingCapacity: true)
    self.bytes.append(contentsOf: bytes)
  }
}

/// The day last read from a column, with its bytes.
struct DateMemo {
  private var memo = TextMemo()
  private var date: CalendarDate?

  @inline(__always)
  func date(for bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? { memo.matches(bytes) ? date : nil }

  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ date: CalendarDate) {
    memo.keep(bytes, "")
    self.date = date
  }
}
