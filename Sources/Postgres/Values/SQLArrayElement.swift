import Foundation

/// A value whose arrays can be bound (`= ANY(\(ids))`) and decoded.
///
/// Bytes are the one kind whose array is not a PostgreSQL array: `[UInt8]` is `bytea`.
public protocol SQLArrayElement: Sendable {
  /// The type an array of such values is bound as.
  static var sqlArrayType: SQLType { get }
  static func write(_ array: [Self], to writer: inout BinaryWriter)
  /// - Returns: nil where `bytes` of `type` are not such an array.
  static func readArray(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) -> [Self]?
}

extension Array: SQLBindable where Element: SQLArrayElement {
  public static var sqlType: SQLType { Element.sqlArrayType }
  public func write(to writer: inout BinaryWriter) { Element.write(self, to: &writer) }
}

extension Array: SQLDecodable where Element: SQLArrayElement {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard let elements = Element.readArray(sqlType, bytes) else { return nil }
    self = elements
  }
}

extension SQLArrayElement where Self: SQLBindable & SQLDecodable {
  /// Dimensions, a flag for NULLs, the element type, then length and lower bound of the one dimension.
  public static func write(_ array: [Self], to writer: inout BinaryWriter) {
    writer.write(integer: Int32(array.isEmpty ? 0 : 1))
    writer.write(integer: Int32(0))
    writer.write(integer: sqlArrayElementType.rawValue)
    guard !array.isEmpty else { return }
    writer.write(integer: Int32(array.count))
    writer.write(integer: Int32(1))
    for element in array { writer.writeField { element.write(to: &$0) } }
  }

  /// An array with a NULL in it, or of more than one dimension, is not an array of `Self`.
  public static func readArray(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) -> [Self]? {
    guard let found = Self?.readArray(type, bytes) else { return nil }
    let elements = found.compactMap(\.self)
    return elements.count == found.count ? elements : nil
  }

  fileprivate static var sqlArrayElementType: SQLType { sqlType == .inferred ? .text : sqlType }
}

/// Arrays in which there may be NULLs.
extension Optional: SQLArrayElement where Wrapped: SQLArrayElement & SQLBindable & SQLDecodable {
  public static var sqlArrayType: SQLType { Wrapped.sqlArrayType }

  public static func write(_ array: [Self], to writer: inout BinaryWriter) {
    writer.write(integer: Int32(array.isEmpty ? 0 : 1))
    writer.write(integer: Int32(array.contains { $0 == nil } ? 1 : 0))
    writer.write(integer: Wrapped.sqlArrayElementType.rawValue)
    guard !array.isEmpty else { return }
    writer.write(integer: Int32(array.count))
    writer.write(integer: Int32(1))
    for element in array {
      guard let element else {
        writer.write(integer: Int32(-1))
        continue
      }
      writer.writeField { element.write(to: &$0) }
    }
  }

  public static func readArray(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) -> [Self]? {
    var reader = BinaryReader(bytes)
    guard let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
      let elementType = reader.integer(UInt32.self), dimensions <= 1
    else { return nil }
    guard dimensions == 1 else { return [] }
    guard let count = reader.integer(Int32.self), reader.integer(Int32.self) != nil, count >= 0 else { return nil }
    var elements: [Self] = []
    for _ in 0..<count {
      guard let length = reader.integer(Int32.self) else { return nil }
      if length == -1 {
        elements.append(nil)
        continue
      }
      guard let slice = reader.slice(Int(length)),
        let element = Wrapped(sqlType: SQLType(rawValue: elementType), bytes: slice)
      else { return nil }
      elements.append(element)
    }
    return reader.isAtEnd ? elements : nil
  }
}

extension Int64: SQLArrayElement { public static var sqlArrayType: SQLType { .int8Array } }
extension Int: SQLArrayElement { public static var sqlArrayType: SQLType { .int8Array } }
extension Int32: SQLArrayElement { public static var sqlArrayType: SQLType { .int4Array } }
extension Int16: SQLArrayElement { public static var sqlArrayType: SQLType { .int2Array } }
extension Double: SQLArrayElement { public static var sqlArrayType: SQLType { .float8Array } }
extension Bool: SQLArrayElement { public static var sqlArrayType: SQLType { .boolArray } }
extension UUID: SQLArrayElement { public static var sqlArrayType: SQLType { .uuidArray } }
extension String: SQLArrayElement { public static var sqlArrayType: SQLType { .textArray } }
extension Timestamp: SQLArrayElement { public static var sqlArrayType: SQLType { .timestamptzArray } }

extension UInt8: SQLArrayElement {
  public static var sqlArrayType: SQLType { .bytea }
  public static func write(_ array: [UInt8], to writer: inout BinaryWriter) { writer.write(bytes: array) }
  public static func readArray(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    type == .bytea ? [UInt8](bytes) : nil
  }
}
