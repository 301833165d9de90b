import Domain
import NIOCore
import NIOPosix
import Synchronization

package enum Deadline {
  package static let passed = Problem(
    "request_timed_out", "The request took too long and was given up; repeat it later.")
  static let bodyTooSlow = Problem("request_too_slow", "The body took too long to arrive.")

  /// How long a body may take to arrive; set by ``Door``.
  @TaskLocal package static var body: Duration = .seconds(20)
}

/// Runs `body`, cancels it when `limit` has passed, and throws `problem` then. It returns when `body` has ended: what
/// does not listen to cancellation is waited for.
package func withDeadline<Value: Sendable>(
  _ limit: Duration, or problem: Problem, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let work = Task { try await body() }
  let alarm = Alarm()
  // Not a task that sleeps: one that was cancelled takes room until it would have woken, a hundred thousand of them under
  // load.
  let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(limit)) {
    alarm.hasRung.store(true, ordering: .releasing)
    work.cancel()
  }
  defer { timer.cancel() }
  let result = await withTaskCancellationHandler {
    await work.result
  } onCancel: {
    work.cancel()
  }
  if alarm.hasRung.load(ordering: .acquiring) { throw problem }
  return try result.get()
}

private final class Alarm: Sendable {
  let hasRung = Atomic(false)
}

/// The answer to `question`, or false where none comes within `limit`; a question that hangs is left behind.
package func isAnswered(within limit: Duration, _ question: @escaping @Sendable () async -> Bool) async -> Bool {
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
