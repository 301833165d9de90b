/// Why no connection was lent.
public enum PoolError: Error, Hashable, Sendable {
  /// As many wait already as may.
  case queueFull(limit: Int)
  /// None came free within the wait.
  case timedOut(after: Duration)
  /// The pool was closed.
  case closed
}

extension PoolError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .queueFull(let limit): "No database connection: \(limit) others wait already."
    case .timedOut(let time): "No database connection came free within \(time)."
    case .closed: "The connection pool is closed."
    }
  }
}
