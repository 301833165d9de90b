import CLibPQ

extension Connection {
  /// Copies the rows of a query out at the speed of libpq: `body` runs on the connection's own thread and pulls one row
  /// at a time.
  ///
  /// Values interpolated into the query are put in as quoted literals, since COPY takes no parameters. When `body`
  /// leaves rows unread the rest is dropped. `statement_timeout` is for the whole of it.
  /// - Throws: ``CopyError``, ``PostgresError``, ``ConnectionError``, and what `body` throws.
  @discardableResult
  public func withCopyOut<Value: Sendable>(
    _ query: SQL, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    let isInTransaction = depth > 0
    return try await cancellable { wire in
      let source = try CopySource(query, on: wire)
      var reader = CopyReader(source)
      do {
        let value = try body(&reader)
        try source.end(cancelling: !isInTransaction)
        return value
      } catch {
        try source.end(cancelling: true)
        throw error
      }
    }
  }

  /// Copies the rows of a query out as an asynchronous sequence, good inside `body`; see ``withCopyOut(_:_:)`` for the
  /// faster way. Meanwhile the connection does nothing else.
  @discardableResult
  public nonisolated(nonsending) func copyOut<Value>(
    _ query: SQL, _ body: nonisolated(nonsending) (CopyRows) async throws -> Value
  ) async throws -> Value {
    let source = try await beginCopyOut(query)
    do {
      let value = try await body(CopyRows(connection: self, source: source))
      try await endCopyOut(source, cancelling: false)
      return value
    } catch {
      try await endCopyOut(source, cancelling: true)
      throw error
    }
  }

  private func beginCopyOut(_ query: SQL) async throws -> CopySource {
    try await cancellable { wire in try CopySource(query, on: wire) }
  }

  private func endCopyOut(_ source: CopySource, cancelling: Bool) throws {
    try uncancellable { _ in try source.end(cancelling: cancelling || depth == 0) }
  }

  /// The next rows of a COPY, or nil after the last.
  func nextBatch(_ source: CopySource) async throws -> CopyBatch? {
    try await cancellable { _ in
      var batch = CopyBatch(width: source.types.count)
      var reader = CopyReader(source)
      // A reader keeps nothing between messages, so a batch ends where a message does.
      while !(batch.isFull && reader.isAtMessageEnd), try reader.nextRow() { try batch.append(&reader) }
      return batch.count > 0 ? batch : nil
    }
  }
}

extension Transaction {
  /// As ``Connection/withCopyOut(_:_:)``, within this transaction.
  @discardableResult
  public func withCopyOut<Value: Sendable>(
    _ query: SQL, _ body: @Sendable (inout CopyReader) throws -> Value
  ) async throws -> Value {
    try requireOpen()
    return try await connection.withCopyOut(query, body)
  }

  /// As ``Connection/copyOut(_:_:)``, within this transaction.
  @discardableResult
  public nonisolated(nonsending) func copyOut<Value>(
    _ query: SQL, _ body: nonisolated(nonsending) (CopyRows) async throws -> Value
  ) async throws -> Value {
    try requireOpen()
    return try await connection.copyOut(query, body)
  }
}
