/// How far scores and ranks can be trusted, and what they hang on (stage S11).
public struct UncertaintyResult: Sendable, Equatable {
  /// What is varied.
  public enum FactorKind: String, CaseIterable, Sendable {
    /// The framework's weights.
    case weights
    /// The factor for unverified gains.
    case verification
    /// The normalisation.
    case method
    /// The mean.
    case aggregation
    /// Values with a known sampling error.
    case sampling
  }

  /// The 5th, 50th and 95th percentile, type 7.
  public struct Percentiles: Sendable, Equatable {
    public let low: Double
    public let median: Double
    public let high: Double

    static let probabilities = [0.05, 0.5, 0.95]

    /// Those of the list that the finder, made for ``probabilities``, looked through last.
    init(_ finder: QuantileFinder) {
      low = finder.quantile(0)
      median = finder.quantile(1)
      high = finder.quantile(2)
    }
  }

  public struct Interval: Sendable, Equatable {
    public let mean: Double
    public let standardDeviation: Double
    public let score: Percentiles
    /// Nil for a score without a rank, which is provisional.
    public let rank: Percentiles?
    /// The share of replicates in which the actor is among the first ``UncertaintyRule/top``; 0 without a rank.
    public let chanceOfTop: Double
  }

  /// How much of the variance of the mean absolute rank shift a factor explains, alone and with its interactions.
  public struct Factor: Sendable, Equatable {
    public let kind: FactorKind
    public let first: RateInterval
    public let total: RateInterval
  }

  public let replicates: Int
  /// Node after node in the order of the framework: in the order of the run's actors, nil for one without a score there.
  public let nodes: [[Interval?]]
  /// Actors that have a rank, node after node.
  public let rankedCounts: [Int]
  /// The node that is the score itself.
  public let root: Int
  /// Empty where nothing varies the ranks, or where there are too few replicates to say.
  public let factors: [Factor]

  /// Those of the score itself, in the order of the run's actors.
  public var intervals: [Interval?] { nodes[root] }
  /// Actors that have a rank by the score itself.
  public var rankedCount: Int { rankedCounts[root] }
}
