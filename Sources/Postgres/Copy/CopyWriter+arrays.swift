/// Writing arrays of numbers, element by element into the buffer.
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
    guard try nextType() == SQLType.int2Array.rawValue else { throw failure("[Int16]") }
    try array(of: .int2, values.count, bytes: 6 * values.count, hasNulls: false) { place in
      for value in values {
        place.storeBytes(of: Int32(2).bigEndian, as: Int32.self)
        (place + 4).storeBytes(of: value.bigEndian, as: Int16.self)
        place += 6
      }
    }
  }

  /// An `integer[]`; zero stands for NULL where `zeroIsNull`.
  public mutating func write(int32s values: ArraySlice<Int32>, zeroIsNull: Bool) throws {
    guard try nextType() == SQLType.int4Array.rawValue else { throw failure("[Int32]") }
    let nulls = zeroIsNull ? values.count { $0 == 0 } : 0
    try array(of: .int4, values.count, bytes: 8 * values.count - 4 * nulls, hasNulls: nulls > 0) { place in
      for value in values {
        let isNull = zeroIsNull && value == 0
        place.storeBytes(of: Int32(isNull ? -1 : 4).bigEndian, as: Int32.self)
        place += 4
        if isNull { continue }
        place.storeBytes(of: value.bigEndian, as: Int32.self)
        place += 4
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
