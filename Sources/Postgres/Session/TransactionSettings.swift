/// Settings that every transaction begun within ``with(_:_:)`` has, and nothing after it: row policies read them with
/// `current_setting`. They go to the server with BEGIN and the first statement, for one round trip.
///
/// A single statement outside a transaction does not get them: what needs them is done in a transaction.
public enum TransactionSettings {
  @TaskLocal static var current: [String: String] = [:]

  /// Runs `body`, whose transactions have `settings`, and no others of those around it.
  public nonisolated(nonsending) static func with<Value>(
    _ settings: [String: String], _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    try await $current.withValue(settings) { try await body() }
  }

  /// What begins a transaction with `options` and the settings of this task.
  static func opening(_ options: TransactionOptions) -> [SQL] {
    if current.isEmpty { return [options.begin] }
    let calls = current.sorted { $0.key < $1.key }.map { name, value in "set_config(\(name), \(value), true)" as SQL }
    let settings: SQL = "SELECT \(fragment: .joined(calls, by: ", "))"
    return [options.begin, settings.prepared()]
  }
}
