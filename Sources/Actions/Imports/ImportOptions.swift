import Interchange

/// How a file is imported.
public struct ImportOptions: Sendable {
  public var csv: CSVOptions
  /// Where the rows that are refused go, unchanged and beside the reason, while the good ones are recorded. Nil for all
  /// or nothing.
  public var keepGood: String?
  /// Whether nothing is recorded, and the outcome says what would be. Refused rows are written where they are to go.
  public var isDryRun: Bool
  /// Told now and then how many rows were read.
  public var progress: @Sendable (Int) -> Void

  public init(
    csv: CSVOptions = CSVOptions(), keepGood: String? = nil, isDryRun: Bool = false,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.csv = csv
    self.keepGood = keepGood
    self.isDryRun = isDryRun
    self.progress = progress
  }
}
