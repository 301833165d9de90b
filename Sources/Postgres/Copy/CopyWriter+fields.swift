import Foundation

/// Writing the next field of the row. Each throws ``CopyError`` where the column is of another type; nil writes NULL.
extension CopyWriter {
  /// An integer, into a column of any integer type that holds it.
  public mutating func write(_ value: Int64) throws {
    switch try nextType() {
    case 20: try put(value)
    case 23:
      guard let narrow = Int32(exactly: value) else { throw outOfRange() }
      try put(narrow)
    case 21:
      guard let narrow = Int16(exactly: value) else { throw outOfRange() }
      try put(narrow)
    default: throw failure("Int64")
    }
  }

  /// An integer, into a column of any integer type that holds it.
  public mutating func write(_ value: Int) throws { try write(Int64(value)) }

  /// An integer, into a column of any integer type that holds it.
  public mutating func write(_ value: Int32) throws { try write(Int64(value)) }

  /// An integer, into a column of any integer type that holds it.
  public mutating func write(_ value: Int16) throws { try write(Int64(value)) }

  /// A `double precision`.
  public mutating func write(_ value: Double) throws {
    guard try nextType() == SQLType.float8.rawValue else { throw failure("Double") }
    try put(value.bitPattern)
  }

  /// A `boolean`.
  public mutating func write(_ value: Bool) throws {
    guard try nextType() == SQLType.bool.rawValue else { throw failure("Bool") }
    try put(UInt8(value ? 1 : 0))
  }

  /// A `date`, as days since 2000-01-01.
  public mutating func write(days value: Int32) throws {
    guard try nextType() == SQLType.date.rawValue else { throw failure("days") }
    try put(value)
  }

  /// Text, into a column of a text type, json, jsonb or uuid.
  public mutating func write(_ value: String) throws {
    switch SQLType(rawValue: try nextType()) {
    case .text, .varchar, .bpchar, .json, .name:
      var value = value
      try value.withUTF8 { try put(bytes: UnsafeRawBufferPointer($0)) }
    case .jsonb: try ([1] + value.utf8).withUnsafeBytes { try put(bytes: $0) }
    case .uuid:
      guard let uuid = UUID(uuidString: value) else { throw outOfRange() }
      try putEncoded(uuid)
    default: throw failure("String")
    }
  }

  /// A `bytea`.
  public mutating func write(bytes value: UnsafeRawBufferPointer) throws {
    guard try nextType() == SQLType.bytea.rawValue else { throw failure("bytes") }
    try put(bytes: value)
  }

  /// A value of any other bindable type, into a column of just that type.
  public mutating func write<Value: SQLBindable>(_ value: Value) throws {
    guard try nextType() == Value.sqlType.rawValue else { throw failure("\(Value.self)") }
    try putEncoded(value)
  }

  public mutating func write(_ value: Int64?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: Int?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: Int32?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: Int16?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: Double?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: Bool?) throws { if let value { try write(value) } else { try writeNull() } }
  public mutating func write(_ value: String?) throws { if let value { try write(value) } else { try writeNull() } }

  public mutating func write<Value: SQLBindable>(_ value: Value?) throws {
    if let value { try write(value) } else { try writeNull() }
  }
}
