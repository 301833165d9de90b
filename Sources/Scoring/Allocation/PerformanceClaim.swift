/// An actor's achievements against its targets, for results-based financing.
public struct PerformanceClaim: AllocationClaim, Equatable {
  public let actor: String
  public let achievements: [Achievement]
  /// The actor's part of the budget that it can earn, against the parts of others; such as the number of indicators that
  /// it reports.
  public let part: Int64
  /// From 0 to 1; nil where it was not assessed, which adds no bonus.
  public let quality: Double?
  public let ineligibility: String?

  public init(
    actor: String, achievements: [Achievement], part: Int64 = 1, quality: Double? = nil, ineligibility: String? = nil
  ) {
    self.actor = actor
    self.achievements = achievements
    self.part = part
    self.quality = quality
    self.ineligibility = ineligibility
  }
}
