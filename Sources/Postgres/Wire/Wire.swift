import CLibPQ
import Foundation
import Logging

/// One libpq connection and the blocking work on it.
///
/// Only ever touched on the queue of the ``Connection`` that owns it, which is why it may be handed about unchecked.
final class Wire: @unchecked Sendable {
  let handle: OpaquePointer
  let wake: WakePipe
  /// How long the server may stay silent before the connection is given up; nil for ever.
  var responseTimeout: Duration?
  private let usualResponseTimeout: Duration?
  var isBroken = false
  var isCopying = false
  /// What has come of the COPY out under way.
  var copiedBytes = 0
  /// Something of the session outlived its statement (SET, LISTEN, a temporary table).
  var isDirty = false
  /// The statement under way is to be cancelled, and the server was told so.
  private(set) var isCancelled = false
  /// What begins the transaction under way and was not sent yet: it goes with the first statement, for one round trip.
  var opening: [SQL] = []
  /// The statements that the server keeps for this session.
  var prepared: [Prepared: PreparedStatement] = [:]
  var preparedCount = 0
  let traffic: Traffic
  private let notices: NoticeLog

  /// How long a cancelled statement may take to end.
  static let cancelGrace: Duration = .seconds(5)

  init(handle: OpaquePointer, wake: WakePipe, responseTimeout: Duration?, logger: Logger, traffic: Traffic) {
    self.handle = handle
    self.wake = wake
    self.traffic = traffic
    self.responseTimeout = responseTimeout
    usualResponseTimeout = responseTimeout
    notices = NoticeLog(logger)
    notices.attach(to: handle)
  }

  deinit { PQfinish(handle) }

  var isUsable: Bool { !isBroken && PQstatus(handle) == CONNECTION_OK }
  /// Whether the next holder finds the session as it was when it was opened.
  var isTidy: Bool { isUsable && isIdle && !isCopying && !isDirty && opening.isEmpty }
  var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }
  var message: String { String(cString: PQerrorMessage(handle)).trimmingCharacters(in: .whitespacesAndNewlines) }

  func requireReady() throws {
    guard isUsable else { throw ConnectionError.unusable }
    if isCopying { throw ConnectionError.busyWithCopy }
    isCancelled = false
  }

  func restoreResponseTimeout() { responseTimeout = usualResponseTimeout }

  /// Marks the connection unusable and says why.
  func giveUp(_ error: ConnectionError) -> ConnectionError {
    isBroken = true
    return error
  }

  func lost() -> ConnectionError { giveUp(.lost(message)) }

  /// Sends all that is queued, reading meanwhile so that the server is never stuck on its own output.
  func flush(query: String) throws {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1:
        if try wait(POLLIN | POLLOUT, query: query) & Int16(POLLIN) != 0, PQconsumeInput(handle) == 0 { throw lost() }
      default: throw lost()
      }
    }
  }

  /// Waits until something arrives, and takes it in.
  func receive(query: String) throws {
    _ = try wait(POLLIN, query: query)
    if PQconsumeInput(handle) == 0 { throw lost() }
  }

  /// Waits for the socket. A cancelled task makes the server cancel the statement; the wait then goes on for its answer.
  private func wait(_ events: Int32, query: String) throws -> Int16 {
    let limit = isCancelled ? Self.cancelGrace : responseTimeout
    let deadline = limit.map { ContinuousClock.now + $0 }
    while true {
      let ready = pollSockets(events, until: isCancelled ? ContinuousClock.now + Self.cancelGrace : deadline)
      if ready.wake && !isCancelled { cancelOnServer() }
      if ready.socket != 0 { return ready.socket }
      if ready.timedOut { throw giveUp(.responseTimedOut(after: limit ?? Self.cancelGrace, query: query)) }
    }
  }

  func pollSockets(
    _ events: Int32, until deadline: ContinuousClock.Instant?
  ) -> (socket: Int16, wake: Bool, timedOut: Bool) {
    var sockets = [pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)]
    // Once cancelled, the signal has been heard; listening on would only spin.
    if !isCancelled { sockets.append(pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)) }
    let milliseconds = deadline.map { max(0, min(($0 - .now) / .milliseconds(1), 86_400_000)).rounded(.up) } ?? -1
    let count = poll(&sockets, nfds_t(sockets.count), Int32(milliseconds))
    let woken = sockets.count > 1 && sockets[1].revents != 0
    return (sockets[0].revents, woken, count == 0 && deadline.map { $0 <= .now } ?? false)
  }

  /// Asks the server, over a connection of its own, to end the statement.
  private func cancelOnServer() {
    isCancelled = true
    cancelStatement()
  }

  func cancelStatement() {
    guard let cancel = PQgetCancel(handle) else { return }
    defer { PQfreeCancel(cancel) }
    var reason = [CChar](repeating: 0, count: 256)
    _ = PQcancel(cancel, &reason, Int32(reason.count))
  }
}

extension Wire {
  /// Says goodbye to the server; the handle itself lives as long as the wire.
  func disconnect() {
    isBroken = true
    shutdown(PQsocket(handle), Int32(SHUT_RDWR))
  }
}
