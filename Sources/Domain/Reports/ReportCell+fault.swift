extension ReportCell {
  /// What a cell can get wrong about the numbers in it.
  public enum Fault: Hashable, Sendable {
    case beneficiariesNegative, valueOutOfRange, denominatorOutOfRange, numeratorOutOfRange
    case numeratorAboveDenominator, partsDisagree
  }

  /// The first thing that a cell gets wrong as a report of an indicator whose values lie between `minimum` and `maximum`;
  /// nil where it gets nothing wrong. ``check(against:)`` says it in words.
  public static func fault(
    in content: Content, beneficiaries: Int64?, minimum: Double?, maximum: Double?
  ) -> Fault? {
    if let beneficiaries, beneficiaries < 0 { return .beneficiariesNegative }
    guard case .value(let value, let numerator, let denominator) = content else { return nil }
    guard isRecordable(value), value >= minimum ?? -.infinity, value <= maximum ?? .infinity else {
      return .valueOutOfRange
    }
    guard let numerator, let denominator else { return nil }
    guard denominator > 0, denominator <= limit else { return .denominatorOutOfRange }
    guard isRecordable(numerator) else { return .numeratorOutOfRange }
    if maximum == 1 && numerator > denominator { return .numeratorAboveDenominator }
    return agree(value, numerator, denominator) ? nil : .partsDisagree
  }

  /// Whether a value is the fraction of its parts, or one of the three is not there (NaN). A value is often written with
  /// three decimals of the fraction that it is.
  public static func agree(_ value: Double, _ numerator: Double, _ denominator: Double) -> Bool {
    !((numerator / denominator - value).magnitude > 1e-3 * max(1, value.magnitude))
  }

  /// Whether a number is not larger than a cell may hold.
  public static func isRecordable(_ number: Double) -> Bool { number.magnitude <= limit }
}
