import Domain
import Interchange
import Postgres
import Store

/// The scores of a run as a file for spreadsheets and programs.
public struct ScoreExport: Sendable {
  public let programme: Programme
  public let run: ScoringRun
  public let scores: [RankedActor]

  /// CSV in UTF-8 with a byte order mark, as spreadsheets want it; texts that one might run are disarmed.
  ///
  /// Amounts that are not known are empty cells. Scores are written as the shortest decimal that reads back the same.
  public var csv: [UInt8] {
    get throws {
      let table = FileTable(
        name: "scores", columns: ScoreExport.columns, rows: scores.map { ScoreExport.row($0, run) })
      return try table.csv
    }
  }
}

extension Tadamun {
  /// The most scores that one file holds.
  public static let maximumScoreExport = 200_000

  /// The scores of one node of the run that readers see, with intervals, grades and the score of the run before.
  ///
  /// - Parameter node: The tree's root where nil.
  /// - Throws: `programme_unknown`, `run_unknown` where no night has passed yet.
  public func export(
    _ programme: Code, node: String? = nil, filter: ScoreFilter = ScoreFilter()
  ) async throws -> ScoreExport {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      guard let run = try await Runs.current(of: programme, in: transaction) else {
        throw Problem("run_unknown", "\(programme) has no run yet.")
      }
      let scores = try await Runs.scores(
        of: run.id, node: node ?? run.result.rootNode, filter: filter, limit: Tadamun.maximumScoreExport,
        in: transaction)
      return ScoreExport(programme: stored.programme, run: run, scores: scores)
    }
  }
}

extension ScoreExport {
  private static let columns: [FileTable.Column] = [
    .init("run", .integer), .init("as_of", .date), .init("framework"), .init("framework_version", .integer),
    .init("node"), .init("rank", .integer), .init("actor"), .init("kind"), .init("name_ar"), .init("name_fr"),
    .init("name_en"), .init("score", .number), .init("score_p5", .number), .init("score_p95", .number),
    .init("rank_p5", .number), .init("rank_p95", .number), .init("chance_of_top", .number), .init("grade"),
    .init("lower_bound", .number), .init("upper_bound", .number), .init("unweighted", .number),
    .init("coverage", .number), .init("status"), .init("band"), .init("previous_score", .number),
  ]

  private static func row(_ ranked: RankedActor, _ run: ScoringRun) -> [CSVCellValue] {
    let (score, interval) = (ranked.score, ranked.interval)
    return [
      .int(run.id), .text(run.identity.asOf.description), .text(run.framework.text),
      .int(Int64(run.frameworkVersion)), .text(score.node), score.rank.map { .int(Int64($0)) } ?? .blank,
      .text(ranked.actor.text), .text(ranked.kind.rawValue), .text(ifAny: ranked.names.ar),
      .text(ifAny: ranked.names.fr), .text(ifAny: ranked.names.en), .double(ifAny: score.score),
      .double(ifAny: interval?.score.low), .double(ifAny: interval?.score.high), .double(ifAny: interval?.rank?.low),
      .double(ifAny: interval?.rank?.high), .double(ifAny: interval?.chanceOfTop), .text(ifAny: interval?.grade),
      .double(ifAny: score.lowerBound), .double(ifAny: score.upperBound), .double(ifAny: score.unweighted),
      .double(score.coverage), .text(score.status), .text(ifAny: score.band), .double(ifAny: ranked.previous),
    ]
  }
}
