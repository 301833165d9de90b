/// A row of a COPY in as it is written, into room that was made for the whole of it before.
///
/// What does not fit, in type or in length, is found when the row is whole: no field has to stop for it.
public struct CopyRow: ~Copyable {
  @usableFromInline let types: UnsafeBufferPointer<UInt32>
  @usableFromInline let limit: UnsafeMutableRawPointer
  @usableFromInline var end: UnsafeMutableRawPointer
  /// The next field's column.
  @usableFromInline var column = 0
  /// The first column whose type is another than what was written; -1 where there is none.
  @usableFromInline var wrongColumn = -1
  /// Whether there was less room than fields.
  @usableFromInline var isTooLong = false

  // As in SQLType, whose constants would be looked up once a field.
  @inlinable static var int8: UInt32 { 20 }
  @inlinable static var int4: UInt32 { 23 }
  @inlinable static var text: UInt32 { 25 }
  @inlinable static var float8: UInt32 { 701 }
  @inlinable static var date: UInt32 { 1082 }
  @inlinable static var timestamptz: UInt32 { 1184 }

  init(types: UnsafeBufferPointer<UInt32>, at start: UnsafeMutableRawPointer, room: Int) {
    self.types = types
    limit = start + room
    start.storeBytes(of: Int16(types.count).bigEndian, as: Int16.self)
    end = start + 2
  }

  /// A `bigint`.
  @inlinable
  public mutating func write(_ value: Int64) {
    expect(CopyRow.int8)
    put(value)
  }

  /// An `integer`.
  @inlinable
  public mutating func write(_ value: Int32) {
    expect(CopyRow.int4)
    put(value)
  }

  /// A `double precision`.
  @inlinable
  public mutating func write(_ value: Double) {
    expect(CopyRow.float8)
    put(value.bitPattern)
  }

  /// A `date`, as days since 2000-01-01.
  @inlinable
  public mutating func write(days value: Int32) {
    expect(CopyRow.date)
    put(value)
  }

  /// A `timestamptz`, as microseconds since 2000-01-01.
  @inlinable
  public mutating func write(microseconds value: Int64) {
    expect(CopyRow.timestamptz)
    put(value)
  }

  /// A `text` that the program wrote.
  @inlinable
  public mutating func write(word: StaticString) {
    expect(CopyRow.text)
    put(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A `text`.
  @inlinable
  public mutating func write(_ value: String) {
    expect(CopyRow.text)
    var value = value
    value.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  /// Writes NULL.
  @inlinable
  public mutating func writeNull() {
    column += 1
    guard limit - end >= 4 else { return isTooLong = true }
    end.storeBytes(of: Int32(-1).bigEndian, as: Int32.self)
    end += 4
  }

  @inlinable
  public mutating func write(_ value: Int64?) { if let value { write(value) } else { writeNull() } }
  @inlinable
  public mutating func write(_ value: Double?) { if let value { write(value) } else { writeNull() } }
  @inlinable
  public mutating func write(_ value: String?) { if let value { write(value) } else { writeNull() } }

  /// Steps past the next column, which should have this type.
  @inlinable
  mutating func expect(_ type: UInt32) {
    if column >= types.count || types[column] != type, wrongColumn < 0 { wrongColumn = column }
    column += 1
  }

  @inlinable
  mutating func put<Value: FixedWidthInteger>(_ value: Value) {
    guard limit - end >= 4 + MemoryLayout<Value>.size else { return isTooLong = true }
    end.storeBytes(of: Int32(truncatingIfNeeded: MemoryLayout<Value>.size).bigEndian, as: Int32.self)
    (end + 4).storeBytes(of: value.bigEndian, as: Value.self)
    end += 4 + MemoryLayout<Value>.size
  }

  @inlinable
  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    guard limit - end >= 4 + bytes.count else { return isTooLong = true }
    end.storeBytes(of: Int32(truncatingIfNeeded: bytes.count).bigEndian, as: Int32.self)
    if let start = bytes.baseAddress { (end + 4).copyMemory(from: start, byteCount: bytes.count) }
    end += 4 + bytes.count
  }
}
