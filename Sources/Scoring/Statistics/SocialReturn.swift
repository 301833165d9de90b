import Domain

/// The social return on an investment: the present value of adjusted outcomes over what was put in. It stands beside the
/// score and never in it.
///
/// Year k of an outcome is worth `quantity · proxy · netRate · (1−drop_off)^(k−1)`, and `/(1+r)^k` today.
/// Source: A Guide to Social Return on Investment, 2012, stages 4 and 5.
public struct SocialReturn: Sendable, Equatable {
  public struct Outcome: Sendable, Equatable {
    public var name: String
    /// Units of change, such as people.
    public var quantity: Double
    /// What a unit is worth in a year, in units of currency.
    public var proxy: Double
    public var adjustment: ImpactAdjustment
    public var durationYears: Int

    public init(name: String, quantity: Double, proxy: Double, adjustment: ImpactAdjustment, durationYears: Int) {
      self.name = name
      self.quantity = quantity
      self.proxy = proxy
      self.adjustment = adjustment
      self.durationYears = durationYears
    }

    /// What the first year is worth, undiscounted.
    public var firstYearImpact: Double { quantity * proxy * adjustment.netRate }

    /// What all years are worth today.
    public func presentValue(discountRate: Double) -> Double {
      var value = 0.0
      var discount = 1.0
      for year in stride(from: 1, through: durationYears, by: 1) {
        discount *= 1 + discountRate
        value += quantity * proxy * adjustment.netRate(inYear: year) / discount
      }
      return value
    }
  }

  public let investment: Double
  public let presentValue: Double

  /// - Throws: `investment_invalid` unless the investment is positive, `discount_rate_invalid` at −1 and below.
  public init(investment: Double, discountRate: Double, outcomes: [Outcome]) throws(Problem) {
    guard investment > 0, investment.isFinite else {
      throw Problem("investment_invalid", "A return needs a positive investment.", at: Place(field: "investment"))
    }
    guard discountRate > -1, discountRate.isFinite else {
      throw Problem(
        "discount_rate_invalid", "A discount rate is a share above −1, such as 0.035.",
        at: Place(field: "discount_rate"))
    }
    self.investment = investment
    presentValue = ExactSum(outcomes.lazy.map { $0.presentValue(discountRate: discountRate) }).value
  }

  public var netPresentValue: Double { presentValue - investment }
  /// Present value for one unit invested.
  public var ratio: Double { presentValue / investment }
  public var netRatio: Double { netPresentValue / investment }
}
