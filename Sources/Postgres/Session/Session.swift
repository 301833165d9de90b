/// Somebody to ask: a connection, a transaction, or a pool, which lends a connection for each single statement.
public protocol Session: Sendable {
  /// Runs a statement and answers with all of its rows.
  ///
  /// A cancelled task cancels the statement on the server.
  /// - Throws: ``PostgresError``, ``ConnectionError``, `CancellationError`.
  func query(_ sql: SQL) async throws -> [Row]

  /// Runs a statement and answers with the number of rows it changed.
  @discardableResult
  func execute(_ sql: SQL) async throws -> Int
}

extension Session {
  /// The one row of the answer.
  /// - Throws: ``ConnectionError/unexpectedRowCount(expected:actual:query:)`` where there is none, or more.
  public func queryOne(_ sql: SQL) async throws -> Row {
    let rows = try await query(sql)
    guard let row = rows.first, rows.count == 1 else {
      throw ConnectionError.unexpectedRowCount(expected: "exactly one row", actual: rows.count, query: sql.text)
    }
    return row
  }

  /// The row of the answer, or nil where there is none.
  /// - Throws: ``ConnectionError/unexpectedRowCount(expected:actual:query:)`` where there are more.
  public func queryAtMostOne(_ sql: SQL) async throws -> Row? {
    let rows = try await query(sql)
    guard rows.count <= 1 else {
      throw ConnectionError.unexpectedRowCount(expected: "at most one row", actual: rows.count, query: sql.text)
    }
    return rows.first
  }

  /// The first column of the one row of the answer: `let count: Int = try await session.queryValue("SELECT …")`.
  public func queryValue<Value: SQLDecodable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value {
    try await queryOne(sql).decode(at: 0, as: type)
  }
}
