import Domain
import Interchange
import Scoring
import Store

extension Tadamun {
  /// Imports the activities of an IATI file: organisations as actors (see ``IATIDirectory``), transactions as ledger
  /// entries (see ``IATIMoney``), results as indicators, targets and reports of `programme` (see ``IATIResults``), which
  /// is made where it is not there, and a framework to score them by (see ``IATIFramework``). Importing the same file
  /// again changes nothing.
  ///
  /// What cannot be taken over is listed with activity, line and reason; the rest is.
  ///
  /// - Throws: what ``Interchange/IATIReader/forEachActivity(_:)`` throws; `iati_publisher_missing`.
  public func importIATI(_ path: String, into programme: Code) async throws -> IATIImport {
    var importer = try await IATIImporter(self, path: path, programme: programme)
    try await importer.run()
    return importer.result
  }

  /// Books those of `contributions` with which nothing is wrong.
  func recordGood(_ contributions: [KeyedContribution], by source: Source) async throws
    -> (outcome: ContributionOutcome, problems: [Problem])
  {
    try await transaction { transaction in
      var desk = try await ContributionDesk(of: source, recording: .ofBooks(in: transaction))
      var outcome = ContributionOutcome()
      var problems: [Problem] = []
      for start in stride(from: 0, to: contributions.count, by: 1_000) {
        let batch = Array(contributions[start..<min(start + 1_000, contributions.count)])
        var fresh: [ContributionDesk.Fresh] = []
        for finding in try await desk.examine(batch, in: transaction) {
          switch finding {
          case .new(let entry): fresh.append(entry)
          case .known: outcome.known += 1
          case .refused(let found): problems += found
          }
        }
        try await desk.book(fresh, in: transaction)
        outcome.recorded += fresh.count
      }
      if outcome.recorded > 0 { try await desk.append(entries: outcome.recorded, in: transaction) }
      return (outcome, problems)
    }
  }

  /// Submits those of `reports` with which nothing is wrong, and records those of `targets`.
  func submitGood(_ reports: [SubmittedReport], targets: [Target], to programme: Code, by source: Source) async throws
    -> (outcome: ReportOutcome, problems: [Problem], targetProblems: [Problem])
  {
    try await transaction { transaction in
      let desk = try await ReportDesk(programme, for: reports, targets, source: source, in: transaction)
      var (outcome, problems, _) = try await desk.submitGood(reports, in: transaction)
      let agreed = try await desk.record(targets, in: transaction)
      outcome.targets = agreed.recorded
      return (outcome, problems, agreed.problems)
    }
  }

  /// The framework that a programme scores by in the end; nil where it has none.
  func framework(of programme: Code) async throws -> Framework? {
    let stored = try await knownProgramme(programme, in: pool)
    let lastDay = try CalendarDate(year: 9999, month: 12, day: 31)
    guard let current = try await Frameworks.current(for: stored.id, on: lastDay, in: pool) else { return nil }
    return try FrameworkFile(bytes: Array(current.body.utf8)).framework
  }
}
