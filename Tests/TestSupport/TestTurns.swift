import Foundation

/// Lets few tests have a database at a time: a run starts all its tests at once, and hundreds of connections to one
/// server would wait for each other longer than the program waits for a lock. A test holds one turn however many pools it
/// opens; none opens a second database inside its first.
actor TestTurns {
  static let shared = TestTurns(atOnce: max(6, ProcessInfo.processInfo.activeProcessorCount * 2))

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private init(atOnce: Int) { free = atOnce }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
