import Synchronization

/// How much was asked of the server over the connections of a pool, to hold what a question costs to what it may cost.
public final class Traffic: Sendable {
  private let sent = Atomic(0)
  private let waits = Atomic(0)

  public init() {}

  /// Statements, those that begin and end transactions among them.
  public var statements: Int { sent.load(ordering: .relaxed) }
  /// How often somebody waited for an answer; statements that go together wait once.
  public var roundTrips: Int { waits.load(ordering: .relaxed) }

  func count(statements count: Int) {
    sent.wrappingAdd(count, ordering: .relaxed)
    waits.wrappingAdd(1, ordering: .relaxed)
  }
}
