/// What an actor says it did in a period. Once submitted it stays as it is; a correction is another report for the
/// same period, the next version.
public struct Report: Hashable, Sendable {
  public let programme: Code
  public let actor: Code
  public let period: DateSpan
  public let submittedOn: CalendarDate
  public let cells: [ReportCell]

  /// The most cells one report may have.
  public static let maximumCells = 10_000

  /// - Throws: `report_empty`, `report_too_large`, `cell_twice`, `submitted_before_period` — a report speaks of days
  ///   that have begun — each at its field.
  public init(programme: Code, actor: Code, period: DateSpan, submittedOn: CalendarDate, cells: [ReportCell])
    throws(Problem)
  {
    try Report.check(cellCount: cells.count, period: period, submittedOn: submittedOn)
    var seen: Set<[Code]> = []
    for cell in cells where !seen.insert([cell.indicator, cell.group]).inserted {
      throw Report.cellTwice(cell.indicator, cell.group)
    }
    self.programme = programme
    self.actor = actor
    self.period = period
    self.submittedOn = submittedOn
    self.cells = cells
  }

  /// Whether a report can be of this size and from this day.
  ///
  /// - Throws: `report_empty`, `report_too_large`, `submitted_before_period`.
  public static func check(cellCount: Int, period: DateSpan, submittedOn: CalendarDate) throws(Problem) {
    guard cellCount > 0 else { throw Problem("report_empty", "A report has one value at least.") }
    guard cellCount <= maximumCells else {
      throw Problem("report_too_large", "A report has at most \(maximumCells) values.")
    }
    guard submittedOn >= period.first else {
      throw Problem(
        "submitted_before_period", "The report was submitted on \(submittedOn), before its period began.",
        at: Place(field: "submitted_on"))
    }
  }

  /// The refusal of a report that says two things of one cell.
  public static func cellTwice(_ indicator: Code, _ group: Code) -> Problem {
    Problem("cell_twice", "\(indicator) for \(group) stands twice in one report.", at: Place(field: "indicator"))
  }

  public func isLate(graceDays: Int) -> Bool { submittedOn > period.last.adding(days: graceDays) }
}
