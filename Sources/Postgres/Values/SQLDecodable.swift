import Foundation

/// A value that can be read from a column of a result.
public protocol SQLDecodable {
  /// - Parameters:
  ///   - sqlType: The column's type.
  ///   - bytes: The value in binary format, valid during the call only.
  /// - Returns: nil where bytes of that type are not a `Self`.
  init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer)

  /// What NULL decodes to; nil, the default, means that NULL is an error. Only `Optional` says otherwise.
  static var sqlNull: Self? { get }
}

extension SQLDecodable {
  @inlinable public static var sqlNull: Self? { nil }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
  @inlinable
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard let wrapped = Wrapped(sqlType: sqlType, bytes: bytes) else { return nil }
    self = .some(wrapped)
  }

  @inlinable public static var sqlNull: Wrapped?? { .some(nil) }
}

extension SQLDecodable where Self: FixedWidthInteger {
  /// Any integer type, where the value fits.
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    var reader = BinaryReader(bytes)
    let value: Int64? =
      switch sqlType {
      case .int8: reader.integer(Int64.self)
      case .int4: reader.integer(Int32.self).map(Int64.init)
      case .int2: reader.integer(Int16.self).map(Int64.init)
      case .oid: reader.integer(UInt32.self).map(Int64.init)
      default: nil
      }
    guard let value, reader.isAtEnd else { return nil }
    self.init(exactly: value)
  }
}

extension Int64: SQLDecodable {}
extension Int: SQLDecodable {}
extension Int32: SQLDecodable {}
extension Int16: SQLDecodable {}

/// Both floating-point types, and integers no wider than 32 bits, which a double holds exactly.
extension Double: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    var reader = BinaryReader(bytes)
    let value: Double? =
      switch sqlType {
      case .float8: reader.integer(UInt64.self).map(Double.init(bitPattern:))
      case .float4: reader.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
      case .int4: reader.integer(Int32.self).map(Double.init)
      case .int2: reader.integer(Int16.self).map(Double.init)
      default: nil
      }
    guard let value, reader.isAtEnd else { return nil }
    self = value
  }
}

extension Bool: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard sqlType == .bool, bytes.count == 1 else { return nil }
    self = bytes[0] != 0
  }
}

extension UUID: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard sqlType == .uuid, bytes.count == 16 else { return nil }
    self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}

/// Every text-like type, json and jsonb as their text, and a uuid in its canonical lower-case form.
extension String: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    switch sqlType {
    case .text, .varchar, .bpchar, .name, .char, .json, .unknown: self.init(decoding: bytes, as: UTF8.self)
    case .jsonb:
      // A version byte, so far always 1, stands before the text.
      guard bytes.first == 1 else { return nil }
      self.init(decoding: bytes.dropFirst(), as: UTF8.self)
    case .uuid:
      guard let uuid = UUID(sqlType: sqlType, bytes: bytes) else { return nil }
      self = uuid.uuidString.lowercased()
    default: return nil
    }
  }
}
