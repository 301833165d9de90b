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
  public let proportions: [Proportion]
  /// Nil where the framework values no outcomes.
  public let socialReturn: SocialReturn?

  public init(
    fundingScore: Double?, lenient: Double?, proportions: [Proportion], socialReturn: SocialReturn?
  ) {
    self.fundingScore = fundingScore
    self.lenient = lenient
    self.proportions = proportions
    self.socialReturn = socialReturn
  }
}
