import Domain

/// The social return on an investment: the present value of adjusted outcomes over what was put in.
///
/// Year k of an outcome is worth `quantity · proxy · (1−deadweight)(1−displacement)(1−attribution)(1−drop_off)^(k−1)`,
/// and `/(1+r)^k` today. Source: A Guide to Social Return on Investment, 2012, stages 4 and 5.
public struct SocialReturn: Sendable, Equatable {
  public struct Outcome: Sendable, Equatable {
    public var name: String
    /// Units of change, such as people; nil where a published ratio takes their place.
    public var quantity: Double?
    /// What the first year is worth, undiscounted.
    public var firstYear: Double
    /// What all years are worth today.
    public var presentValue: Double
  }

  /// Positive; nil where nobody said what was put in.
  public let investment: Double?
  /// Those whose quantity is known, in the order of the rule.
  public let outcomes: [Outcome]
  /// Nil where no outcome is known.
  public let presentValue: Double?

  /// - Parameters:
  ///   - investment: what was put in; nil, or not above 0, where that is not known.
  ///   - quantity: units of an outcome by its place in the rule; nil where they are not known.
  public init(_ rule: SocialReturnRule, investment: Double?, quantity: (Int) -> Double?) {
    let known = investment.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    self.investment = known
    outcomes = rule.outcomes.enumerated().compactMap { index, outcome in
      switch outcome.valuation {
      case .proxy(_, _, let proxy):
        guard let quantity = quantity(index) else { return nil }
        let (first, present) = SocialReturn.worth(of: quantity * proxy, outcome, at: rule.discountRate)
        guard first.isFinite, present.isFinite else { return nil }
        return Outcome(name: outcome.name, quantity: quantity, firstYear: first, presentValue: present)
      case .published(let published):
        // A ratio speaks of all years already, discounted by who published it.
        guard let known, let ratio = published.adjusted(by: outcome.adjustment) else { return nil }
        return Outcome(name: outcome.name, quantity: nil, firstYear: known * ratio, presentValue: known * ratio)
      }
    }
    presentValue = outcomes.isEmpty ? nil : ExactSum(outcomes.map(\.presentValue)).value
  }

  /// What an outcome that is worth `gross` a year is worth in its first year, and in all years today.
  private static func worth(
    of gross: Double, _ outcome: SocialReturnRule.Outcome, at rate: Double
  ) -> (first: Double, present: Double) {
    var (present, discount) = (0.0, 1.0)
    for year in stride(from: 1, through: outcome.years, by: 1) {
      discount *= 1 + rate
      present += gross * outcome.adjustment.factor(year: year) / discount
    }
    return (gross * outcome.adjustment.factor, present)
  }

  public var netPresentValue: Double? { presentValue.flatMap { value in investment.map { value - $0 } } }
  /// Present value for one unit invested.
  public var ratio: Double? {
    guard let presentValue, let investment else { return nil }
    let ratio = presentValue / investment
    return ratio.isFinite ? ratio : nil
  }
  /// What one unit of an outcome cost; nil without units.
  public func cost(of outcome: Outcome) -> Double? {
    guard let investment, let quantity = outcome.quantity, quantity > 0 else { return nil }
    let cost = investment / quantity
    return cost.isFinite ? cost : nil
  }
}
