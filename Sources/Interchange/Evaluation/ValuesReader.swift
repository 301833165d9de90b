import Domain
import Scoring

/// Reads values files for a plan. Every mistake of the cells is gathered, up to a hundred; mistakes of the format end
/// the reading.
struct ValuesReader {
  let plan: Plan
  let path: String
  var table = ValuesTable()
  private var problems: [Problem] = []
  /// By reported indicator, what its values are in: what the framework says, else its first row that says.
  private var units: [Int32: String]

  init(_ plan: Plan, path: String) {
    self.plan = plan
    self.path = path
    let declared = plan.reported.indices.compactMap { number in
      plan.unit(ofReported: Int32(number)).map { (Int32(number), $0) }
    }
    units = Dictionary(uniqueKeysWithValues: declared)
  }

  /// - Throws: what ``CSVReader`` refuses; `csv_columns_missing`, `actor_missing`, `indicator_unknown`, `group_unknown`,
  ///   `group_missing`, `state_unknown`, `value_missing`, `value_not_expected`, `value_out_of_range`,
  ///   `numerator_above_denominator`, `denominator_zero`, `direction_conflict`, `unit_mismatch`, `cell_duplicate`; what
  ///   ``HouseholdReader`` refuses.
  ///
  /// - Parameter households: the file that headcounts are made of; the values may then be a header alone.
  mutating func read(
    isWide: Bool, households: String? = nil
  ) throws -> (table: ValuesTable, headcounts: [CountedHeadcount]) {
    let reader = try CSVReader(path: path, options: CSVOptions(acceptsHeaderOnly: households != nil))
    if isWide { try readWide(reader) } else { try readLong(reader) }
    try Problems.throwIfAny(problems)
    var headcounts: [CountedHeadcount] = []
    if let households {
      var counter = HouseholdReader(plan, path: households)
      headcounts = try counter.read(into: &table)
    }
    try table.arrange(plan, file: path)
    return (table, headcounts)
  }

  static let problemLimit = 100

  /// Runs `body` and keeps its problem; false once there are too many to go on.
  mutating func gather(_ body: (inout ValuesTable) throws(Problem) -> Void) -> Bool {
    do { try body(&table) } catch { problems.append(error) }
    return problems.count < ValuesReader.problemLimit
  }

  mutating func refuse(_ rows: [Problem]) -> Bool {
    problems += rows
    return problems.count < ValuesReader.problemLimit
  }

  /// Refuses a value that is in another unit than those of its indicator. A row without a unit is taken at its word.
  mutating func check(
    _ row: borrowing CSVRow, unit column: Int?, of indicator: Int32
  ) throws(Problem) {
    guard let column, let unit = row.text(column) else { return }
    let expected = units[indicator] ?? unit
    units[indicator] = expected
    if unit != expected {
      throw Problem(
        "unit_mismatch", "The value is in “\(unit)”; “\(plan.reported[Int(indicator)])” is in “\(expected)”.",
        at: row.place(column))
    }
  }

  mutating func warn(_ sentence: String) { table.warnings.append(sentence) }

  /// A finite number of a size that is kept.
  static func number(_ row: borrowing CSVRow, _ column: Int?) throws(Problem) -> Double? {
    guard let column, let value = try row.double(column) else { return nil }
    guard value.magnitude <= ReportCell.limit else {
      throw Problem(
        "value_out_of_range", "\(value) is larger than this service records.", at: row.place(column))
    }
    return value
  }
}
