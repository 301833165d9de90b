/// What follows from one actor's score in a run and is computed when it is asked for, from what the run kept.
public struct ScoreDetail: Hashable, Sendable {
  /// A number with the interval that it lies in, from the 5th to the 95th percentile.
  public struct Estimate: Hashable, Sendable {
    public let value: Double
    public let low: Double
    public let high: Double

    public init(value: Double, low: Double, high: Double) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// A reported proportion: itself with Wilson's interval, and as it is scored where small numbers are drawn towards what
  /// the group has in common.
  public struct Proportion: Hashable, Sendable {
    /// The framework's code of the indicator.
    public let indicator: String
    public let group: String
    public let successes: Double
    public let trials: Double
    public let reported: Estimate
    public let shrunk: Estimate?

    public init(
      indicator: String, group: String, successes: Double, trials: Double, reported: Estimate, shrunk: Estimate?
    ) {
      self.indicator = indicator
      self.group = group
      self.successes = successes
      self.trials = trials
      self.reported = reported
      self.shrunk = shrunk
    }
  }

  /// What a child brings to a geometric mean: the factors of one node and group multiply to its value.
  public struct Factor: Hashable, Sendable {
    /// Nil where the node is of all groups together.
    public let group: String?
    public let node: String
    /// `node`, `indicator` or `group`.
    public let kind: String
    public let child: String
    /// Shares of one node add up to 1.
    public let share: Double
    public let value: Double
    public let factor: Double
    /// Whether the value lies below the declared floor, which counts in its place.
    public let isFloored: Bool

    public init(
      group: String?, node: String, kind: String, child: String, share: Double, value: Double, factor: Double,
      isFloored: Bool
    ) {
      self.group = group
      self.node = node
      self.kind = kind
      self.child = child
      self.share = share
      self.value = value
      self.factor = factor
      self.isFloored = isFloored
    }
  }

  /// What outcomes are worth against what was put in, in units of the framework's proxies (stage S10).
  public struct SocialReturn: Hashable, Sendable {
    public struct Outcome: Hashable, Sendable {
      public let name: String
      /// Units of change; nil where a published ratio takes their place.
      public let quantity: Double?
      /// What the first year is worth, undiscounted.
      public let firstYear: Double
      /// What all years are worth today.
      public let presentValue: Double
      public let costPerUnit: Double?

      public init(name: String, quantity: Double?, firstYear: Double, presentValue: Double, costPerUnit: Double?) {
        self.name = name
        self.quantity = quantity
        self.firstYear = firstYear
        self.presentValue = presentValue
        self.costPerUnit = costPerUnit
      }
    }

    public let outcomes: [Outcome]
    public let investment: Double?
    public let presentValue: Double?
    public let netPresentValue: Double?
    public let ratio: Double?

    public init(
      outcomes: [Outcome], investment: Double?, presentValue: Double?, netPresentValue: Double?, ratio: Double?
    ) {
      self.outcomes = outcomes
      self.investment = investment
      self.presentValue = presentValue
      self.netPresentValue = netPresentValue
      self.ratio = ratio
    }
  }

  /// 100 × score × coverage factor; nil where there is no score.
  public let fundingScore: Double?
  /// The score without the penalty for required indicators that are missing.
  public let lenient: Double?
  /// Of every geometric mean.
  public let factors: [Factor]
  public let proportions: [Proportion]
  /// Nil where the framework values no outcomes.
  public let socialReturn: SocialReturn?

  public init(
    fundingScore: Double?, lenient: Double?, factors: [Factor], proportions: [Proportion],
    socialReturn: SocialReturn?
  ) {
    self.fundingScore = fundingScore
    self.lenient = lenient
    self.factors = factors
    self.proportions = proportions
    self.socialReturn = socialReturn
  }
}
