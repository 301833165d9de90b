import Postgres

/// Where a night reads rows of one run among those of all runs before it, the planner is told to go by the keys: what it
/// would rather read whole grows with every night.
enum Planning {
  private static let ways = ["seqscan", "hashjoin", "mergejoin", "memoize"]

  /// Runs `body` with nothing but keys to go by.
  static nonisolated(nonsending) func byKeys<Value>(
    in transaction: Transaction, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await transaction.run(together: [Statement("SET LOCAL work_mem = '256MB'")] + setting(to: "off"))
    let value = try await body()
    try await transaction.run(together: setting(to: "DEFAULT"))
    return value
  }

  private static func setting(to value: SQL) -> [Statement<Void>] {
    ways.map { Statement("SET LOCAL \(identifier: "enable_\($0)") TO \(fragment: value)") }
  }
}
