/// Which jobs of the worker are asked for; what is nil is not asked about.
public struct JobFilter: Hashable, Sendable {
  public var state: JobRecord.State?
  /// Such as `score_programme`.
  public var kind: String?
  /// Such as `score_programme:femmes-2026`.
  public var schedule: String?

  public init(state: JobRecord.State? = nil, kind: String? = nil, schedule: String? = nil) {
    self.state = state
    self.kind = kind
    self.schedule = schedule
  }
}
