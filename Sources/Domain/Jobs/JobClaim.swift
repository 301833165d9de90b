/// A job as whoever claimed it holds it.
public struct JobClaim: Hashable, Sendable {
  public let id: Int64
  public let kind: String
  /// A JSON object.
  public let arguments: String
  public let schedule: String?
  /// The local day of the slot the job was made for.
  public let slotOn: CalendarDate?
  /// Grows with every claim: what is written under an older fence changes nothing.
  public let fence: Int64
  public let attempts: Int

  public init(
    id: Int64, kind: String, arguments: String, schedule: String?, slotOn: CalendarDate?, fence: Int64, attempts: Int
  ) {
    self.id = id
    self.kind = kind
    self.arguments = arguments
    self.schedule = schedule
    self.slotOn = slotOn
    self.fence = fence
    self.attempts = attempts
  }
}

/// The lease of a job ran out and somebody else claimed it; what this holder did is rolled back.
public struct ClaimLost: Error, Hashable, CustomStringConvertible {
  public let job: Int64

  public init(job: Int64) { self.job = job }

  public var description: String { "job \(job) is held by another worker now" }
}
