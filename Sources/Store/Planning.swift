import Postgres

/// What the planner is told where a night reads rows of one run, or of one programme, among those of all.
enum Planning {
  /// Runs `body` so that what is asked for in the order of a key comes in that order from the join, and is not sorted
  /// after it.
  static nonisolated(nonsending) func inOrder<Value>(
    in transaction: Transaction, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await transaction.run(together: [
      // Memory for sorting tens of thousands of rows.
      Statement("SET LOCAL work_mem = '256MB'"), Statement("SET LOCAL enable_hashjoin = off"),
    ])
    let value = try await body()
    try await transaction.run(together: [Statement("SET LOCAL enable_hashjoin TO DEFAULT")])
    return value
  }
}
