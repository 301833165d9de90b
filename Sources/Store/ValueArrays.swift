import Domain

/// The cells of one report beside each other, as `report_values` holds them: each array has an element a cell, in the
/// order of the keys of indicator and group, and is nil where no cell says anything of its column.
///
/// Not-a-number is a number that is not there.
struct ValueArrays {
  let indicators: [Int32]
  let groups: [Int32]
  let declared: [Double]?
  let numerators: [Double]?
  let denominators: [Double]?
  let beneficiaries: [Int64?]?
  /// Why there is no value; nil for a cell that is reported.
  let absences: [String?]?
  let absenceReasons: [String?]?
  let baselines: [Double]?
  let targets: [Double]?
  let verified: [Double]?
  /// The verdict without a value.
  let refusals: [String?]?
  let verifiedAt: [Moment?]?

  init(_ unordered: [Reports.Value]) {
    let values = ValueArrays.ordered(unordered)
    indicators = values.map(\.indicator)
    groups = values.map(\.group)
    declared = ValueArrays.numbers(values) { $0.cell.parts.value }
    numerators = ValueArrays.numbers(values) { $0.cell.parts.numerator }
    denominators = ValueArrays.numbers(values) { $0.cell.parts.denominator }
    beneficiaries = values.contains { $0.beneficiaries != nil } ? values.map(\.beneficiaries) : nil
    absences = ValueArrays.words(values) { $0.cell.absence }
    absenceReasons = ValueArrays.words(values) { $0.cell.parts.reason }
    baselines = ValueArrays.numbers(values) { $0.baseline }
    targets = ValueArrays.numbers(values) { $0.target }
    verified = ValueArrays.numbers(values) { $0.verdict?.verifiedValue }
    refusals = ValueArrays.words(values) { $0.verdict?.refusal }
    verifiedAt = values.contains { $0.verifiedAt != nil } ? values.map(\.verifiedAt) : nil
  }

  private static func ordered(_ values: [Reports.Value]) -> [Reports.Value] {
    let isOrdered = zip(values, values.dropFirst()).allSatisfy { $0.place < $1.place }
    return isOrdered ? values : values.sorted { $0.place < $1.place }
  }

  @inline(__always)
  private static func numbers(_ values: [Reports.Value], _ number: (Reports.Value) -> Double?) -> [Double]? {
    var isAnyThere = false
    let numbers = values.map { value in
      guard let number = number(value) else { return Double.nan }
      isAnyThere = true
      return number
    }
    return isAnyThere ? numbers : nil
  }

  @inline(__always)
  private static func words(_ values: [Reports.Value], _ word: (Reports.Value) -> String?) -> [String?]? {
    values.contains { word($0) != nil } ? values.map(word) : nil
  }
}

extension Reports.Value {
  /// By indicator, and of one indicator by group.
  fileprivate var place: Int64 { Int64(indicator) << 32 | Int64(group) }
}

extension ReportCell.Content {
  fileprivate var absence: String? { state == .reported ? nil : state.rawValue }
}
