import Domain

/// What became of a file of contributions.
public struct ContributionImport: Hashable, Sendable {
  /// Rows read.
  public internal(set) var rows = 0
  /// All zero where the file was refused.
  public internal(set) var outcome = ContributionOutcome()
  public internal(set) var refusals = ImportRefusals()
}
