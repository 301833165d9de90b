import Domain
import Postgres

// How the domain's values travel to and from PostgreSQL.

extension ID: SQLBindable {
  public static var sqlType: SQLType { .int8 }
  public func write(to writer: inout BinaryWriter) { rawValue.write(to: &writer) }
}

extension ID: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard let value = Int64(sqlType: sqlType, bytes: bytes) else { return nil }
    self.init(value)
  }
}

extension Code: SQLBindable {
  public static var sqlType: SQLType { String.sqlType }
  public static var sqlFormat: SQLFormat { String.sqlFormat }
  public func write(to writer: inout BinaryWriter) { text.write(to: &writer) }
}

extension Code: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard let text = String(sqlType: sqlType, bytes: bytes) else { return nil }
    self.init(trusted: text)
  }
}

extension CalendarDate: SQLBindable {
  public static var sqlType: SQLType { .date }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: daysSincePostgresEpoch) }
}

extension CalendarDate: SQLArrayElement { public static var sqlArrayType: SQLType { .dateArray } }

extension CalendarDate: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    var reader = BinaryReader(bytes)
    guard sqlType == .date, let days = reader.integer(Int32.self), reader.isAtEnd else { return nil }
    self.init(daysSincePostgresEpoch: days)
  }
}

extension CalendarDate {
  /// Days from 1970-01-01 to 2000-01-01, from which PostgreSQL counts.
  private static let postgresEpoch = 10_957

  public var daysSincePostgresEpoch: Int32 { Int32(daysSinceEpoch - CalendarDate.postgresEpoch) }

  public init(daysSincePostgresEpoch days: Int32) {
    self.init(daysSinceEpoch: Int(days) + CalendarDate.postgresEpoch)
  }
}

extension Moment: SQLArrayElement { public static var sqlArrayType: SQLType { .timestamptzArray } }

extension Moment: SQLBindable {
  public static var sqlType: SQLType { .timestamptz }
  public func write(to writer: inout BinaryWriter) { timestamp.write(to: &writer) }

  /// PostgreSQL counts from 2000-01-01.
  private static let postgresEpoch: Int64 = 946_684_800_000_000

  private var timestamp: Timestamp { Timestamp(microseconds: microseconds - Moment.postgresEpoch) }
}

extension Moment: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    guard let timestamp = Timestamp(sqlType: sqlType, bytes: bytes) else { return nil }
    self.init(microseconds: timestamp.microseconds + Moment.postgresEpoch)
  }
}

extension Row {
  /// The columns `name_ar`, `name_fr` and `name_en`.
  func names() throws -> Names {
    try Names(ar: self["name_ar"], fr: self["name_fr"], en: self["name_en"])
  }

  /// A word that the schema's CHECK lets be one of an enumeration's.
  /// - Throws: ``DecodingFailure`` where the program does not know the word.
  func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word {
    let text: String = try self[column]
    guard let word = Word(rawValue: text) else {
      throw UnknownWord(column: column, word: text, expected: "\(Word.self)")
    }
    return word
  }
}

/// A word in the database that this program does not know: the schema is newer than the program.
public struct UnknownWord: Error, CustomStringConvertible {
  let column: String
  let word: String
  let expected: String

  public var description: String { "column \(column) holds “\(word)”, which is no \(expected) this program knows" }
}
