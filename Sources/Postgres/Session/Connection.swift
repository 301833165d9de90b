import CLibPQ
import Foundation
import Logging
import Synchronization

/// One session with the server, on a thread of its own while it works.
///
/// An actor is re-entrant, so two tasks that share a connection interleave their statements: lend it to one holder at
/// a time, as ``Pool`` does.
public actor Connection: Session {
  nonisolated let executor: DispatchExecutor
  nonisolated let wake: WakePipe
  nonisolated let openedAt = ContinuousClock.now
  nonisolated let role: String?
  private nonisolated let socket: Int32
  private nonisolated let isTidyNow = Atomic(false)
  let wire: Wire
  /// 0 outside a transaction, 1 within, more within savepoints.
  var depth = 0

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private init(executor: DispatchExecutor, wire: Wire, role: String?) {
    self.executor = executor
    self.wire = wire
    self.role = role
    wake = wire.wake
    socket = PQsocket(wire.handle)
  }

  /// Opens a session.
  /// - Parameters:
  ///   - logger: Receives the server's NOTICEs and WARNINGs.
  ///   - traffic: Counts what is asked of the server.
  /// - Throws: ``ConnectionError``, within ``ConnectionConfiguration/connectTimeout``.
  public static func connect(
    _ configuration: ConnectionConfiguration, logger: Logger = Logger(label: "postgres"),
    traffic: Traffic = Traffic()
  ) async throws -> Connection {
    let executor = DispatchExecutor(label: "postgres.connection")
    let wake = try WakePipe()
    let wire = try await withTaskCancellationHandler {
      try await executor.run { try Wire.open(configuration, wake: wake, logger: logger, traffic: traffic) }
    } onCancel: {
      wake.signal()
    }
    return Connection(executor: executor, wire: wire, role: configuration.role)
  }

  /// The server's process for this session, as in `pg_stat_activity`.
  public var processID: Int32 { PQbackendPID(wire.handle) }

  /// False once the connection was lost, closed, or failed to end a transaction.
  public var isUsable: Bool { wire.isUsable }

  /// Whether the server sees an open transaction, sound or failed.
  public var isInTransaction: Bool { wire.isUsable && !wire.isIdle }

  /// Gives the connection up; every later call throws ``ConnectionError/unusable``.
  public func close() {
    wire.disconnect()
    isTidyNow.store(false, ordering: .releasing)
  }

  public func query(_ sql: SQL) async throws -> [Row] {
    try await cancellable { wire in try wire.run(sql).rows() }
  }

  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try await cancellable { wire in try wire.run(sql).affected }
  }

  /// Runs a text of any number of statements, which the program itself wrote. Outside a transaction they take effect
  /// together or not at all, unless the text says otherwise.
  public func runScript(unsafeRaw text: String) async throws {
    try await cancellable { wire in try wire.runScript(text) }
  }

  /// Does `body`, whose waits a cancelled task ends.
  func cancellable<Value>(_ body: (Wire) throws -> Value) async throws -> Value {
    try Task.checkCancellation()
    wake.drain()
    defer { isTidyNow.store(wire.isTidy, ordering: .releasing) }
    return try await withTaskCancellationHandler {
      try body(wire)
    } onCancel: {
      wake.signal()
    }
  }

  /// Does `body` to its end even when the task is cancelled: a transaction must be ended by somebody.
  func uncancellable<Value>(_ body: (Wire) throws -> Value) throws -> Value {
    wake.drain()
    defer { isTidyNow.store(wire.isTidy, ordering: .releasing) }
    return try body(wire)
  }
}

/// What whoever was lent the connection can see without a turn on its thread.
extension Connection {
  /// Whether its last work left nothing behind that the next holder would find.
  nonisolated var isTidy: Bool { isTidyNow.load(ordering: .acquiring) }

  /// Whether there is something to read although nothing was asked: news, or the end of the session.
  nonisolated var hasNews: Bool {
    var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) != 0
  }
}
