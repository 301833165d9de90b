/// A report that is being written: saved on the server, in versions, until it is submitted or given up.
public struct DraftReport: Hashable, Sendable {
  public let id: Int64
  public let actor: Code
  public let programme: Code
  public let period: DateSpan
  /// Counts the times it was saved; what somebody saves over must be what they read.
  public let version: Int
  public let cells: [ReportCell]
  /// Why the groups of an indicator do not add up to everybody; by how much follows from the cells.
  public let differenceReasons: [Code: String]
  public let begunBy: String
  public let savedBy: String
  public let savedAt: Moment
  /// What it became; nil while it is open, and where it was given up.
  public let report: Int64?
  public let isOpen: Bool

  public init(
    id: Int64, actor: Code, programme: Code, period: DateSpan, version: Int, cells: [ReportCell],
    differenceReasons: [Code: String], begunBy: String, savedBy: String, savedAt: Moment, report: Int64?, isOpen: Bool
  ) {
    self.id = id
    self.actor = actor
    self.programme = programme
    self.period = period
    self.version = version
    self.cells = cells
    self.differenceReasons = differenceReasons
    self.begunBy = begunBy
    self.savedBy = savedBy
    self.savedAt = savedAt
    self.report = report
    self.isOpen = isOpen
  }

  /// What can be wrong with cells that are not whole yet: only that one of them stands twice, or that there are too many.
  ///
  /// - Throws: `cell_twice`, `report_too_large`; `reason_missing` for a reason that says nothing or is too long.
  public static func check(_ cells: [ReportCell], differenceReasons: [Code: String] = [:]) throws(Problem) {
    guard cells.count <= Report.maximumCells else {
      throw Problem("report_too_large", "A report has at most \(Report.maximumCells) values.")
    }
    var seen: Set<[Code]> = []
    for cell in cells where !seen.insert([cell.indicator, cell.group]).inserted {
      throw Report.cellTwice(cell.indicator, cell.group)
    }
    for reason in differenceReasons.values
    where reason.allSatisfy(\.isWhitespace) || reason.unicodeScalars.count > 2_000 {
      throw Problem(
        "reason_missing", "Say why groups do not add up, in 2,000 characters at most.",
        at: Place(field: "difference_reasons"))
    }
  }
}
