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
    guard !cells.isEmpty else { throw Problem("report_empty", "A report has one value at least.") }
    guard cells.count <= Report.maximumCells else {
      throw Problem("report_too_large", "A report has at most \(Report.maximumCells) values.")
    }
    guard submittedOn >= period.first else {
      throw Problem(
        "submitted_before_period", "The report was submitted on \(submittedOn), before its period began.",
        at: Place(field: "submitted_on"))
    }
    var seen: Set<[Code]> = []
    for cell in cells where !seen.insert([cell.indicator, cell.group]).inserted {
      throw Problem(
        "cell_twice", "\(cell.indicator) for \(cell.group) stands twice in one report.", at: Place(field: "indicator"))
    }
    self.programme = programme
    self.actor = actor
    self.period = period
    self.submittedOn = submittedOn
    self.cells = cells
  }

  public func isLate(graceDays: Int) -> Bool { submittedOn > period.last.adding(days: graceDays) }
}
