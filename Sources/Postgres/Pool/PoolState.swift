/// Who has which connection and who waits. Pure bookkeeping: the pool does what it answers.
struct PoolState {
  struct Idle {
    let connection: Connection
    let since: ContinuousClock.Instant
  }

  /// What a caller gets: a connection that lay idle, or leave to open one.
  enum Grant {
    case connection(Idle)
    case slot
  }

  typealias Waiter = CheckedContinuation<Grant, any Error>

  let limit: Int
  let maximumWaiting: Int
  private(set) var isClosed = false
  /// Connections lent, being opened, or idle.
  private(set) var open = 0
  private var idle: [Idle] = []
  private var waiting: [(id: Int, continuation: Waiter)] = []
  private var lastID = 0

  init(limit: Int, maximumWaiting: Int) {
    self.limit = limit
    self.maximumWaiting = maximumWaiting
  }

  var lent: Int { open - idle.count }

  /// A number for a caller, by which it can be called back.
  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// What can be had at once, or nil where the caller has to wait. Those who wait go first.
  mutating func grant() throws(PoolError) -> Grant? {
    if isClosed { throw .closed }
    if waiting.isEmpty {
      if let last = idle.popLast() { return .connection(last) }
      if open < limit {
        open += 1
        return .slot
      }
    }
    if waiting.count >= maximumWaiting { throw .queueFull(limit: maximumWaiting) }
    return nil
  }

  mutating func wait(_ id: Int, _ continuation: Waiter) { waiting.append((id, continuation)) }

  mutating func stopWaiting(_ id: Int) -> Waiter? {
    waiting.firstIndex { $0.id == id }.map { waiting.remove(at: $0).continuation }
  }

  /// A healthy connection came back: the waiter it goes to, or nil where it lies idle now.
  mutating func giveBack(_ connection: Idle) -> Waiter? {
    if !waiting.isEmpty { return waiting.removeFirst().continuation }
    idle.append(connection)
    return nil
  }

  /// A connection is no more: the waiter who may open another in its place.
  mutating func vanish() -> Waiter? {
    if !waiting.isEmpty { return waiting.removeFirst().continuation }
    open -= 1
    return nil
  }

  mutating func close() -> (idle: [Connection], waiting: [Waiter]) {
    isClosed = true
    defer {
      open -= idle.count
      idle = []
      waiting = []
    }
    return (idle.map(\.connection), waiting.map(\.continuation))
  }
}
