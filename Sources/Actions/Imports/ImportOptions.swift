import Interchange

/// How a file is imported.
public struct ImportOptions: Sendable {
  public var csv: CSVOptions
  /// Where the rows that are refused go, unchanged and beside the reason, while the good ones are recorded. Nil for all
  /// or nothing.
  public var keepGood: String?
  /// Told now and then how many rows were read.
  public var progress: @Sendable (Int) -> Void

  public init(
    csv: CSVOptions = CSVOptions(), keepGood: String? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.csv = csv
    self.keepGood = keepGood
    self.progress = progress
  }
}
