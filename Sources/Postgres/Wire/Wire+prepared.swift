import CLibPQ

extension Wire {
  /// How many statements a session keeps prepared; past it all are given up and begun anew.
  private static let maximumPrepared = 64

  /// Runs a statement that is prepared the first time it comes.
  func runPrepared(_ text: String, _ values: [SQLValue]) throws -> ResultSet {
    let statement = Prepared(text: text, types: values.map(\.type.rawValue))
    let kept = try prepared[statement] ?? prepare(statement)
    let sent = try withParameters(values, of: text) { pointers, lengths, formats in
      PQsendQueryPrepared(
        handle, kept.name, Int32(values.count), pointers, lengths, formats, SQLFormat.binary.rawValue)
    }
    guard sent == 1 else { throw lost() }
    try flush(query: text)
    do { return try finish(text, of: kept) } catch let error as PostgresError where Wire.isStale(error) {
      prepared[statement] = nil
      throw error
    }
  }

  private func prepare(_ statement: Prepared) throws -> PreparedStatement {
    try makeRoom(forPrepared: 1)
    let name = nextPreparedName()
    guard sendPrepare(statement, as: name) else { throw lost() }
    try flush(query: statement.text)
    _ = try finish(statement.text)
    let kept = PreparedStatement(name)
    prepared[statement] = kept
    return kept
  }

  func sendPrepare(_ statement: Prepared, as name: String) -> Bool {
    PQsendPrepare(handle, name, statement.text, Int32(statement.types.count), statement.types) == 1
  }

  func nextPreparedName() -> String {
    preparedCount += 1
    return "tadamun_\(preparedCount)"
  }

  /// Gives up all that is prepared where `count` more would be too many.
  func makeRoom(forPrepared count: Int) throws {
    guard prepared.count + count > Wire.maximumPrepared, !prepared.isEmpty else { return }
    try send("DEALLOCATE ALL", [])
    _ = try finish("DEALLOCATE ALL")
    prepared = [:]
  }

  /// The server forgot the statement, or what it answers has other columns than when it was prepared: the next time it
  /// is prepared anew.
  static func isStale(_ error: PostgresError) -> Bool {
    error.sqlState == "26000" || error.sqlState == "0A000"
  }
}

/// What tells statements that are kept apart.
struct Prepared: Hashable {
  let text: String
  let types: [UInt32]
}

/// A statement that the server keeps under a name.
final class PreparedStatement {
  let name: String
  /// What its rows have in common, once there was an answer: the server refuses to answer with other columns.
  var columns: Columns?

  init(_ name: String) { self.name = name }
}
