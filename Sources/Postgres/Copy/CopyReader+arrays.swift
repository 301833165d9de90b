/// Reading arrays of one dimension.
extension CopyReader {
  /// A `double precision[]`; not-a-number for NULL.
  public mutating func doubles() throws -> [Double] {
    try array(of: .float8) { bytes in
      guard let bytes else { return .nan }
      return CopyReader.integer(UInt64.self, bytes).map(Double.init(bitPattern:))
    }
  }

  /// A `smallint[]` without NULLs.
  public mutating func int16s() throws -> [Int16] {
    try array(of: .int2) { bytes in bytes.flatMap { CopyReader.integer(Int16.self, $0) } }
  }

  /// An `integer[]`; zero for NULL.
  public mutating func int32s() throws -> [Int32] {
    try array(of: .int4) { bytes in bytes.map { CopyReader.integer(Int32.self, $0) } ?? 0 }
  }

  /// A `bigint[]`; zero for NULL.
  public mutating func int64s() throws -> [Int64] {
    try array(of: .int8) { bytes in bytes.map { CopyReader.integer(Int64.self, $0) } ?? 0 }
  }

  /// A `text[]`.
  public mutating func texts() throws -> [String?] {
    try array(of: .text) { bytes in .some(bytes.map { String(decoding: $0, as: UTF8.self) }) }
  }

  private static func integer<Integer: FixedWidthInteger>(
    _ type: Integer.Type, _ bytes: UnsafeRawBufferPointer
  ) -> Integer? {
    guard bytes.count == MemoryLayout<Integer>.size else { return nil }
    return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
  }

  /// - Parameter decode: is given nil for NULL; what it has no value for makes the array malformed.
  private mutating func array<Element>(
    of type: SQLType, _ decode: (UnsafeRawBufferPointer?) -> Element?
  ) throws -> [Element] {
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
        let field = length < 0 ? nil : reader.slice(Int(length))
        guard length < 0 || field != nil, let element = decode(field) else { return nil }
        elements.append(element)
      }
      return reader.isAtEnd ? elements : nil
    }
    guard let elements else { throw nullRead() }
    guard let elements else { throw CopyError.malformed("an array that is not of \(type)") }
    return elements
  }
}
