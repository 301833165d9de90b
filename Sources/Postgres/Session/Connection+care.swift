import CLibPQ
import Foundation

extension Connection {
  /// Makes the session fit for the next holder.
  /// - Returns: false where it cannot be made so, and must be closed.
  func recycle() -> Bool {
    guard wire.isUsable, !wire.isCopying else { return false }
    do {
      try uncancellable { wire in
        if !wire.isIdle { _ = try wire.run("ROLLBACK") }
        guard wire.isDirty else { return }
        _ = try wire.run("DISCARD ALL")
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
    let ready = wire.pollSockets(POLLIN, until: .now)
    if ready.socket != 0, PQconsumeInput(wire.handle) == 0 { return false }
    guard wire.isUsable else { return false }
    return !asking || (try? uncancellable { wire in try wire.run("SELECT 1") }) != nil
  }
}
