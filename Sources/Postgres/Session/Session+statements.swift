extension Session {
  /// Runs a statement and reads its answer.
  @discardableResult
  public func run<Answer>(_ statement: Statement<Answer>) async throws -> Answer {
    try statement.read(try await query(statement.sql))
  }
}

extension Transaction {
  /// Runs statements one after another, and waits once for the answers of all: each costs the server as much as before,
  /// and all together one round trip. Where one fails those after it are not run.
  ///
  /// - Throws: As ``query(_:)``: the error of the first that failed; what reading an answer throws.
  public func run<each Answer: Sendable>(
    together statements: repeat Statement<each Answer>
  ) async throws -> (repeat each Answer) {
    let answers = try await query(together: texts(repeat each statements))
    return try read(answers, repeat each statements)
  }

  /// As ``run(together:)`` for any number of statements of which nothing is to be known but that they went well.
  public func run(together statements: [Statement<Void>]) async throws {
    _ = try await query(together: statements.map(\.sql))
  }

  /// Runs statements as the transaction's last, and commits with them, for one round trip; within a savepoint they are run
  /// and no more. Nothing can be asked of the transaction afterwards.
  ///
  /// For what only reads: answers are read behind the commit, so that what was written would stay where reading them
  /// fails, or where the task was cancelled meanwhile.
  ///
  /// - Throws: As ``query(_:)``, and what the commit throws: then nothing was committed; what reading the answer throws.
  public func run<each Answer: Sendable>(
    last statements: repeat Statement<each Answer>
  ) async throws -> (repeat each Answer) {
    try requireOpen()
    guard level == 1 else { return try await run(together: repeat each statements) }
    end()
    let answers = try await connection.queryAndCommit(texts(repeat each statements))
    return try read(answers, repeat each statements)
  }

  private func texts<each Answer>(_ statements: repeat Statement<each Answer>) -> [SQL] {
    var texts: [SQL] = []
    for statement in repeat each statements { texts.append(statement.sql) }
    return texts
  }

  /// - Parameter answers: the rows of each of `statements`.
  private func read<each Answer>(
    _ answers: [[Row]], _ statements: repeat Statement<each Answer>
  ) throws -> (repeat each Answer) {
    var position = -1
    func read<One>(_ statement: Statement<One>) throws -> One {
      position += 1
      return try statement.read(answers[position])
    }
    return try (repeat read(each statements))
  }

  private func query(together statements: [SQL]) async throws -> [[Row]] {
    try requireOpen()
    return try await connection.query(together: statements)
  }
}

extension Connection {
  /// The rows of each of `statements`, for one round trip.
  func query(together statements: [SQL]) async throws -> [[Row]] {
    if statements.isEmpty { return [] }
    return try await cancellable { wire in
      try wire.run(together: statements).map { $0.rows() }
    }
  }

  /// The rows of each of `statements`, after which the transaction is committed.
  func queryAndCommit(_ statements: [SQL]) async throws -> [[Row]] {
    let sets = try await cancellable { wire in try wire.run(together: statements + ["COMMIT"]) }
    if sets.last?.command == "ROLLBACK" { throw ConnectionError.rolledBackInstead }
    return sets.dropLast().map { $0.rows() }
  }
}
