/// Writing arrays, element by element into the buffer.
extension CopyWriter {
  /// A `double precision[]`; not-a-number stands for NULL.
  public mutating func write(doubles values: [Double]) throws {
    guard try nextType() == SQLType.float8Array.rawValue else { throw failure("[Double]") }
    let nulls = values.count { $0.isNaN }
    try array(of: .float8, values.count, bytes: 12 * values.count - 8 * nulls, hasNulls: nulls > 0) { place in
      for value in values {
        place.storeBytes(of: Int32(value.isNaN ? -1 : 8).bigEndian, as: Int32.self)
        place += 4
        if value.isNaN { continue }
        place.storeBytes(of: value.bitPattern.bigEndian, as: UInt64.self)
        place += 8
      }
    }
  }

  /// A `smallint[]`.
  public mutating func write(int16s values: [Int16]) throws {
    try write(values, as: .int2Array, of: .int2, zeroIsNull: false)
  }

  /// An `integer[]`; zero stands for NULL where `zeroIsNull`.
  public mutating func write(int32s values: [Int32], zeroIsNull: Bool) throws {
    try write(values, as: .int4Array, of: .int4, zeroIsNull: zeroIsNull)
  }

  /// A `bigint[]`; zero stands for NULL where `zeroIsNull`.
  public mutating func write(int64s values: [Int64], zeroIsNull: Bool) throws {
    try write(values, as: .int8Array, of: .int8, zeroIsNull: zeroIsNull)
  }

  /// A `bigint[]`.
  public mutating func write(int64s values: [Int64?]) throws { try write(values, as: .int8Array, of: .int8) }

  /// A `timestamptz[]`, as microseconds since 2000-01-01.
  public mutating func write(microseconds values: [Int64?]) throws {
    try write(values, as: .timestamptzArray, of: .timestamptz)
  }

  private mutating func write(_ values: [Int64?], as type: SQLType, of element: SQLType) throws {
    guard try nextType() == type.rawValue else { throw failure("[Int64?]") }
    let nulls = values.count { $0 == nil }
    try array(of: element, values.count, bytes: 12 * values.count - 8 * nulls, hasNulls: nulls > 0) { place in
      for value in values {
        place.storeBytes(of: Int32(value == nil ? -1 : 8).bigEndian, as: Int32.self)
        place += 4
        guard let value else { continue }
        place.storeBytes(of: value.bigEndian, as: Int64.self)
        place += 8
      }
    }
  }

  private mutating func write<Integer: FixedWidthInteger>(
    _ values: [Integer], as type: SQLType, of element: SQLType, zeroIsNull: Bool
  ) throws {
    guard try nextType() == type.rawValue else { throw failure("[\(Integer.self)]") }
    let nulls = zeroIsNull ? values.count { $0 == 0 } : 0
    let size = MemoryLayout<Integer>.size
    try array(of: element, values.count, bytes: (4 + size) * values.count - size * nulls, hasNulls: nulls > 0) {
      place in
      for value in values {
        let isNull = zeroIsNull && value == 0
        place.storeBytes(of: Int32(isNull ? -1 : size).bigEndian, as: Int32.self)
        place += 4
        if isNull { continue }
        place.storeBytes(of: value.bigEndian, as: Integer.self)
        place += size
      }
    }
  }

  /// A `text[]`.
  public mutating func write(texts values: [String?]) throws {
    guard try nextType() == SQLType.textArray.rawValue else { throw failure("[String?]") }
    let bytes = values.reduce(0) { $0 + 4 + ($1?.utf8.count ?? 0) }
    try array(of: .text, values.count, bytes: bytes, hasNulls: values.contains(nil)) { place in
      for value in values {
        place.storeBytes(of: Int32(value?.utf8.count ?? -1).bigEndian, as: Int32.self)
        place += 4
        guard var text = value else { continue }
        text.withUTF8 { utf8 in
          UnsafeMutableRawBufferPointer(start: place, count: utf8.count).copyMemory(from: UnsafeRawBufferPointer(utf8))
          place += utf8.count
        }
      }
    }
  }

  /// Dimensions, a flag for NULLs, the element type, then length and lower bound of the one dimension.
  private func array(
    of element: SQLType, _ count: Int, bytes: Int, hasNulls: Bool, _ fill: (inout UnsafeMutableRawPointer) -> Void
  ) throws {
    let size = (count == 0 ? 12 : 20) + bytes
    // An array too long for the shared buffer goes by one of its own.
    guard size + 4 <= CopySink.size else {
      let own = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
      defer { own.deallocate() }
      guard let start = own.baseAddress else { return }
      header(start, of: element, count, hasNulls, fill)
      return try put(bytes: UnsafeRawBufferPointer(own))
    }
    let start = try room(size + 4)
    start.storeBytes(of: Int32(size).bigEndian, as: Int32.self)
    header(start + 4, of: element, count, hasNulls, fill)
  }

  private func header(
    _ start: UnsafeMutableRawPointer, of element: SQLType, _ count: Int, _ hasNulls: Bool,
    _ fill: (inout UnsafeMutableRawPointer) -> Void
  ) {
    start.storeBytes(of: Int32(count == 0 ? 0 : 1).bigEndian, as: Int32.self)
    (start + 4).storeBytes(of: Int32(hasNulls ? 1 : 0).bigEndian, as: Int32.self)
    (start + 8).storeBytes(of: element.rawValue.bigEndian, as: UInt32.self)
    if count == 0 { return }
    (start + 12).storeBytes(of: Int32(count).bigEndian, as: Int32.self)
    (start + 16).storeBytes(of: Int32(1).bigEndian, as: Int32.self)
    var place = start + 20
    fill(&place)
  }
}
