import Domain
import Interchange

/// What an activity measured in one period.
struct IATIReport {
  let line: Int
  private var cells: [ReportCell] = []
  private var seen: Set<SubmittedReport.CellKey> = []

  init(line: Int) { self.line = line }

  /// - Throws: `cell_twice`; `value_out_of_range`.
  mutating func add(_ actual: IATIMeasurement, _ indicator: Code, _ group: Code) throws(Problem) {
    if let value = actual.value, value.magnitude > ReportCell.limit {
      throw Problem("value_out_of_range", "\(value) is larger than this service records.")
    }
    guard seen.insert(SubmittedReport.CellKey(indicator: indicator, group: group)).inserted else {
      throw Problem(
        "cell_twice", "The activity gives another actual for the same indicator, group and period; the first stays.")
    }
    let comment = actual.comment.first.isEmpty ? nil : actual.comment.first
    cells.append(
      ReportCell(
        indicator, for: group,
        actual.value.map { .value($0, numerator: nil, denominator: nil) } ?? .missing(reason: comment)))
  }

  /// - Throws: what ``Domain/Report`` throws.
  func submitted(
    to programme: Code, for period: DateSpan, by actor: Code, activity: IATIActivity, file: String
  ) throws(Problem) -> SubmittedReport {
    // Some publish what a period brought before it ends; none is submitted before it begins.
    let day = max(activity.lastUpdated ?? period.last, period.first)
    let report = try Report(programme: programme, actor: actor, period: period, submittedOn: day, cells: cells)
    return SubmittedReport(
      reference: IATIKey.bounded("\(activity.identifier)#\(period)@\(day)"), report,
      place: Place(file: file, line: line, field: activity.identifier))
  }
}
