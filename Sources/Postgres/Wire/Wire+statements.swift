import CLibPQ
import Foundation

extension Wire {
  /// Runs one statement and waits for the whole of its result.
  func run(_ sql: SQL) throws -> ResultSet {
    if !opening.isEmpty { return try run(together: [sql])[0] }
    let text = sql.text
    try requireReady()
    if sql.isPrepared { return try runPrepared(text, sql.values) }
    try send(text, sql.values)
    return try finish(text)
  }

  /// Runs a text of any number of statements, without parameters, as one implicit transaction unless it says otherwise.
  func runScript(_ text: String) throws {
    try requireReady()
    try sendOpening()
    guard PQsendQuery(handle, text) == 1 else { throw lost() }
    try flush(query: "a script")
    isDirty = true
    _ = try finish("a script of \(text.utf8.count) bytes")
  }

  /// Begins the transaction that ``opening`` is to begin, ahead of what cannot go together with it.
  func sendOpening() throws {
    if !opening.isEmpty { _ = try run(together: []) }
  }

  /// Sends a statement by the extended protocol, which takes exactly one.
  func send(_ text: String, _ values: [SQLValue]) throws {
    let types = values.map(\.type.rawValue)
    let sent = try withParameters(values, of: text) { pointers, lengths, formats in
      PQsendQueryParams(
        handle, text, Int32(values.count), types, pointers, lengths, formats, SQLFormat.binary.rawValue)
    }
    guard sent == 1 else { throw lost() }
    try flush(query: text)
  }

  /// Lays values out as libpq takes them.
  func withParameters(
    _ values: [SQLValue], of text: String,
    _ body: (_ pointers: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> Int32
  ) throws -> Int32 {
    try Wire.refuseZeroBytes(values, of: text)
    // One buffer for all values; a text value ends with a zero byte, which C's side of libpq expects.
    var buffer: [UInt8] = []
    let offsets: [Int?] = values.map { value in
      guard let bytes = value.bytes else { return nil }
      defer { buffer += bytes + [0] }
      return buffer.count
    }
    let lengths = values.map { Int32($0.bytes?.count ?? 0) }
    return buffer.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
      return body(pointers, lengths, values.map(\.format.rawValue))
    }
  }

  /// As text a value would end at its zero byte; the server would refuse it as binary text in these very words.
  static func refuseZeroBytes(_ values: [SQLValue], of text: String) throws {
    if values.contains(where: { $0.format == .text && $0.bytes?.contains(0) == true }) {
      throw PostgresError(
        sqlState: "22021", message: "invalid byte sequence for encoding \"UTF8\": 0x00", detail: nil, hint: nil,
        context: nil, schema: nil, table: nil, column: nil, constraint: nil, position: nil, query: text)
    }
  }

  /// Takes results until the server is ready for the next statement.
  /// - Returns: The last result.
  /// - Throws: The first error the server reported; `CancellationError` where it is the answer to our own cancelling.
  func finish(_ text: String, of statement: PreparedStatement? = nil) throws -> ResultSet {
    traffic.count(statements: 1)
    var last: ResultSet?
    var failure: PostgresError?
    while let result = try nextResult(text) {
      let set = ResultSet(result, query: text, of: statement)
      switch PQresultStatus(result) {
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
        failure = failure ?? PostgresError(result: result, query: text)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        throw giveUp(.busyWithCopy)
      default: last = set
      }
    }
    if let failure { throw whole(failure) }
    guard let last else { throw lost() }
    noteSession(last.command, text)
    return last
  }

  /// An error as the caller should see it: a lost connection and an answer to our own cancelling are not the
  /// statement's fault.
  func whole(_ failure: PostgresError) -> any Error {
    if PQstatus(handle) != CONNECTION_OK { isBroken = true }
    if isCancelled && failure.isStatementCancelled { return CancellationError() }
    // libpq's own reports, such as a socket that closed, carry no code.
    if isBroken && failure.sqlState == "XX000" { return ConnectionError.lost(failure.message) }
    return failure
  }

  /// The next result of the statement under way, or nil after the last.
  func nextResult(_ text: String) throws -> OpaquePointer? {
    while PQisBusy(handle) == 1 { try receive(query: text) }
    return PQgetResult(handle)
  }

  /// Remembers whether the session must be cleaned before somebody else gets it.
  func noteSession(_ command: String, _ text: String) {
    switch command {
    case "SELECT":
      let says = { (word: String) in strstr(text, word) != nil }
      isDirty = isDirty || says("advisory_lock") || (says("set_config") && says("false"))
    case "SET": isDirty = isDirty || !text.uppercased().hasPrefix("SET LOCAL")
    case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE",
      "SHOW", "EXPLAIN", "LOCK TABLE", "NOTIFY", "":
      break
    default: isDirty = true
    }
  }
}
