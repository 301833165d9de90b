import Domain
import Interchange
import Postgres
import Store

/// The scores of a run as a file for spreadsheets and programs.
public struct ScoreExport: Sendable {
  public let programme: Programme
  public let run: ScoringRun
  /// CSV in UTF-8 with a byte order mark, as spreadsheets want it; texts that one might run are disarmed.
  public let bytes: [UInt8]
}

extension Tadamun {
  /// The most scores that one file holds.
  public static let maximumScoreExport = 200_000

  /// The scores of one node of the run that readers see, with intervals, grades and what they are made of in numbers.
  ///
  /// Amounts that are not known are empty cells. Scores are written as the shortest decimal that reads back the same.
  ///
  /// - Parameter node: The tree's root where nil.
  /// - Throws: `programme_unknown`, `run_unknown` where no night has passed yet.
  public func export(
    _ programme: Code, node: String? = nil, filter: ScoreFilter = ScoreFilter()
  ) async throws -> ScoreExport {
    let (stored, run, scores) = try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      guard let run = try await Runs.current(of: programme, in: transaction) else {
        throw Problem("run_unknown", "\(programme) has no run yet.")
      }
      let scores = try await Runs.scores(
        of: run.id, node: node ?? run.result.rootNode, filter: filter, limit: Tadamun.maximumScoreExport,
        in: transaction)
      return (stored.programme, run, scores)
    }
    var bytes: [UInt8] = []
    let writer = CSVWriter(style: .spreadsheet) { bytes += $0 }
    try writer.write(ScoreExport.header)
    for ranked in scores { try writer.write(ScoreExport.row(ranked, run)) }
    try writer.finish()
    return ScoreExport(programme: stored, run: run, bytes: bytes)
  }
}

extension ScoreExport {
  fileprivate static let header = [
    "run", "as_of", "framework", "framework_version", "node", "rank", "actor", "kind", "name_ar", "name_fr", "name_en",
    "score", "score_p5", "score_p95", "rank_p5", "rank_p95", "chance_of_top", "grade", "lower_bound", "upper_bound",
    "unweighted", "coverage", "status", "band",
  ]

  fileprivate static func row(_ ranked: RankedActor, _ run: ScoringRun) -> [CSVCellValue] {
    let (score, interval) = (ranked.score, ranked.interval)
    func number(_ value: Double?) -> CSVCellValue { value.map(CSVCellValue.double) ?? .blank }
    func text(_ value: String?) -> CSVCellValue { value.map(CSVCellValue.text) ?? .blank }
    return [
      .int(run.id), .text(run.identity.asOf.description), .text(run.framework.text),
      .int(Int64(run.frameworkVersion)), .text(score.node), score.rank.map { .int(Int64($0)) } ?? .blank,
      .text(ranked.actor.text), .text(ranked.kind.rawValue), text(ranked.names.ar), text(ranked.names.fr),
      text(ranked.names.en), number(score.score), number(interval?.score.low), number(interval?.score.high),
      number(interval?.rank.low), number(interval?.rank.high), number(interval?.chanceOfTop), text(interval?.grade),
      number(score.lowerBound), number(score.upperBound), number(score.unweighted), number(score.coverage),
      .text(score.status), text(score.band),
    ]
  }
}
