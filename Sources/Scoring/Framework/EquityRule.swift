/// How scores of target groups become one (stages S8 and S9).
public struct EquityRule: Hashable, Sendable {
  /// Where groups meet.
  public enum Level: String, CaseIterable, Hashable, Sendable {
    /// The whole tree is computed for each group, and every node is then averaged over the groups: a strong domain for
    /// one group does not hide a weak one for another. The default.
    case top
    /// Every indicator is averaged over the groups, and the tree is computed once.
    case indicator
  }

  public var level: Level
  /// How groups are averaged: arithmetic, or a mean that forgives less.
  public var aggregation: Aggregation
  /// The elasticity of marginal utility of income. 1.3 by HM Treasury, The Green Book, annex A3.
  public var eta: Double
  /// The median income that group incomes are compared with; needed where a group gives an income.
  public var medianIncome: Double?
  /// No group weighs more than this.
  public var cap: Double
  /// Incomes below are taken for this, so that a mistake in one income cannot take all the weight.
  public var incomeFloor: Double?

  public init(
    level: Level = .top, aggregation: Aggregation = .arithmetic, eta: Double = 1.3, medianIncome: Double? = nil,
    cap: Double = 4, incomeFloor: Double? = nil
  ) {
    self.level = level
    self.aggregation = aggregation
    self.eta = eta
    self.medianIncome = medianIncome
    self.cap = cap
    self.incomeFloor = incomeFloor
  }

  /// The weight of a group: the declared one, or (median income / group income)^eta under the cap, or 1.
  public func weight(of group: GroupRule) -> Double {
    if let weight = group.weight { return weight }
    guard let income = group.income, let median = medianIncome else { return 1 }
    let floored = max(income, incomeFloor ?? income)
    return min(cap, Elementary.pow(median / floored, eta))
  }
}
