#if canImport(Glibc)
  import Glibc
#endif

/// Asks the system to lay large room out in large pages. A million actors are written into hundreds of megabytes of fresh
/// memory, and every page of 4 kB costs a fault at its first touch: more than the arithmetic. It is a hint; nothing but
/// the time depends on it.
enum HugePages {
  /// Rooms below are used again by the allocator and need no hint.
  private static let least = 4 << 20
  private static let page = 2 << 20

  /// Room for `count` values, to be freed with `deallocate()`.
  static func allocate<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutableBufferPointer<Value> {
    let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
    advise(UnsafeMutableRawBufferPointer(buffer))
    return buffer
  }

  /// Makes room in an array that is going to be filled with `count` values.
  static func reserve<Value>(_ count: Int, in array: inout [Value]) {
    array.reserveCapacity(count)
    let bytes = count * MemoryLayout<Value>.stride
    array.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      advise(UnsafeMutableRawBufferPointer(start: start, count: bytes))
    }
  }

  private static func advise(_ room: UnsafeMutableRawBufferPointer) {
    #if canImport(Glibc)
      guard room.count >= least, let start = room.baseAddress else { return }
      let (from, to) = (UInt(bitPattern: start), UInt(bitPattern: start) + UInt(room.count))
      let first = (from + UInt(page - 1)) / UInt(page) * UInt(page)
      let last = to / UInt(page) * UInt(page)
      guard last > first else { return }
      _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_HUGEPAGE)
    #endif
  }
}
