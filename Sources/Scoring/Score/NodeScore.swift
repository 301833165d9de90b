/// One actor's score at one node of the tree. Absent numbers are nil, never zero.
public struct NodeScore: Hashable, Sendable {
  /// In the scale of the framework's normalisations; nil where there is none.
  public let score: Double?
  /// Without equity weights: every group counts alike.
  public let unweighted: Double?
  /// With unverified gains counted not at all, and in full.
  public let lowerBound: Double?
  public let upperBound: Double?
  /// Without the penalty for required indicators that are missing.
  public let lenient: Double?
  /// The weight of what was reported as a share of what was due, in [0, 1].
  public let coverage: Double
  public let status: NodeStatus
  /// Competition rank among the actors whose score counts; 1 is the highest score.
  public let rank: Int?

  /// The published score of stage S10: 100 × score × coverage factor, the factor being 1 from the framework's minimum on
  /// and falling in proportion below it.
  public func published(coverageMinimum: Double) -> Double? {
    guard let score else { return nil }
    let factor = status == .insufficientCoverage && coverageMinimum > 0 ? min(1, coverage / coverageMinimum) : 1
    return 100 * score * factor
  }
}
