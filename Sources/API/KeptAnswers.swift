import NIOCore
import Synchronization

/// Answers that are given again for as long as what they hang on stays as it was, which is asked at every request.
///
/// Where there is no room for another one, those that were asked for longest ago go.
final class KeptAnswers<Stamp: Sendable>: Sendable {
  struct Answer: Sendable {
    let body: ByteBuffer
    let tag: String
    let stamp: Stamp
  }

  private struct State {
    var answers: [String: (answer: Answer, asked: Int)] = [:]
    var size = 0
    /// How often an answer was asked for or kept.
    var count = 0
  }

  private let room: Int
  private let state = Mutex(State())

  /// - Parameter room: the most bytes of addresses and bodies together.
  init(room: Int) { self.room = room }

  /// Whether anything is kept at all.
  var hasRoom: Bool { room > 0 }

  /// What was kept for an address.
  func find(_ address: String) -> Answer? {
    state.withLock { state in
      guard let found = state.answers[address] else { return nil }
      state.count += 1
      state.answers[address]?.asked = state.count
      return found.answer
    }
  }

  /// Keeps an answer in the place of what was kept for its address. One for which there is no room at all is not kept.
  func keep(_ answer: Answer, for address: String) {
    let size = KeptAnswers.size(answer, address)
    state.withLock { state in
      if let old = state.answers.removeValue(forKey: address) { state.size -= KeptAnswers.size(old.answer, address) }
      guard size <= room else { return }
      while state.size + size > room, let oldest = state.answers.min(by: { $0.value.asked < $1.value.asked }) {
        state.answers[oldest.key] = nil
        state.size -= KeptAnswers.size(oldest.value.answer, oldest.key)
      }
      state.count += 1
      state.answers[address] = (answer, state.count)
      state.size += size
    }
  }

  private static func size(_ answer: Answer, _ address: String) -> Int {
    answer.body.readableBytes + address.utf8.count
  }
}
