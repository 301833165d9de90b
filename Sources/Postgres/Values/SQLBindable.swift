import Foundation

/// A value that can be bound to a parameter of a statement, and written by COPY.
///
/// A room with a type of its own conforms it here: a calendar date, say, writes its days since 2000-01-01 as an Int32
/// and names ``SQLType/date``.
public protocol SQLBindable: Sendable {
  /// The type the parameter is declared with.
  static var sqlType: SQLType { get }
  /// Text for values whose type the server infers; binary, the default, for all others.
  static var sqlFormat: SQLFormat { get }
  /// Writes the value in the format of ``sqlFormat``, without a length before it.
  func write(to writer: inout BinaryWriter)
}

extension SQLBindable {
  public static var sqlFormat: SQLFormat { .binary }
}

/// How a value travels. The raw value is the code of the wire protocol.
public enum SQLFormat: Int32, Sendable {
  case text = 0
  case binary = 1
}

extension Int64: SQLBindable {
  public static var sqlType: SQLType { .int8 }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: self) }
}

extension Int: SQLBindable {
  public static var sqlType: SQLType { .int8 }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: Int64(self)) }
}

extension Int32: SQLBindable {
  public static var sqlType: SQLType { .int4 }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: self) }
}

extension Int16: SQLBindable {
  public static var sqlType: SQLType { .int2 }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: self) }
}

extension Double: SQLBindable {
  public static var sqlType: SQLType { .float8 }
  public func write(to writer: inout BinaryWriter) { writer.write(double: self) }
}

extension Bool: SQLBindable {
  public static var sqlType: SQLType { .bool }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: UInt8(self ? 1 : 0)) }
}

extension UUID: SQLBindable {
  public static var sqlType: SQLType { .uuid }
  public func write(to writer: inout BinaryWriter) { withUnsafeBytes(of: uuid) { writer.write(bytes: $0) } }
}

/// The type of a bound string is what its place in the statement asks for: text, but also uuid, jsonb, numeric or
/// char(3). So an index on a `char(3)` column serves `currency = \(code)`, and a uuid may be passed as its text.
/// Where the place says nothing (`jsonb_build_object('a', \(name))`), write `\(name)::text`.
extension String: SQLBindable {
  public static var sqlType: SQLType { .inferred }
  public static var sqlFormat: SQLFormat { .text }
  public func write(to writer: inout BinaryWriter) { writer.write(bytes: utf8) }
}
