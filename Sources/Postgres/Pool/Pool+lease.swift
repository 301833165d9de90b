import Synchronization

/// Lending and taking back.
extension Pool {
  func lease() async throws -> Connection {
    let start = ContinuousClock.now
    do {
      let connection = try await connection(for: try await grant())
      metrics.lent(after: .now - start, inUse: connectionsLent)
      return connection
    } catch {
      if error is PoolError { metrics.refused() }
      throw error
    }
  }

  func giveBack(_ connection: Connection) async {
    var isFit = connection.isTidy
    if !isFit { isFit = await connection.recycle() }
    isFit = isFit && !state.withLock { $0.isClosed }
    if isFit {
      let idle = PoolState.Idle(connection: connection, since: .now)
      state.withLock { $0.giveBack(idle) }?.resume(returning: .connection(idle))
    } else {
      await discard(connection)
      vanish()
    }
    metrics.inUse(connectionsLent)
  }

  private func discard(_ connection: Connection) async {
    metrics.discarded()
    await connection.close()
  }

  private func vanish() { state.withLock { $0.vanish() }?.resume(returning: .slot) }

  /// A fit connection: the idle one where it still is, else a new one in its place.
  private func connection(for grant: PoolState.Grant) async throws -> Connection {
    if case .connection(let idle) = grant {
      let isYoung = ContinuousClock.now - idle.connection.openedAt < configuration.maximumLifetime
      let asking = ContinuousClock.now - idle.since > configuration.idleBeforePing
      // Most have nothing to say, and need no turn on their thread to say it.
      if isYoung, !asking, !idle.connection.hasNews { return idle.connection }
      if isYoung, await idle.connection.isAlive(asking: asking) { return idle.connection }
      await discard(idle.connection)
    }
    do {
      let connection = try await Connection.connect(connection, logger: logger, traffic: traffic)
      metrics.opened()
      return connection
    } catch {
      vanish()
      throw error
    }
  }

  private func grant() async throws -> PoolState.Grant {
    let (id, grant) = try state.withLock { state in (state.nextID(), try state.grant()) }
    if let grant { return grant }
    let limit = configuration.waitTimeout
    let timer = Task { [weak self] in
      try await Task.sleep(for: limit)
      self?.stopWaiting(id, PoolError.timedOut(after: limit))
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in enqueue(id, continuation) }
    } onCancel: {
      stopWaiting(id, CancellationError())
    }
  }

  /// Between the first look and now a connection may have come free, and the task may have been cancelled.
  private func enqueue(_ id: Int, _ continuation: PoolState.Waiter) {
    let answer: Result<PoolState.Grant, any Error>? = state.withLock { state in
      if Task.isCancelled { return .failure(CancellationError()) }
      do {
        if let grant = try state.grant() { return .success(grant) }
        state.wait(id, continuation)
        return nil
      } catch {
        return .failure(error)
      }
    }
    if let answer { continuation.resume(with: answer) }
  }

  private func stopWaiting(_ id: Int, _ error: any Error) {
    state.withLock { $0.stopWaiting(id) }?.resume(throwing: error)
  }
}
