import Synchronization

/// One row of a result, read by column name or position.
///
///     let name: String = try row["name"]
///     let born = try row.decode("born_at", as: Timestamp?.self)
public struct Row: Sendable {
  @usableFromInline let columns: Columns
  @usableFromInline let storage: any RowStorage
  @usableFromInline let index: Int

  init(columns: Columns, storage: any RowStorage, index: Int) {
    self.columns = columns
    self.storage = storage
    self.index = index
  }

  /// The columns' names, in order.
  public var columnNames: [String] { columns.names }

  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  @inlinable
  public func decode<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
    guard let position = columns.position(of: column) else { throw noSuchColumn(column, Value.self) }
    return try decode(at: position, as: type)
  }

  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  @inlinable
  public func decode<Value: SQLDecodable>(at position: Int, as type: Value.Type = Value.self) throws -> Value {
    guard columns.types.indices.contains(position) else { throw noSuchColumn("\(position)", Value.self) }
    let type = columns.types[position]
    var value: Value?
    storage.read(row: index, column: position) { bytes in
      value = if let bytes { Value(sqlType: type, bytes: bytes) } else { Value.sqlNull }
    }
    guard let value else { throw mismatch(at: position, Value.self) }
    return value
  }

  /// The value of a column, as the type the place asks for.
  /// - Throws: ``DecodingFailure`` that names the column, both types and the statement.
  @inlinable
  public subscript<Value: SQLDecodable>(_ column: String) -> Value {
    get throws { try decode(column, as: Value.self) }
  }

  @usableFromInline
  func noSuchColumn(_ column: String, _ expected: Any.Type) -> DecodingFailure {
    DecodingFailure(
      column: column, expected: "\(expected)", actual: nil, cause: .noSuchColumn(present: columns.names),
      query: columns.query)
  }

  @usableFromInline
  func mismatch(at position: Int, _ expected: Any.Type) -> DecodingFailure {
    var isNull = false
    storage.read(row: index, column: position) { isNull = $0 == nil }
    return DecodingFailure(
      column: columns.names[position], expected: "\(expected)", actual: columns.types[position],
      cause: isNull ? .null : .mismatch, query: columns.query)
  }
}

/// What the rows of one result have in common.
@usableFromInline
final class Columns: Sendable {
  let names: [String]
  @usableFromInline let types: [SQLType]
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

  @usableFromInline
  func position(of column: String) -> Int? {
    let next = expected.load(ordering: .relaxed)
    let isNext = next < names.count && positions.count == names.count && names[next] == column
    guard let position = isNext ? next : positions[column] else { return nil }
    expected.store(position + 1 == names.count ? 0 : position + 1, ordering: .relaxed)
    return position
  }
}

/// Where the bytes of rows lie; immutable once made.
@usableFromInline
protocol RowStorage: Sendable {
  /// Lends the bytes of a field to `body`; nil for NULL.
  func read(row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) -> Void)
}
