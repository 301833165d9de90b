/// Settings that every transaction begun within ``with(_:_:)`` has, and nothing after it: row policies read them with
/// `current_setting`. They go to the server with BEGIN, in one message.
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

  /// The text that begins a transaction with `options` and the settings of this task.
  static func begin(_ options: TransactionOptions) -> (text: String, isOneStatement: Bool) {
    guard !current.isEmpty else { return (options.begin.text, true) }
    let calls = current.sorted { $0.key < $1.key }.map { name, value in
      "set_config(\(literal(name)), \(literal(value)), true)"
    }
    return ("\(options.begin.text); SELECT \(calls.joined(separator: ", "))", false)
  }

  private static func literal(_ text: String) -> String {
    "E'" + text.map { $0 == "'" || $0 == "\\" ? "\($0)\($0)" : "\($0)" }.joined() + "'"
  }
}
