import CLibPQ

/// A result of libpq, freed with its last row. libpq never changes a result it has handed out, so that any thread may
/// read it.
final class ResultSet: RowStorage, @unchecked Sendable {
  let result: OpaquePointer
  let columns: Columns

  /// - Parameters:
  ///   - query: The text of the statement.
  ///   - statement: Where it is prepared: its columns are the same each time.
  init(_ result: OpaquePointer, query: String, of statement: PreparedStatement? = nil) {
    self.result = result
    columns = statement?.columns ?? ResultSet.columns(of: result, query)
    if PQresultStatus(result) == PGRES_TUPLES_OK { statement?.columns = columns }
  }

  deinit { PQclear(result) }

  var count: Int { Int(PQntuples(result)) }

  /// `INSERT`, `SET`: the statement's tag without its counts.
  var command: String {
    String(cString: PQcmdStatus(result)).split(separator: " ").prefix { $0.allSatisfy { !$0.isNumber } }
      .joined(separator: " ")
  }

  /// Rows that the statement changed or, for SELECT, found; 0 for others.
  var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  /// Fields of COPY have no names.
  private static func columns(of result: OpaquePointer, _ query: String) -> Columns {
    let range = 0..<PQnfields(result)
    return Columns(
      names: range.map { PQfname(result, $0).map { String(cString: $0) } ?? "" },
      types: range.map { SQLType(rawValue: PQftype(result, $0)) }, query: query)
  }

  func rows() -> [Row] { (0..<count).map { Row(columns: columns, storage: self, index: $0) } }

  func isNull(row: Int, column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) == 1 }

  func withBytes<Value>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let length = Int(PQgetlength(result, Int32(row), Int32(column)))
    return body(UnsafeRawBufferPointer(start: PQgetvalue(result, Int32(row), Int32(column)), count: length))
  }
}
