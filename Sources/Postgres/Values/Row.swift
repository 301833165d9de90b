import Synchronization

/// One row of a result, read by column name or position.
///
///     let name: String = try row["name"]
///     let born = try row.decode("born_at", as: Timestamp?.self)
public struct Row: Sendable {
  let columns: Columns
  let storage: any RowStorage
  let index: Int

  /// The columns' names, in order.
  public var columnNames: [String] { columns.names }

  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  public func decode<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
    guard let position = columns.position(of: column) else {
      throw DecodingFailure(
        column: column, expected: "\(Value.self)", actual: nil, cause: .noSuchColumn(present: columns.names),
        query: columns.query)
    }
    return try decode(at: position, as: type)
  }

  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  public func decode<Value: SQLDecodable>(at position: Int, as type: Value.Type = Value.self) throws -> Value {
    guard columns.types.indices.contains(position) else {
      throw DecodingFailure(
        column: "\(position)", expected: "\(Value.self)", actual: nil, cause: .noSuchColumn(present: columns.names),
        query: columns.query)
    }
    let type = columns.types[position]
    let isNull = storage.isNull(row: index, column: position)
    let value =
      isNull
      ? Value.sqlNull
      : storage.withBytes(row: index, column: position) { Value(sqlType: type, bytes: $0) }
    guard let value else {
      throw DecodingFailure(
        column: columns.names[position], expected: "\(Value.self)", actual: type, cause: isNull ? .null : .mismatch,
        query: columns.query)
    }
    return value
  }

  /// The value of a column, as the type the place asks for.
  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  public subscript<Value: SQLDecodable>(_ column: String) -> Value {
    get throws { try decode(column, as: Value.self) }
  }
}

/// What the rows of one result have in common.
final class Columns: Sendable {
  let names: [String]
  let types: [SQLType]
  private let positions: [String: Int]
  /// Where the next column to be read is expected: rows are read in the order of their columns, mostly. Wrong at worst,
  /// where several rows are read at a time.
  private let expected = Atomic(0)
  let query: String

  init(names: [String], types: [SQLType], query: String) {
    self.names = names
    self.types = types
    self.query = query
    // Where two columns share a name, the first is meant.
    positions = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  func position(of column: String) -> Int? {
    let next = expected.load(ordering: .relaxed)
    let isNext = next < names.count && positions.count == names.count && names[next] == column
    guard let position = isNext ? next : positions[column] else { return nil }
    expected.store(position + 1 == names.count ? 0 : position + 1, ordering: .relaxed)
    return position
  }
}

/// Where the bytes of rows lie; immutable once made.
protocol RowStorage: Sendable {
  func isNull(row: Int, column: Int) -> Bool
  func withBytes<Value>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value
}
