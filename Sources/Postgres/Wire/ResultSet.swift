import CLibPQ

/// A result of libpq, freed with its last row. libpq never changes a result it has handed out, so that any thread may
/// read it.
final class ResultSet: RowStorage, @unchecked Sendable {
  let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  var count: Int { Int(PQntuples(result)) }

  /// `INSERT`, `SET`: the statement's tag without its counts.
  var command: String {
    String(cString: PQcmdStatus(result)).split(separator: " ").prefix { $0.allSatisfy { !$0.isNumber } }
      .joined(separator: " ")
  }

  /// Rows that the statement changed or, for SELECT, found; 0 for others.
  var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  func columns(query: String) -> Columns {
    let range = 0..<PQnfields(result)
    return Columns(
      names: range.map { String(cString: PQfname(result, $0)) },
      types: range.map { SQLType(rawValue: PQftype(result, $0)) }, query: query)
  }

  func rows(query: String) -> [Row] {
    let columns = columns(query: query)
    return (0..<count).map { Row(columns: columns, storage: self, index: $0) }
  }

  func isNull(row: Int, column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) == 1 }

  func withBytes<Value>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let length = Int(PQgetlength(result, Int32(row), Int32(column)))
    return body(UnsafeRawBufferPointer(start: PQgetvalue(result, Int32(row), Int32(column)), count: length))
  }
}
