/// The elements of an array in a COPY out, read one after another where libpq put them: good until the reader goes to its
/// next row. Each function throws ``CopyError/malformed(_:)`` past the last element and for one of another length.
public struct CopyArray {
  public let count: Int
  @usableFromInline var cursor: UnsafeRawPointer
  @usableFromInline let end: UnsafeRawPointer

  /// - Parameter bytes: a field's, as the server sends an array: dimensions, a flag for NULLs, the element type, then
  ///   length and lower bound of the one dimension, then the elements, each behind its length.
  init(of element: SQLType, _ bytes: UnsafeRawBufferPointer) throws(CopyError) {
    var reader = BinaryReader(bytes)
    guard let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
      reader.integer(UInt32.self) == element.rawValue, dimensions <= 1, let start = bytes.baseAddress
    else { throw .malformed("an array that is not of \(element)") }
    end = start + bytes.count
    guard dimensions == 1 else {
      count = 0
      cursor = end
      return
    }
    guard let length = reader.integer(Int32.self), length >= 0, reader.integer(Int32.self) == 1 else {
      throw .malformed("an array that does not count from one")
    }
    count = Int(length)
    cursor = start + 20
  }

  /// Whether nothing is left to read.
  var isAtEnd: Bool { cursor == end }

  /// Of a `smallint[]` without NULLs.
  @inlinable
  public mutating func int16() throws(CopyError) -> Int16 {
    guard let start = try fixed(2) else { throw .malformed("a NULL in an array") }
    return Int16(bigEndian: start.loadUnaligned(as: Int16.self))
  }

  /// Of an `integer[]` without NULLs.
  @inlinable
  public mutating func int32() throws(CopyError) -> Int32 {
    guard let value = try int32OrNil() else { throw .malformed("a NULL in an array") }
    return value
  }

  /// Of an `integer[]`.
  @inlinable
  public mutating func int32OrNil() throws(CopyError) -> Int32? {
    guard let start = try fixed(4) else { return nil }
    return Int32(bigEndian: start.loadUnaligned(as: Int32.self))
  }

  /// Of a `bigint[]`, or of a `timestamptz[]` as microseconds since 2000-01-01.
  @inlinable
  public mutating func int64OrNil() throws(CopyError) -> Int64? {
    guard let start = try fixed(8) else { return nil }
    return Int64(bigEndian: start.loadUnaligned(as: Int64.self))
  }

  /// Of a `double precision[]`; not-a-number for NULL.
  @inlinable
  public mutating func double() throws(CopyError) -> Double {
    guard let start = try fixed(8) else { return .nan }
    return Double(bitPattern: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)))
  }

  /// The bytes of an element, lent to `body` for the call; nil for NULL.
  @inlinable
  public mutating func withBytesOrNil<Value>(_ body: (UnsafeRawBufferPointer) -> Value) throws(CopyError) -> Value? {
    let length = try element()
    if length < 0 { return nil }
    defer { cursor += length }
    return body(UnsafeRawBufferPointer(start: cursor, count: length))
  }

  /// Steps over the next element's length and answers with it; negative for NULL.
  @inlinable
  mutating func element() throws(CopyError) -> Int {
    guard end - cursor >= 4 else { throw .malformed("an array cut short") }
    let length = Int(Int32(bigEndian: cursor.loadUnaligned(as: Int32.self)))
    cursor += 4
    guard length <= end - cursor else { throw .malformed("an array cut short") }
    return length
  }

  @inlinable
  mutating func fixed(_ width: Int) throws(CopyError) -> UnsafeRawPointer? {
    let length = try element()
    if length < 0 { return nil }
    guard length == width else { throw .malformed("an element of \(length) bytes") }
    let start = cursor
    cursor += width
    return start
  }
}

extension CopyReader {
  /// An array column, to be read element by element; nil for NULL.
  ///
  /// - Parameter element: the type of its elements.
  public mutating func arrayOrNil(of element: SQLType) throws(CopyError) -> CopyArray? {
    let length = try field()
    if length < 0 { return nil }
    defer { cursor += length }
    return try CopyArray(of: element, UnsafeRawBufferPointer(start: cursor, count: length))
  }

  /// As ``arrayOrNil(of:)``, of a column that holds no NULL.
  public mutating func array(of element: SQLType) throws(CopyError) -> CopyArray {
    guard let array = try arrayOrNil(of: element) else { throw nullRead() }
    return array
  }
}
