/// Whether values of target groups add up to the value of everybody, along each axis such as sex or age.
public enum Disaggregation {
  /// By how much the groups of one axis differ from everybody, for one indicator.
  public struct Difference: Hashable, Sendable {
    public let indicator: Code
    public let axis: Code
    /// The value for everybody.
    public let total: Double
    /// The sum over the groups of the axis.
    public let sum: Double

    public init(indicator: Code, axis: Code, total: Double, sum: Double) {
      self.indicator = indicator
      self.axis = axis
      self.total = total
      self.sum = sum
    }

    /// The total less the sum: above zero for people of whom the axis is not known.
    public var amount: Double { total - sum }
  }

  /// Where the groups of an axis do not add up to everybody: those that differ although all groups of the axis have a
  /// value, and those that are more than everybody already. Shares do not add up and are left out, as are axes of which
  /// no group has a value.
  ///
  /// - Parameters:
  ///   - additive: Whether values of an indicator add up over groups: flows and stocks.
  ///   - axes: The groups of each axis.
  /// - Returns: In the order of indicators and axes.
  public static func differences(
    in cells: [ReportCell], additive: (Code) -> Bool, axes: [Code: Set<Code>]
  ) -> [Difference] {
    var values: [Code: [Code: Double]] = [:]
    for cell in cells {
      if let value = cell.value, additive(cell.indicator) { values[cell.indicator, default: [:]][cell.group] = value }
    }
    var found: [Difference] = []
    for (indicator, byGroup) in values.sorted(by: { $0.key < $1.key }) {
      guard let total = byGroup[TargetGroup.everybody] else { continue }
      for (axis, groups) in axes.sorted(by: { $0.key < $1.key }) {
        let given = groups.sorted().compactMap { byGroup[$0] }
        if given.isEmpty { continue }
        let difference = Difference(indicator: indicator, axis: axis, total: total, sum: given.reduce(0, +))
        let isWhole = given.count == groups.count
        let isFar = difference.amount.magnitude > 1e-9 * max(1, total.magnitude)
        if isFar, isWhole || difference.amount < 0 { found.append(difference) }
      }
    }
    return found
  }

  /// What a report says of its own differences: how many of everybody an axis leaves out, and why.
  public struct Statement: Hashable, Sendable {
    public let indicator: Code
    public let axis: Code
    public let amount: Double
    public let reason: String

    /// - Throws: `reason_missing`.
    public init(_ indicator: Code, along axis: Code, by amount: Double, because reason: String) throws(Problem) {
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw Problem("reason_missing", "A difference between an axis and everybody has a reason.")
      }
      self.indicator = indicator
      self.axis = axis
      self.amount = amount
      self.reason = reason
    }
  }

  /// What reasons, one an indicator, say of differences of which nothing is stated yet: each with the amount that its axis
  /// leaves out.
  ///
  /// - Throws: `reason_missing` for a reason without a word in it.
  public static func statements(
    of differences: [Difference], because reasons: [Code: String], beside stated: [Statement] = []
  ) throws(Problem) -> [Statement] {
    var statements: [Statement] = []
    for difference in differences {
      let isStated = stated.contains { $0.indicator == difference.indicator && $0.axis == difference.axis }
      guard !isStated, let reason = reasons[difference.indicator] else { continue }
      statements.append(
        try Statement(difference.indicator, along: difference.axis, by: difference.amount, because: reason))
    }
    return statements
  }

  /// The indicators, in their order, whose groups add up although a reason says why they do not.
  public static func idle(_ reasons: [Code: String], beside differences: [Difference]) -> [Code] {
    reasons.keys.sorted().filter { indicator in !differences.contains { $0.indicator == indicator } }
  }

  /// `difference_not_there` for an indicator that ``idle(_:beside:)`` found.
  public static func idleReason(of indicator: Code) -> Problem {
    Problem(
      "difference_not_there", "Of \(indicator) the groups add up, and something says why they do not.",
      at: Place(field: "difference_reason"))
  }

  /// What is wrong with what a report says of its differences: each that is there is said, with its amount, and none
  /// that is not.
  ///
  /// - Returns: `disaggregation_differs` for each, naming axis and both sums; `difference_not_there`.
  public static func problems(of differences: [Difference], stated: [Statement]) -> [Problem] {
    var problems: [Problem] = []
    for difference in differences {
      let statement = stated.first { $0.indicator == difference.indicator && $0.axis == difference.axis }
      if let statement, (statement.amount - difference.amount).magnitude <= 1e-9 * max(1, difference.total.magnitude) {
        continue
      }
      problems.append(
        Problem(
          "disaggregation_differs",
          "\(difference.indicator) by \(difference.axis) adds up to \(difference.sum), everybody is "
            + "\(difference.total): correct it, or state the difference of \(difference.amount).",
          at: Place(field: "differences")))
    }
    for statement in stated
    where !differences.contains(where: { $0.indicator == statement.indicator && $0.axis == statement.axis }) {
      problems.append(
        Problem(
          "difference_not_there", "\(statement.indicator) by \(statement.axis) does not differ from everybody.",
          at: Place(field: "differences")))
    }
    return problems
  }
}
