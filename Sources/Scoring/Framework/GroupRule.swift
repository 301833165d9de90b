/// A target group: people an actor works for.
public struct GroupRule: Hashable, Sendable {
  public var code: String
  /// A declared equity weight above 0; nil where the weight follows from ``income`` (stage S9).
  public var weight: Double?
  /// The group's median income, in the unit of ``EquityRule/medianIncome``.
  public var income: Double?

  public init(_ code: String, weight: Double? = nil, income: Double? = nil) {
    self.code = code
    self.weight = weight
    self.income = income
  }

  /// Everybody: the only group of a framework that names none.
  public static let all = GroupRule("all", weight: 1)
}
