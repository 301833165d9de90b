/// A job of the worker as it stands, for whoever runs the service.
public struct JobRecord: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Waits for a worker.
    case ready
    case running, done
    /// Given up after the last attempt.
    case failed
  }

  public let id: Int64
  /// Such as `score_programme`.
  public let kind: String
  /// What brings it every day, such as `score_programme:femmes-2026`; nil where somebody asked for it.
  public let schedule: String?
  public let state: State
  public let dueAt: Moment
  /// Of the last attempt; nil before the first.
  public let startedAt: Moment?
  public let finishedAt: Moment?
  public let attempts: Int
  public let worker: String?
  public let lastError: String?

  public init(
    id: Int64, kind: String, schedule: String?, state: State, dueAt: Moment, startedAt: Moment?, finishedAt: Moment?,
    attempts: Int, worker: String?, lastError: String?
  ) {
    self.id = id
    self.kind = kind
    self.schedule = schedule
    self.state = state
    self.dueAt = dueAt
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.attempts = attempts
    self.worker = worker
    self.lastError = lastError
  }

  /// How long the last attempt took, in seconds; nil while it has not ended, or nobody wrote down when it began.
  public var seconds: Double? {
    guard let startedAt, let finishedAt, state == .done || state == .failed else { return nil }
    return Double(finishedAt.microseconds - startedAt.microseconds) / 1_000_000
  }
}
