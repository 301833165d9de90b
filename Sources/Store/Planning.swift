import Postgres

/// What the planner is told where a night reads rows of one run, or of one programme, among those of all.
enum Planning {
  /// Runs `body` with nothing but keys to go by: what the planner would rather read whole grows with every night.
  static nonisolated(nonsending) func byKeys<Value>(
    in transaction: Transaction, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await without(["seqscan", "hashjoin", "mergejoin", "memoize"], in: transaction, body)
  }

  /// Runs `body` so that what is asked for in the order of a key comes in that order from the join, and is not sorted
  /// after it.
  static nonisolated(nonsending) func inOrder<Value>(
    in transaction: Transaction, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await without(["hashjoin"], in: transaction, body)
  }

  /// Runs `body` with memory for sorting tens of thousands of rows, and without `ways` of joining and reading.
  private static nonisolated(nonsending) func without<Value>(
    _ ways: [String], in transaction: Transaction, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    func set(_ value: SQL) -> [Statement<Void>] {
      ways.map { Statement("SET LOCAL \(identifier: "enable_\($0)") TO \(fragment: value)") }
    }
    try await transaction.run(together: [Statement("SET LOCAL work_mem = '256MB'")] + set("off"))
    let value = try await body()
    try await transaction.run(together: set("DEFAULT"))
    return value
  }
}
