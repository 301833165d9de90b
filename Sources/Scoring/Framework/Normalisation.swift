/// How a value becomes comparable (stage S6). Absolute methods need the actor's own numbers alone; relative ones a
/// ``Scale`` laid over all actors.
public enum Normalisation: Hashable, Sendable {
  /// (v − b) / (T − b) between caps; works for both directions.
  case achievement(AchievementScale)
  /// (v − low) / (high − low), or from the other end where down is good.
  case goalposts(Goalposts)
  /// (ln v − ln low) / (ln high − ln low); a value not above 0 is rejected.
  case logGoalposts(Goalposts)
  /// (v − min) / (max − min), stretched to the scale.
  case minmax(ValueScale)
  /// (v − mean) / sd with n − 1, moved to the mean and stretched to the sd given.
  case zscore(mean: Double, sd: Double)
  /// (rank − 1) / (n − 1), ties at the lowest rank, the worst value at 0.
  case percentileRank
  /// 1 for the worst value; ties at the lowest rank.
  case rank
  /// rank − 1.
  case borda
  /// 1 − (max − v) / (max − min).
  case distanceToMax
  /// (v − min) / (T − min), at most the cap; (max − v) / (max − T) where down is good.
  case distanceToTarget(target: Double, cap: Double)

  /// Whether other actors' values move this one's.
  public var isRelative: Bool {
    switch self {
    case .achievement, .goalposts, .logGoalposts: false
    case .minmax, .zscore, .percentileRank, .rank, .borda, .distanceToMax, .distanceToTarget: true
    }
  }

  /// The value of no achievement: what is above it is a gain that verification discounts, what is below it a loss.
  public var zeroPoint: Double {
    switch self {
    case .achievement, .percentileRank, .borda, .distanceToMax, .distanceToTarget: 0
    case .rank: 1
    case .goalposts(let posts), .logGoalposts(let posts): posts.scale.low
    case .minmax(let scale): scale.low
    case .zscore(let mean, _): mean
    }
  }

  /// The smallest value the method can give, or nil where there is none.
  public var smallest: Double? {
    switch self {
    case .achievement(let achievement): achievement.cap.lowerBound
    case .goalposts(let posts), .logGoalposts(let posts): posts.truncates ? posts.scale.low : nil
    case .minmax(let scale): scale.low
    case .zscore: nil
    case .percentileRank, .borda, .distanceToMax, .distanceToTarget: 0
    case .rank: 1
    }
  }

  /// What a required value that is missing counts as.
  public var worst: Double { smallest ?? zeroPoint }
}

/// The parameters of `achievement`.
public struct AchievementScale: Hashable, Sendable {
  public var cap: ClosedRange<Double>
  /// Where holding what was reached is the aim: 1 on the good side of the target, else max(0, 1 − abs(v − T) / tolerance).
  public var maintainTolerance: Double?
  /// Used where none was reported.
  public var baseline: Double?
  /// Used where none was reported.
  public var target: Double?

  public init(
    cap: ClosedRange<Double> = 0...1.2, maintainTolerance: Double? = nil, baseline: Double? = nil, target: Double? = nil
  ) {
    self.cap = cap
    self.maintainTolerance = maintainTolerance
    self.baseline = baseline
    self.target = target
  }
}

/// The parameters of `goalposts` and `log_goalposts`.
public struct Goalposts: Hashable, Sendable {
  public var low: Double
  public var high: Double
  /// Whether values outside the posts are taken for the nearer post.
  public var truncates: Bool
  public var scale: ValueScale

  public init(low: Double, high: Double, truncates: Bool = true, scale: ValueScale = .unit) {
    self.low = low
    self.high = high
    self.truncates = truncates
    self.scale = scale
  }
}

/// The two ends normalised values are stretched between.
public struct ValueScale: Hashable, Sendable {
  public var low: Double
  public var high: Double

  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  public static let unit = ValueScale(0, 1)
}
