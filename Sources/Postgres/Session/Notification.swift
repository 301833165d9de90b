import CLibPQ
import Foundation

/// What somebody told a channel by NOTIFY.
public struct Notification: Hashable, Sendable {
  public let channel: String
  public let payload: String
  /// The sender's server process.
  public let processID: Int32
}

/// The notifications of the channels a connection listens to, without end; a cancelled task ends it by throwing.
///
/// Between polls other callers of the connection get their turn, so each may wait up to ``poll``. A notification is a
/// hint and may be lost with its connection: look at the tables now and then all the same.
public struct Notifications: AsyncSequence, Sendable {
  let connection: Connection
  let poll: Duration

  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection, poll: poll) }

  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection
    let poll: Duration

    public func next() async throws -> Notification? {
      while true {
        if let notification = try await connection.nextNotification(within: poll) { return notification }
      }
    }
  }
}

extension Connection {
  /// Begins to listen to a channel; its notifications are those sent from now on. A pool forgets the channel when the
  /// connection comes back.
  /// - Parameter poll: The longest wait in one go.
  public func listen(to channel: String, poll: Duration = .seconds(1)) async throws -> Notifications {
    try await execute("LISTEN \(identifier: channel)")
    return Notifications(connection: self, poll: poll)
  }

  /// The next notification, or nil where none comes within `timeout`.
  public func nextNotification(within timeout: Duration) async throws -> Notification? {
    try await cancellable { wire in
      try wire.requireReady()
      let deadline = ContinuousClock.now + timeout
      while true {
        if let notification = wire.takeNotification() { return notification }
        let ready = wire.pollSockets(POLLIN, until: deadline)
        if ready.wake { throw CancellationError() }
        if ready.socket != 0, PQconsumeInput(wire.handle) == 0 { throw wire.lost() }
        if ready.timedOut { return wire.takeNotification() }
      }
    }
  }
}

extension Wire {
  fileprivate func takeNotification() -> Notification? {
    guard let notify = PQnotifies(handle) else { return nil }
    defer { PQfreemem(notify) }
    return Notification(
      channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra),
      processID: notify.pointee.be_pid)
  }
}
