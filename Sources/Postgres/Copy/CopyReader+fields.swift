/// Reading the next field of the row. Each throws ``CopyError`` where the column is of another type, and those not
/// called `…OrNil` where it holds NULL.
extension CopyReader {
  /// A `bigint`.
  @inlinable
  public mutating func int64OrNil() throws(CopyError) -> Int64? {
    guard let start = try fixed(20, 8) else { return nil }
    return Int64(bigEndian: start.loadUnaligned(as: Int64.self))
  }

  /// A `bigint`.
  @inlinable
  public mutating func int64() throws(CopyError) -> Int64 {
    guard let value = try int64OrNil() else { throw nullRead() }
    return value
  }

  /// An `integer`.
  @inlinable
  public mutating func int32OrNil() throws(CopyError) -> Int32? {
    guard let start = try fixed(23, 4) else { return nil }
    return Int32(bigEndian: start.loadUnaligned(as: Int32.self))
  }

  /// An `integer`.
  @inlinable
  public mutating func int32() throws(CopyError) -> Int32 {
    guard let value = try int32OrNil() else { throw nullRead() }
    return value
  }

  /// A `smallint`.
  @inlinable
  public mutating func int16OrNil() throws(CopyError) -> Int16? {
    guard let start = try fixed(21, 2) else { return nil }
    return Int16(bigEndian: start.loadUnaligned(as: Int16.self))
  }

  /// A `smallint`.
  @inlinable
  public mutating func int16() throws(CopyError) -> Int16 {
    guard let value = try int16OrNil() else { throw nullRead() }
    return value
  }

  /// A `double precision`.
  @inlinable
  public mutating func doubleOrNil() throws(CopyError) -> Double? {
    guard let start = try fixed(701, 8) else { return nil }
    return Double(bitPattern: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)))
  }

  /// A `double precision`.
  @inlinable
  public mutating func double() throws(CopyError) -> Double {
    guard let value = try doubleOrNil() else { throw nullRead() }
    return value
  }

  /// A `boolean`.
  @inlinable
  public mutating func boolOrNil() throws(CopyError) -> Bool? {
    guard let start = try fixed(16, 1) else { return nil }
    return start.load(as: UInt8.self) != 0
  }

  /// A `boolean`.
  @inlinable
  public mutating func bool() throws(CopyError) -> Bool {
    guard let value = try boolOrNil() else { throw nullRead() }
    return value
  }

  /// A `date`, as days since 2000-01-01.
  @inlinable
  public mutating func daysOrNil() throws(CopyError) -> Int32? {
    guard let start = try fixed(1082, 4) else { return nil }
    return Int32(bigEndian: start.loadUnaligned(as: Int32.self))
  }

  /// A `date`, as days since 2000-01-01.
  @inlinable
  public mutating func days() throws(CopyError) -> Int32 {
    guard let value = try daysOrNil() else { throw nullRead() }
    return value
  }

  /// A `text`.
  @inlinable
  public mutating func textOrNil() throws(CopyError) -> String? {
    if column < types.count && types[column] != 25 { throw mismatch(25) }
    return try withBytesOrNil { String(decoding: $0, as: UTF8.self) }
  }

  /// A `text`.
  @inlinable
  public mutating func text() throws(CopyError) -> String {
    guard let value = try textOrNil() else { throw nullRead() }
    return value
  }

  /// The bytes of a column of any type, lent to `body` for the call; nil for NULL.
  @inlinable
  public mutating func withBytesOrNil<Value>(_ body: (UnsafeRawBufferPointer) -> Value) throws(CopyError) -> Value? {
    let length = try field()
    if length < 0 { return nil }
    defer { cursor += length }
    return body(UnsafeRawBufferPointer(start: cursor, count: length))
  }

  /// Steps over a field.
  @inlinable
  public mutating func skip() throws(CopyError) { cursor += max(0, try field()) }

  /// A value of any decodable type, such as a String, a Timestamp or an Optional of one.
  public mutating func value<Value: SQLDecodable>(as type: Value.Type = Value.self) throws(CopyError) -> Value {
    let sqlType = column < types.count ? SQLType(rawValue: types[column]) : .unknown
    guard let value = try withBytesOrNil({ Value(sqlType: sqlType, bytes: $0) }) else {
      guard let null = Value.sqlNull else { throw nullRead() }
      return null
    }
    guard let value else {
      column -= 1
      throw .wrongType(column: columnNames[column], has: sqlType, used: "\(Value.self)")
    }
    return value
  }
}
