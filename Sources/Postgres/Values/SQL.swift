/// A statement whose interpolated values are bound to parameters, never spliced into its text.
///
///     let sql: SQL = "SELECT name FROM people WHERE id = \(id) AND born_on < \(date)"
///
/// is sent as `… WHERE id = $1 AND born_on < $2` with two values beside it. Other interpolations:
///
/// - `\(fragment: other)` puts another statement's text here, its values renumbered;
/// - `\(identifier: name)` puts a quoted identifier here;
/// - `\(unsafeRaw: text)` splices `text` as it is: only ever text that the program itself wrote.
public struct SQL: Sendable {
  enum Part: Sendable {
    case text(String)
    case value(SQLValue)
  }

  var parts: [Part]
  /// Whether the session keeps it prepared; see ``prepared()``.
  private(set) var isPrepared = false

  init(parts: [Part]) { self.parts = parts }

  /// A statement without parameters, from text that the program itself wrote.
  public init(unsafeRaw text: String) { parts = [.text(text)] }

  /// The text that is sent, with `$1 …` where values stand. It holds no value.
  public var text: String {
    var count = 0
    return parts.map { part in
      switch part {
      case .text(let text): return text
      case .value:
        count += 1
        return "$\(count)"
      }
    }.joined()
  }

  var values: [SQLValue] {
    parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  /// The same statement, which the session keeps prepared: from its second time on the server does not read and plan it
  /// again. For statements that are asked over and over with the same text.
  public func prepared() -> SQL {
    var kept = self
    kept.isPrepared = true
    return kept
  }

  /// The fragments one after another with `separator` between them: `SQL.joined(conditions, by: " AND ")`.
  public static func joined(_ fragments: [SQL], by separator: SQL) -> SQL {
    SQL(parts: Array(fragments.map(\.parts).joined(separator: separator.parts)))
  }
}

/// One value beside a statement: its declared type and its bytes, nil for NULL.
struct SQLValue: Sendable {
  let type: SQLType
  let format: SQLFormat
  let bytes: [UInt8]?

  init<Value: SQLBindable>(_ value: Value?) {
    type = Value.sqlType
    format = Value.sqlFormat
    bytes = value.map {
      var writer = BinaryWriter()
      $0.write(to: &writer)
      return writer.bytes
    }
  }
}

extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { parts = [.text(value)] }

  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    /// Binds `value` to the next parameter.
    public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value) {
      parts.append(.value(SQLValue(value)))
    }

    /// Binds `value`, or NULL, to the next parameter.
    public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
      parts.append(.value(SQLValue(value)))
    }

    /// Puts another statement's text and values here.
    public mutating func appendInterpolation(fragment: SQL) { parts += fragment.parts }

    /// Puts `name` here as a quoted identifier; `schema.table` is one name, dot and all.
    public mutating func appendInterpolation(identifier name: String) { parts.append(.text(quotedIdentifier(name))) }

    /// Splices `text` as it is. Whatever a person typed must never come here.
    public mutating func appendInterpolation(unsafeRaw text: String) { parts.append(.text(text)) }
  }
}

/// `name` between double quotes, those within doubled. NUL, which no identifier can hold, is left out.
func quotedIdentifier(_ name: String) -> String {
  "\"" + name.filter { $0 != "\0" }.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
