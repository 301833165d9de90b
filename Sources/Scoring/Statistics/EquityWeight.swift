import Domain
import Numerics

/// How much more a change counts for a poorer group: `(median income / group income)^elasticity` (stage S9).
/// Source: HM Treasury, The Green Book, annex A3: elasticity 1.3 of the marginal utility of income.
public struct EquityWeight: Sendable, Hashable {
  public var elasticity: Double
  /// The largest weight.
  public var cap: Double
  /// Incomes below it count as it.
  public var incomeFloor: Double

  public init(elasticity: Double = 1.3, cap: Double = 4, incomeFloor: Double = 0) {
    self.elasticity = elasticity
    self.cap = cap
    self.incomeFloor = incomeFloor
  }

  /// The weight of a group; both incomes in the same unit.
  ///
  /// - Throws: `income_invalid` unless the median and the group's income, raised to the floor, are positive.
  public func weight(medianIncome: Double, groupIncome: Double) throws(Problem) -> Double {
    let income = max(groupIncome, incomeFloor)
    guard medianIncome > 0, income > 0, medianIncome.isFinite, income.isFinite else {
      throw Problem(
        "income_invalid", "An equity weight needs a positive median income and a positive income of the group or floor."
      )
    }
    return min(cap, Double.pow(medianIncome / income, elasticity))
  }
}
