/// One cell of a report: an indicator for a target group.
public struct ReportCell: Hashable, Sendable {
  public let indicator: Code
  public let group: Code
  public let content: Content
  /// People the value speaks of; a count, never a list.
  public let beneficiaries: Int64?
  /// What its sender says the value is in, held to the indicator's own and kept nowhere; nil where nothing is said of it.
  public let unit: String?

  public enum Content: Hashable, Sendable {
    case value(Double, numerator: Double?, denominator: Double?)
    case missing(reason: String?)
    case refused(reason: String?)
    case notDue

    public var state: ValueState {
      switch self {
      case .value: .reported
      case .missing: .missing
      case .refused: .refused
      case .notDue: .notDue
      }
    }
  }

  /// The largest absolute value a cell may hold; the database's CHECK says the same.
  public static let limit = 1e15

  public init(
    _ indicator: Code, for group: Code = TargetGroup.everybody, _ content: Content, beneficiaries: Int64? = nil,
    unit: String? = nil
  ) {
    self.indicator = indicator
    self.group = group
    self.content = content
    self.beneficiaries = beneficiaries
    self.unit = unit
  }

  public var state: ValueState { content.state }

  public var value: Double? {
    if case .value(let value, _, _) = content { value } else { nil }
  }

  /// Whether the cell can be a report of `definition`.
  ///
  /// - Throws: `value_out_of_range` outside the indicator's range or past ``limit``, `numerator_above_denominator` and
  ///   `denominator_zero` for a proportion, `ratio_parts_disagree` where the parts give another value,
  ///   `beneficiaries_negative`; what ``checkUnit(against:)`` throws.
  public func check(against definition: Indicator) throws(Problem) {
    try checkUnit(against: definition)
    let fault = ReportCell.fault(
      in: content, beneficiaries: beneficiaries, minimum: definition.minimum, maximum: definition.maximum)
    guard let fault else { return }
    guard fault != .beneficiariesNegative, case .value(let value, let numerator, let denominator) = content else {
      throw problem("beneficiaries_negative", "A number of people is not negative.", field: "n")
    }
    let (above, below) = (numerator ?? .nan, denominator ?? .nan)
    switch fault {
    case .valueOutOfRange, .beneficiariesNegative:
      throw problem("value_out_of_range", "\(value) is outside the range of \(indicator).", field: "value")
    case .denominatorOutOfRange:
      throw problem("denominator_zero", "A denominator is above zero.", field: "denominator")
    case .numeratorOutOfRange:
      throw problem("value_out_of_range", "\(above) is larger than this service records.", field: "numerator")
    case .numeratorAboveDenominator:
      throw problem("numerator_above_denominator", "\(above) of \(below) is more than all.", field: "numerator")
    case .partsDisagree:
      throw problem("ratio_parts_disagree", "\(above) / \(below) is not the declared \(value).", field: "value")
    }
  }

  /// Whether the value is in the unit of `definition`, as far as anything is said of it; also beside a value that is missing.
  ///
  /// - Throws: `unit_mismatch`.
  public func checkUnit(against definition: Indicator) throws(Problem) {
    guard let unit, unit != definition.unit else { return }
    throw problem(
      "unit_mismatch", "The value is in “\(unit)”; “\(indicator)” is in “\(definition.unit)”.", field: "unit")
  }

  private func problem(_ code: ProblemCode, _ sentence: String, field: String) -> Problem {
    Problem(code, sentence, at: Place(field: field))
  }
}
