import Domain

/// What an actor's outcomes are worth against what was put in (stage S10): it stands beside the score, never in it.
///
/// Source: The SROI Network, A Guide to Social Return on Investment (2012), stages 3 to 5.
public struct SocialReturnRule: Hashable, Sendable {
  /// What was put in.
  public enum Investment: Hashable, Sendable {
    /// The same amount for every actor, in units of the proxies' currency.
    case amount(Double)
    /// A reported indicator, added up over periods and groups.
    case indicator(String)
  }

  /// How an outcome is turned into money.
  public enum Valuation: Hashable, Sendable {
    /// A reported indicator, how it rolls up where no leaf says so, and what one unit of it is worth in a year.
    case proxy(indicator: String, kind: Indicator.Kind, proxy: Double)
    /// Somebody else's ratio of value to investment.
    case published(PublishedReturn)
  }

  public struct Outcome: Hashable, Sendable {
    public var name: String
    public var valuation: Valuation
    public var adjustment: AdjustmentRule
    /// Years the outcome lasts, 1 or more.
    public var years: Int

    public init(_ name: String, _ valuation: Valuation, adjustment: AdjustmentRule = AdjustmentRule(), years: Int = 1) {
      self.name = name
      self.valuation = valuation
      self.adjustment = adjustment
      self.years = years
    }
  }

  public static let outcomeLimit = 200

  public var investment: Investment
  /// A share a year, such as 0.035.
  public var discountRate: Double
  public var outcomes: [Outcome]

  public init(investment: Investment, discountRate: Double = 0.035, outcomes: [Outcome]) {
    self.investment = investment
    self.discountRate = discountRate
    self.outcomes = outcomes
  }

  /// The reported series the rule reads, in their order: the investment where it is one, then the outcomes'.
  var series: [(code: String, kind: Indicator.Kind)] {
    var list: [(String, Indicator.Kind)] = []
    if case .indicator(let code) = investment { list.append((code, .flow)) }
    for outcome in outcomes {
      if case .proxy(let indicator, let kind, _) = outcome.valuation { list.append((indicator, kind)) }
    }
    return list
  }
}
