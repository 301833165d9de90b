extension Connection {
  /// Runs `body` in a transaction, which is committed when `body` returns and rolled back when it throws.
  ///
  /// Within a transaction it is a savepoint. Outside, a serialization failure or a deadlock runs the whole of `body`
  /// again, after a random pause, at most ``TransactionOptions/attempts`` times in all: `body` must do nothing but
  /// database work that the rollback undoes.
  @discardableResult
  public nonisolated(nonsending) func transaction<Value>(
    _ options: TransactionOptions = TransactionOptions(),
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    var attempt = 1
    while true {
      let level = try await begin(options)
      do {
        return try await finish(level, body)
      } catch let error as PostgresError where error.isRetryable && level == 1 && attempt < options.attempts {
        try await Task.sleep(for: options.pause(after: attempt))
        attempt += 1
      }
    }
  }

  private nonisolated(nonsending) func finish<Value>(
    _ level: Int, _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    let transaction = Transaction(connection: self, level: level)
    do {
      let value = try await body(transaction)
      transaction.end()
      try Task.checkCancellation()
      try await commit(level)
      return value
    } catch {
      transaction.end()
      await rollBack(level)
      throw error
    }
  }

  /// - Returns: 1 for a transaction, more for a savepoint.
  private func begin(_ options: TransactionOptions) async throws -> Int {
    try Task.checkCancellation()
    if depth == 0 {
      wire.opening = TransactionSettings.opening(options)
    } else {
      _ = try uncancellable { wire in try wire.run("SAVEPOINT \(identifier: "level_\(depth)")") }
    }
    depth += 1
    return depth
  }

  private func commit(_ level: Int) throws {
    guard level == depth else { throw ConnectionError.transactionEnded }
    if !wire.opening.isEmpty || (level == 1 && wire.isIdle) {
      // Nothing was asked of it, not even to begin; or the last of it was sent with COMMIT.
      wire.opening = []
      wire.restoreResponseTimeout()
      depth = 0
      return
    }
    let set = try uncancellable { wire in
      try wire.run(level == 1 ? "COMMIT" : "RELEASE SAVEPOINT \(identifier: "level_\(level - 1)")")
    }
    depth = level - 1
    if level == 1 { wire.restoreResponseTimeout() }
    if set.command == "ROLLBACK" { throw ConnectionError.rolledBackInstead }
  }

  /// Undoes a level. Where that fails nobody knows what the session holds, so the connection is given up.
  private func rollBack(_ level: Int) {
    guard depth >= level else { return }
    depth = level - 1
    wire.opening = []
    do {
      try uncancellable { wire in
        if level == 1 { wire.restoreResponseTimeout() }
        if level > 1 {
          _ = try wire.run("ROLLBACK TO SAVEPOINT \(identifier: "level_\(level - 1)")")
          _ = try wire.run("RELEASE SAVEPOINT \(identifier: "level_\(level - 1)")")
        } else if !wire.isIdle {
          // A COMMIT that the server refused, by a deferred constraint say, has ended the transaction already.
          _ = try wire.run("ROLLBACK")
        }
      }
    } catch {
      close()
    }
  }
}

extension Connection {
  /// `SET LOCAL statement_timeout`, and our own patience with it.
  func limitStatements(to limit: Duration?) throws {
    let milliseconds = limit?.milliseconds ?? 0
    _ = try uncancellable { wire in
      try wire.run(SQL(unsafeRaw: "SET LOCAL statement_timeout = \(milliseconds)"))
    }
    wire.responseTimeout = limit.map { $0 + .seconds(5) }
  }
}
