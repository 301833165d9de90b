import Foundation

/// Says how far something is, on a terminal, once it has taken longer than two seconds.
struct Progress {
  private let what: String
  private let began = ContinuousClock.now
  private var lastSaid = ContinuousClock.now
  private let isOnTerminal = isatty(STDERR_FILENO) == 1

  init(_ what: String) { self.what = what }

  mutating func say(_ done: Int) {
    guard isOnTerminal, began.duration(to: .now) > .seconds(2), lastSaid.duration(to: .now) > .milliseconds(200)
    else { return }
    lastSaid = .now
    write("\r\(what): \(done)")
  }

  /// Clears the line.
  func end() {
    if isOnTerminal, began.duration(to: .now) > .seconds(2) { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
