import Domain
import Scoring
import Synchronization

/// Writes values one row each, as ``Evaluation`` reads them: what is written and read again is the same cells.
public final class ValuesWriter: Sendable {
  /// `value` is what was declared and `verified` what a verifier found, where that is another number. `member` names the
  /// member whose value it is, where the actor is a union.
  public static let columns = [
    "actor", "indicator", "value", "group", "period", "state", "baseline", "target", "n", "numerator", "denominator",
    "verified", "member",
  ]

  private let plan: Plan
  private let writer: Mutex<CSVWriter>

  /// - Throws: `file_unwritable`.
  public init(_ plan: Plan, path: String) throws {
    self.plan = plan
    writer = Mutex(try CSVWriter(path: path, style: .plain))
    try writer.withLock { try $0.write(ValuesWriter.columns) }
  }

  /// Writes an actor's cells, those that another one supersedes left out.
  ///
  /// - Parameters:
  ///   - cells: in the order of ``Scoring/ObservationCell/isBefore(_:_:)``.
  ///   - members: codes by unit from 1, where the actor is a union.
  ///   - periods: of the run, in order of time.
  public func write(_ cells: [ObservationCell], of actor: String, members: [String], periods: [DateSpan]) throws {
    try writer.withLock { writer in
      for (index, cell) in cells.enumerated() {
        if index + 1 < cells.count, cells[index + 1].isOfSamePlace(as: cell) { continue }
        let isWhole = Int(cell.group) == plan.groups.count
        let member: CSVCellValue = cell.unit > 0 ? .text(members[Int(cell.unit) - 1]) : .blank
        let numbers = [cell.baseline, cell.target, cell.size, cell.numerator, cell.denominator, cell.verifiedValue]
        try writer.write(
          [
            .text(actor), .text(plan.reported[Int(cell.indicator)]), ValuesWriter.number(cell.value),
            isWhole ? .blank : .text(plan.groups[Int(cell.group)]), .text(ValuesWriter.label(cell.period, periods)),
            .text(CellState(cell).rawValue),
          ] + numbers.map(ValuesWriter.number) + [member])
      }
    }
  }

  /// Says of an actor no more than that it takes part, and of every period that it is asked for.
  public func announce(_ actor: String, periods: [DateSpan]) throws {
    try writer.withLock { writer in
      for number in periods.indices {
        try writer.write(
          [.text(actor), .blank, .blank, .blank, .text(ValuesWriter.label(Int32(number), periods)), .text("none")]
            + Array(repeating: .blank, count: ValuesWriter.columns.count - 6))
      }
    }
  }

  public func finish() throws { try writer.withLock { try $0.finish() } }

  /// Periods are read in the order of their names: the number comes first.
  private static func label(_ number: Int32, _ periods: [DateSpan]) -> String {
    let digits = String(number + 1)
    return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits + " \(periods[Int(number)])"
  }

  private static func number(_ value: Double) -> CSVCellValue { value.isNaN ? .blank : NumberText.cell(value) }
}
