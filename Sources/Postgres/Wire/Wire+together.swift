import CLibPQ

extension Wire {
  /// Sends statements one after another and waits once, for the results of all: libpq's pipeline mode. Where one fails
  /// the server skips those after it.
  ///
  /// What begins the transaction and was not sent yet goes ahead of them.
  /// - Returns: The last result of each of `statements`.
  /// - Throws: The first error the server reported; `CancellationError` where it is the answer to our own cancelling.
  func run(together statements: [SQL]) throws -> [ResultSet] {
    try requireReady()
    let messages = try (opening + statements).map(Message.init)
    try makeRoom(for: messages)
    opening = []
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    var steps: [Step] = []
    var new: [Prepared: PreparedStatement] = [:]
    for message in messages { steps += try queue(message, &new) }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    let last = messages.last?.text ?? ""
    try flush(query: last)
    traffic.count(statements: messages.count)
    let results = try take(steps, last)
    guard results.count == messages.count else { throw lost() }
    return Array(results.suffix(statements.count))
  }

  /// What is sent, in its order.
  private enum Step {
    case preparing(Prepared, PreparedStatement)
    case running(Message, PreparedStatement?)
  }

  private struct Message {
    let text: String
    let values: [SQLValue]
    let prepared: Prepared?

    init(_ sql: SQL) throws {
      text = sql.text
      values = sql.values
      prepared = sql.isPrepared ? Prepared(text: text, types: values.map(\.type.rawValue)) : nil
      // Said before anything is sent.
      try Wire.refuseZeroBytes(values, of: text)
    }
  }

  private func makeRoom(for messages: [Message]) throws {
    let new = Set(messages.compactMap(\.prepared)).filter { prepared[$0] == nil }
    if !new.isEmpty { try makeRoom(forPrepared: new.count) }
  }

  private func queue(_ message: Message, _ new: inout [Prepared: PreparedStatement]) throws -> [Step] {
    var steps: [Step] = []
    var kept: PreparedStatement?
    if let statement = message.prepared {
      kept = prepared[statement] ?? new[statement]
      if kept == nil {
        let named = PreparedStatement(nextPreparedName())
        guard sendPrepare(statement, as: named.name) else { throw lost() }
        steps.append(.preparing(statement, named))
        new[statement] = named
        kept = named
      }
    }
    let types = message.values.map(\.type.rawValue)
    let sent = try withParameters(message.values, of: message.text) { pointers, lengths, formats in
      let count = Int32(message.values.count)
      return if let kept {
        PQsendQueryPrepared(handle, kept.name, count, pointers, lengths, formats, SQLFormat.binary.rawValue)
      } else {
        PQsendQueryParams(
          handle, message.text, count, types, pointers, lengths, formats, SQLFormat.binary.rawValue)
      }
    }
    guard sent == 1 else { throw lost() }
    return steps + [.running(message, kept)]
  }

  /// Takes the results of all that was sent, and leaves pipeline mode.
  private func take(_ steps: [Step], _ lastText: String) throws -> [ResultSet] {
    var results: [ResultSet] = []
    var failure: PostgresError?
    for step in steps {
      switch step {
      case .preparing(let statement, let kept):
        let (last, failed) = try takeOne(statement.text)
        if last != nil { prepared[statement] = kept }
        failure = failure ?? failed
      case .running(let message, let kept):
        let (last, failed) = try takeOne(message.text, of: kept)
        if let last {
          noteSession(last.command, message.text)
          results.append(last)
        }
        if let failed, Wire.isStale(failed), let statement = message.prepared { prepared[statement] = nil }
        failure = failure ?? failed
      }
    }
    let end = try nextResult(lastText).map { ResultSet($0, query: lastText) }
    if let failure, !isUsable { throw whole(failure) }
    guard let end, PQresultStatus(end.result) == PGRES_PIPELINE_SYNC, PQexitPipelineMode(handle) == 1 else {
      throw lost()
    }
    if let failure { throw whole(failure) }
    return results
  }

  /// - Returns: No result where the statement failed or was skipped.
  private func takeOne(
    _ text: String, of statement: PreparedStatement? = nil
  ) throws -> (last: ResultSet?, failure: PostgresError?) {
    var last: ResultSet?
    var failure: PostgresError?
    while let result = try nextResult(text) {
      let set = ResultSet(result, query: text, of: statement)
      switch PQresultStatus(result) {
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
        failure = failure ?? PostgresError(result: result, query: text)
      case PGRES_PIPELINE_ABORTED: break
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: throw giveUp(.busyWithCopy)
      default: last = set
      }
    }
    return (failure == nil ? last : nil, failure)
  }
}
