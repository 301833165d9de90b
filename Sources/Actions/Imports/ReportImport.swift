import Domain

/// What became of a file of reports.
public struct ReportImport: Hashable, Sendable {
  /// Rows read.
  public internal(set) var rows = 0
  /// All zero where the file was refused.
  public internal(set) var outcome = ReportOutcome()
  public internal(set) var refusals = ImportRefusals()
}
