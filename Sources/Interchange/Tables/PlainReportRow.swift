import Domain

/// A row of `reports.csv` as nearly all of them are: a value of the report that the row before is of, with nothing to be
/// said against it. It holds numbers alone and no text.
public struct PlainReportRow: Sendable {
  /// The line it starts on.
  public let line: Int
  /// The numbers under which ``PlainReportRows`` learned the texts of these two cells.
  public let indicator: Int
  public let group: Int
  public let value: Double
  /// There together with ``denominator``, which is more than zero, or not at all.
  public let numerator: Double?
  public let denominator: Double?
  public let n: Int?
  public let baseline: Double?
  public let target: Double?
  public let verdict: Verdict?
  /// Not before the day of submission; nil where there is no verdict.
  public let verifiedOn: CalendarDate?
}
