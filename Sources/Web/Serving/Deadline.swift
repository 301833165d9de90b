import Domain

enum Deadline {
  static let passed = Problem("request_timed_out", "The request took too long and was given up; repeat it later.")
  static let bodyTooSlow = Problem("request_too_slow", "The body took too long to arrive.")

  /// How long a body may take to arrive; set by ``Door``.
  @TaskLocal static var body: Duration = .seconds(20)
}

/// Runs `body`, cancels it when `limit` has passed, and throws `problem` then. It returns when `body` has ended: what
/// does not listen to cancellation is waited for.
func withDeadline<Value: Sendable>(
  _ limit: Duration, or problem: Problem, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    defer { group.cancelAll() }
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw problem
    }
    guard let value = try await group.next() else { throw problem }
    return value
  }
}

/// The answer to `question`, or false where none comes within `limit`; a question that hangs is left behind.
func isAnswered(within limit: Duration, _ question: @escaping @Sendable () async -> Bool) async -> Bool {
  let (answers, continuation) = AsyncStream<Bool>.makeStream()
  let asking = Task { continuation.yield(await question()) }
  let waiting = Task {
    try? await Task.sleep(for: limit)
    continuation.yield(false)
  }
  defer {
    asking.cancel()
    waiting.cancel()
  }
  for await answer in answers { return answer }
  return false
}
