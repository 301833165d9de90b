import CLibPQ

extension Connection {
  /// Copies rows into a table. `body` runs on the connection's own thread; a server that is slow to take them slows it
  /// down. When `body` throws, no row is stored and the connection stays fit for use.
  ///
  /// - Parameters:
  ///   - table: `table` or `schema.table`; each part is quoted.
  /// - Returns: The number of rows stored.
  /// - Throws: ``CopyError``, ``PostgresError``, ``ConnectionError``, and what `body` throws.
  @discardableResult
  public func copyIn(
    into table: String, columns: [String], _ body: @Sendable (inout CopyWriter) throws -> Void
  ) async throws -> Int {
    try await cancellable { wire in
      let sink = try CopySink(into: table, columns: columns, on: wire)
      do {
        try sink.write(body)
        return try sink.finish()
      } catch {
        try sink.abandon()
        throw error
      }
    }
  }

  /// Copies rows into a table as an asynchronous sequence brings them.
  ///
  /// - Parameter write: Writes one element as one row, which is begun for it.
  /// - Returns: The number of rows stored: all of them, or none where anything throws.
  @discardableResult
  public nonisolated(nonsending) func copyIn<Rows: AsyncSequence>(
    into table: String, columns: [String], from rows: Rows,
    _ write: @escaping @Sendable (Rows.Element, inout CopyWriter) throws -> Void
  ) async throws -> Int where Rows.Element: Sendable {
    let sink = try await beginCopyIn(into: table, columns: columns)
    do {
      var batch: [Rows.Element] = []
      for try await row in rows {
        batch.append(row)
        if batch.count == 512 {
          try await continueCopyIn(sink, batch, write)
          batch.removeAll(keepingCapacity: true)
        }
      }
      try await continueCopyIn(sink, batch, write)
      return try await finishCopyIn(sink)
    } catch {
      try await abandonCopyIn(sink)
      throw error
    }
  }

  private func beginCopyIn(into table: String, columns: [String]) async throws -> CopySink {
    try await cancellable { wire in try CopySink(into: table, columns: columns, on: wire) }
  }

  private func continueCopyIn<Element: Sendable>(
    _ sink: CopySink, _ batch: [Element], _ write: @Sendable (Element, inout CopyWriter) throws -> Void
  ) async throws {
    try await cancellable { _ in
      try sink.write { writer in
        for element in batch {
          try writer.beginRow()
          try write(element, &writer)
        }
      }
    }
  }

  private func finishCopyIn(_ sink: CopySink) async throws -> Int {
    try await cancellable { _ in try sink.finish() }
  }

  private func abandonCopyIn(_ sink: CopySink) throws {
    try uncancellable { _ in try sink.abandon() }
  }
}

extension CopySink {
  fileprivate func write(_ body: (inout CopyWriter) throws -> Void) throws {
    var writer = CopyWriter(self)
    try body(&writer)
    try writer.finishRow()
  }
}

extension Transaction {
  /// As ``Connection/copyIn(into:columns:_:)``, within this transaction, which a failed COPY fails.
  @discardableResult
  public func copyIn(
    into table: String, columns: [String], _ body: @Sendable (inout CopyWriter) throws -> Void
  ) async throws -> Int {
    try requireOpen()
    return try await connection.copyIn(into: table, columns: columns, body)
  }

  /// As ``Connection/copyIn(into:columns:from:_:)``, within this transaction, which a failed COPY fails.
  @discardableResult
  public nonisolated(nonsending) func copyIn<Rows: AsyncSequence>(
    into table: String, columns: [String], from rows: Rows,
    _ write: @escaping @Sendable (Rows.Element, inout CopyWriter) throws -> Void
  ) async throws -> Int where Rows.Element: Sendable {
    try requireOpen()
    return try await connection.copyIn(into: table, columns: columns, from: rows, write)
  }
}
