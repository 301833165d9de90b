import CLibPQ
import Foundation
import Logging

extension Wire {
  /// Opens a session, with `configuration.connectTimeout` for the whole of it. Looking the host up, which the system
  /// does in one blocking call, is the one step the deadline does not cover.
  static func open(
    _ configuration: ConnectionConfiguration, wake: WakePipe, logger: Logger, traffic: Traffic
  ) throws -> Wire {
    let parameters = configuration.parameters.sorted { $0.key < $1.key }
    let handle = withCStrings(parameters.map(\.key)) { keys in
      withCStrings(parameters.map(\.value)) { values in PQconnectStartParams(keys, values, 0) }
    }
    guard let handle else { throw ConnectionError.connectFailed("Out of memory.") }
    let wire = Wire(
      handle: handle, wake: wake, responseTimeout: configuration.responseTimeout, logger: logger, traffic: traffic)
    try wire.completeConnecting(within: configuration.connectTimeout)
    PQsetnonblocking(handle, 1)
    if let role = configuration.role { _ = try wire.run("SET ROLE \(identifier: role)") }
    return wire
  }

  private func completeConnecting(within timeout: Duration) throws {
    let deadline = ContinuousClock.now + timeout
    guard PQstatus(handle) != CONNECTION_BAD else { throw giveUp(.connectFailed(message)) }
    var next = PGRES_POLLING_WRITING
    while true {
      let ready = pollSockets(next == PGRES_POLLING_READING ? POLLIN : POLLOUT, until: deadline)
      if ready.wake { throw CancellationError() }
      if ready.timedOut { throw giveUp(.connectTimedOut(after: timeout)) }
      guard ready.socket != 0 else { continue }
      next = PQconnectPoll(handle)
      if next == PGRES_POLLING_OK { return }
      if next == PGRES_POLLING_FAILED { throw giveUp(.connectFailed(message)) }
    }
  }
}

/// Calls `body` with a nil-terminated array of C strings.
func withCStrings<Value>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> Value) -> Value {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
}
