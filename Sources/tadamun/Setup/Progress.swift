import Foundation
import Synchronization

/// Says how far something is, on a terminal, once it has taken longer than two seconds.
struct Progress: Sendable {
  private let what: String
  private let began = ContinuousClock.now
  private var lastSaid = ContinuousClock.now
  private let isOnTerminal = isatty(STDERR_FILENO) == 1

  init(_ what: String) { self.what = what }

  mutating func say(_ done: Int, unit: String = "") {
    guard isOnTerminal, began.duration(to: .now) > .seconds(2), lastSaid.duration(to: .now) > .milliseconds(200)
    else { return }
    lastSaid = .now
    write("\r\(what): \(done)\(unit)")
  }

  /// Clears the line.
  func end() {
    if isOnTerminal, began.duration(to: .now) > .seconds(2) { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Runs `body`, and says how far it is when `body` tells.
  static func counting<Value>(
    _ what: String, _ unit: String, _ body: (@escaping @Sendable (Int) -> Void) async throws -> Value
  ) async throws -> Value {
    let progress = Mutex(Progress(what))
    defer { progress.withLock { $0.end() } }
    return try await body { done in progress.withLock { $0.say(done, unit: unit) } }
  }

  /// Runs `body`, and says every second how long it has been at it.
  static func during<Value: Sendable>(_ what: String, _ body: @escaping @Sendable () async throws -> Value)
    async throws -> Value
  {
    let ticking = Task {
      var progress = Progress(what)
      defer { progress.end() }
      let began = ContinuousClock.now
      while !Task.isCancelled {
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
        progress.say(Int(began.duration(to: .now).components.seconds), unit: " s")
      }
    }
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    ticking.cancel()
    await ticking.value
    return try result.get()
  }
}
