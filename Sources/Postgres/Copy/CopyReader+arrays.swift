/// Reading arrays of numbers of one dimension.
extension CopyReader {
  /// A `double precision[]`; not-a-number for NULL.
  public mutating func doubles() throws -> [Double] {
    try array(.float8, absent: .nan) { Double(bitPattern: UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))) }
  }

  /// A `smallint[]` without NULLs.
  public mutating func int16s() throws -> [Int16] {
    try array(.int2, absent: nil) { Int16(bigEndian: $0.loadUnaligned(as: Int16.self)) }
  }

  /// An `integer[]`; zero for NULL.
  public mutating func int32s() throws -> [Int32] {
    try array(.int4, absent: 0) { Int32(bigEndian: $0.loadUnaligned(as: Int32.self)) }
  }

  private mutating func array<Element>(
    _ type: SQLType, absent: Element?, _ decode: (UnsafeRawPointer) -> Element
  ) throws -> [Element] {
    let malformed = CopyError.malformed("an array that is not of \(type)")
    let elements: [Element]?? = try withBytesOrNil { bytes in
      var reader = BinaryReader(bytes)
      guard let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
        reader.integer(UInt32.self) == type.rawValue, dimensions <= 1
      else { return nil }
      guard dimensions == 1 else { return [] }
      guard let count = reader.integer(Int32.self), reader.integer(Int32.self) != nil, count >= 0 else { return nil }
      var elements: [Element] = []
      elements.reserveCapacity(Int(count))
      for _ in 0..<count {
        guard let length = reader.integer(Int32.self) else { return nil }
        if length < 0 {
          guard let absent else { return nil }
          elements.append(absent)
        } else {
          guard Int(length) == MemoryLayout<Element>.size, let start = reader.slice(Int(length))?.baseAddress
          else { return nil }
          elements.append(decode(start))
        }
      }
      return reader.isAtEnd ? elements : nil
    }
    guard let elements else { throw nullRead() }
    guard let elements else { throw malformed }
    return elements
  }
}
