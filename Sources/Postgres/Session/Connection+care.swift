import CLibPQ
import Foundation

extension Connection {
  /// Makes the session fit for the next holder.
  /// - Returns: false where it cannot be made so, and must be closed.
  func recycle() -> Bool {
    guard wire.isUsable, !wire.isCopying else { return false }
    wire.opening = []
    do {
      try uncancellable { wire in
        if !wire.isIdle { _ = try wire.run("ROLLBACK") }
        guard wire.isDirty else { return }
        _ = try wire.run("DISCARD ALL")
        wire.prepared = [:]
        if let role { _ = try wire.run("SET ROLE \(identifier: role)") }
        wire.isDirty = false
      }
      depth = 0
      return wire.isUsable
    } catch {
      return false
    }
  }

  /// Whether the session still answers; `asking` it costs a round trip, not asking sees only a socket that was closed.
  func isAlive(asking: Bool) -> Bool {
    guard wire.isUsable else { return false }
    // An idle session has nothing to say but news and farewells, so something to read is a reason to ask.
    var isSilent = true
    while wire.pollSockets(POLLIN, until: .now).socket != 0 {
      isSilent = false
      if PQconsumeInput(wire.handle) == 0 { return false }
    }
    guard wire.isUsable else { return false }
    if isSilent && !asking { return true }
    return (try? uncancellable { wire in try wire.run("SELECT 1") }) != nil
  }
}
