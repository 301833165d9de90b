/// How a transaction runs. They mean nothing for a savepoint.
public struct TransactionOptions: Sendable {
  public enum Isolation: String, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
  }

  public var isolation: Isolation
  public var isReadOnly: Bool
  /// How often at most the body runs, when serialization failures or deadlocks end it.
  public var attempts: Int

  public init(isolation: Isolation = .readCommitted, isReadOnly: Bool = false, attempts: Int = 5) {
    self.isolation = isolation
    self.isReadOnly = isReadOnly
    self.attempts = attempts
  }

  var begin: SQL {
    SQL(unsafeRaw: "BEGIN ISOLATION LEVEL \(isolation.rawValue) \(isReadOnly ? "READ ONLY" : "READ WRITE")")
  }

  /// A random part of 20 ms, doubled for each attempt, up to 500 ms: two that collided should not meet again.
  func pause(after attempt: Int) -> Duration {
    .microseconds(Int.random(in: 0...min(20_000 << min(attempt - 1, 5), 500_000)))
  }
}
