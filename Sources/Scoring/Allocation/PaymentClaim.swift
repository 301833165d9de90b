import Domain

/// Everything that any rule of money reads of one actor; a rule reads what it needs.
public struct PaymentClaim: AllocationClaim, Equatable {
  public let actor: String
  /// Finite; nil where there is no score.
  public var score: Double?
  /// The 5th percentile of the score's interval: what rules of eligibility read. Nil where no replicates ran …
  public var intervalLow: Double?
  /// … and the score with unverified gains left out counts.
  public var lowerBound: Double?
  /// The group of a proportional rule.
  public var group: String?
  /// The targets of results-based financing.
  public var achievements: [Achievement]
  /// The quality that a bonus reads, from 0 to 1; nil where it is not known, which adds nothing.
  public var quality: Double?
  /// One amount a person, in minor units, in any order; of matching.
  public var contributionsMinor: [Int64]
  /// Why the actor may not have this money, whatever its score; nil where it may.
  public var ineligibility: String?

  public init(
    actor: String, score: Double?, lowerBound: Double? = nil, intervalLow: Double? = nil, group: String? = nil,
    achievements: [Achievement] = [], quality: Double? = nil, contributionsMinor: [Int64] = [],
    ineligibility: String? = nil
  ) {
    self.actor = actor
    self.score = score
    self.lowerBound = lowerBound
    self.intervalLow = intervalLow
    self.group = group
    self.achievements = achievements
    self.quality = quality
    self.contributionsMinor = contributionsMinor
    self.ineligibility = ineligibility
  }
}

extension PaymentClaim {
  /// The achievement of one cell of a run, or nil for a cell that was not due.
  ///
  /// - Parameters:
  ///   - normalised: after caps and before verification, 1 for the target; nil where there is none, which earns nothing.
  ///   - evidence: the factor on the gain.
  ///   - weight: the cell's part of the whole score where nothing is missing.
  /// - Throws: `achievement_invalid`.
  public static func achievement(
    _ indicator: String, normalised: Double?, evidence: Double, weight: Double, status: CellStatus, cap: Double
  ) throws(Problem) -> Achievement? {
    if status == .notDue { return nil }
    return try Achievement(
      indicator: indicator, achieved: normalised.map { max(0, $0 * evidence) }, target: 1, weight: weight, cap: cap)
  }
}
