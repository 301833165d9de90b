/// How far an actor's score and rank can be trusted, from the replicates of a run (stage S11).
public struct ScoreInterval: Hashable, Sendable {
  /// The 5th, 50th and 95th percentile.
  public struct Percentiles: Hashable, Sendable {
    public let low: Double
    public let median: Double
    public let high: Double

    public init(low: Double, median: Double, high: Double) {
      self.low = low
      self.median = median
      self.high = high
    }
  }

  public let mean: Double
  public let standardDeviation: Double
  public let score: Percentiles
  /// Nil for a score without a rank, which is provisional.
  public let rank: Percentiles?
  /// The share of replicates in which the actor is among the first few that the framework names; 0 without a rank.
  public let chanceOfTop: Double
  /// The grade of the evidence, A to E: from what is verified, what was reported, and how wide the interval is.
  public let grade: String

  public init(
    mean: Double, standardDeviation: Double, score: Percentiles, rank: Percentiles?, chanceOfTop: Double, grade: String
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.score = score
    self.rank = rank
    self.chanceOfTop = chanceOfTop
    self.grade = grade
  }
}

/// How much of the variance of the mean absolute rank shift an uncertain factor explains, alone and with all its
/// interactions: Sobol's indices, each with its bootstrap interval.
public struct RankFactor: Hashable, Sendable {
  public struct Share: Hashable, Sendable {
    public let estimate: Double
    public let low: Double
    public let high: Double

    public init(estimate: Double, low: Double, high: Double) {
      self.estimate = estimate
      self.low = low
      self.high = high
    }
  }

  /// Such as `weights` or `verification`.
  public let factor: String
  public let first: Share
  public let total: Share

  public init(factor: String, first: Share, total: Share) {
    self.factor = factor
    self.first = first
    self.total = total
  }
}
