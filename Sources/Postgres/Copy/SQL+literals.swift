import CLibPQ
import Foundation

extension Wire {
  /// The statement with its values as quoted literals, for COPY, which takes no parameters.
  /// - Throws: ``CopyError/noLiteral(_:)`` for a value of a type not known here.
  func inlined(_ sql: SQL) throws -> String {
    try sql.parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let value): try literal(value)
      }
    }.joined()
  }

  private func literal(_ value: SQLValue) throws -> String {
    guard let bytes = value.bytes else { return "NULL" }
    if value.type == .inferred { return try quoted(String(decoding: bytes, as: UTF8.self)) }
    return try bytes.withUnsafeBytes { try literal(value.type, $0) }
  }

  private func literal(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) throws -> String {
    switch type {
    case .bool: return bytes.first == 0 ? "FALSE" : "TRUE"
    case .int2, .int4, .int8: return "'\(try value(Int64.self, type, bytes))'::\(type)"
    case .float8: return "'\(try value(Double.self, type, bytes))'::\(type)"
    case .uuid, .text: return "\(try quoted(try value(String.self, type, bytes)))::\(type)"
    case .bytea: return "'\\x\(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())'::bytea"
    case .date: return "('2000-01-01'::date + \(try value(Int32.self, .int4, bytes)))"
    case .timestamptz:
      let microseconds = try value(Int64.self, .int8, bytes)
      if microseconds == .max || microseconds == .min {
        return "'\(microseconds < 0 ? "-" : "")infinity'::timestamptz"
      }
      return momentLiteral(microseconds)
    default: return try arrayLiteral(type, bytes)
    }
  }

  /// - Parameter microseconds: since 2000-01-01 00:00 UTC.
  /// - Returns: a constant where the calendar is Foundation's and PostgreSQL's alike, which the server reads once; a sum,
  ///   which it would work out for each row, for a moment before the Gregorian calendar or past the year 9999.
  private func momentLiteral(_ microseconds: Int64) -> String {
    let seconds = (microseconds - (microseconds < 0 ? 999_999 : 0)) / 1_000_000
    let (from, to): (Int64, Int64) = (-12_622_780_800, 252_455_616_000)
    guard (from..<to).contains(seconds) else {
      return "('2000-01-01 00:00+00'::timestamptz + '\(microseconds) microseconds'::interval)"
    }
    let rest = "\(microseconds - seconds * 1_000_000)"
    let second = Date(timeIntervalSince1970: Double(seconds + 946_684_800)).formatted(
      .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    return "'\(second).\(String(repeating: "0", count: 6 - rest.count))\(rest)+00'::timestamptz"
  }

  private func arrayLiteral(_ type: SQLType, _ bytes: UnsafeRawBufferPointer) throws -> String {
    var reader = BinaryReader(bytes)
    guard "\(type)".hasSuffix("[]"), let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
      let element = reader.integer(UInt32.self)
    else { throw CopyError.noLiteral(type) }
    var literals: [String] = []
    if dimensions == 1, let count = reader.integer(Int32.self), reader.integer(Int32.self) != nil {
      for _ in 0..<count {
        guard let length = reader.integer(Int32.self), let slice = reader.slice(Int(length)) else {
          throw CopyError.noLiteral(type)
        }
        literals.append(try literal(SQLType(rawValue: element), slice))
      }
    }
    return "ARRAY[\(literals.joined(separator: ","))]::\(type)"
  }

  private func value<Value: SQLDecodable>(
    _ kind: Value.Type, _ type: SQLType, _ bytes: UnsafeRawBufferPointer
  ) throws -> Value {
    guard let value = Value(sqlType: type, bytes: bytes) else { throw CopyError.noLiteral(type) }
    return value
  }

  /// libpq quotes by the session's own rules. A zero byte, at which C would cut the text short, is refused.
  private func quoted(_ text: String) throws -> String {
    guard !text.utf8.contains(0), let quoted = PQescapeLiteral(handle, text, text.utf8.count) else {
      throw CopyError.noLiteral(.text)
    }
    defer { PQfreemem(quoted) }
    return String(cString: quoted)
  }
}
