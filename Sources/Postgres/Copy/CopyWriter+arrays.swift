/// Writing arrays, element by element into the buffer.
extension CopyWriter {
  /// A `double precision[]`; not-a-number stands for NULL.
  public mutating func write(doubles values: [Double]) throws {
    try write(values, as: .float8Array, of: .float8) { $0.isNaN ? nil : $0.bitPattern }
  }

  /// A `smallint[]`.
  public mutating func write(int16s values: [Int16]) throws { try write(values, as: .int2Array, of: .int2) { $0 } }

  /// An `integer[]`; zero stands for NULL where `zeroIsNull`.
  public mutating func write(int32s values: [Int32], zeroIsNull: Bool) throws {
    try write(values, as: .int4Array, of: .int4) { zeroIsNull && $0 == 0 ? nil : $0 }
  }

  /// A `bigint[]`; zero stands for NULL where `zeroIsNull`.
  public mutating func write(int64s values: [Int64], zeroIsNull: Bool) throws {
    try write(values, as: .int8Array, of: .int8) { zeroIsNull && $0 == 0 ? nil : $0 }
  }

  /// A `bigint[]`.
  public mutating func write(int64s values: [Int64?]) throws { try write(values, as: .int8Array, of: .int8) { $0 } }

  /// A `timestamptz[]`, as microseconds since 2000-01-01.
  public mutating func write(microseconds values: [Int64?]) throws {
    try write(values, as: .timestamptzArray, of: .timestamptz) { $0 }
  }

  /// - Parameter bits: What is sent of an element; nil for NULL.
  @inline(__always)
  private mutating func write<Value, Bits: FixedWidthInteger>(
    _ values: [Value], as type: SQLType, of element: SQLType, _ bits: (Value) -> Bits?
  ) throws {
    guard try nextType() == type.rawValue else { throw failure("[\(Value.self)]") }
    let nulls = values.count { bits($0) == nil }
    let size = MemoryLayout<Bits>.size
    try array(of: element, values.count, bytes: (4 + size) * values.count - size * nulls, hasNulls: nulls > 0) {
      place in
      for value in values {
        let bits = bits(value)
        place.storeBytes(of: Int32(bits == nil ? -1 : size).bigEndian, as: Int32.self)
        place += 4
        guard let bits else { continue }
        place.storeBytes(of: bits.bigEndian, as: Bits.self)
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
