import Domain
import Interchange

/// What became of an IATI file.
public struct IATIImport: Sendable {
  /// What the file holds; of transactions and results, those that can be read.
  public internal(set) var activities = 0
  public internal(set) var transactions = 0
  public internal(set) var results = 0
  /// Organisations that became actors.
  public internal(set) var actors = 0
  public internal(set) var indicators = 0
  /// Ledger entries, of transactions.
  public internal(set) var contributions = ContributionOutcome()
  /// Reports, of results' actuals; baselines and targets among them.
  public internal(set) var reports = ReportOutcome()
  /// The version of the framework that was written because the file brought new indicators.
  public internal(set) var framework: Int?
  /// What stands in the file and is not taken over, each with activity, line and reason.
  public internal(set) var skipped: [IATISkipped] = []
}
