import Domain
import Foundation
import Interchange
import Postgres
import Scoring
import Store

/// What an export wrote.
public struct RunExport: Hashable, Sendable {
  public let run: Int64
  public let actorCount: Int
  /// In the folder.
  public let files: [String]
}

extension Tadamun {
  /// Writes what a stored run was made of as files that `tadamun evaluate` reads, and what it came to beside them:
  /// `framework.yml`, `values.csv`, `scores.csv`, and `scale.json` where the run scored by a frozen scale. Evaluating the
  /// first by the second gives the third, byte by byte. Nothing is written unless all of it can be.
  ///
  /// - Parameter id: the run that readers see where nil.
  /// - Throws: `programme_unknown`, `run_unknown`, `run_missing`, `file_unwritable`.
  public func export(_ programme: Code, run id: Int64? = nil, to folder: String) async throws -> RunExport {
    try await OutputFolder(folder).write { draft in
      try await reading { transaction in
        let stored = try await knownProgramme(programme, in: transaction)
        let run = try await exported(id, of: programme, in: transaction)
        guard let framework = try await Frameworks.find(run.identity.framework, in: transaction) else {
          throw unknownFramework(run.framework, run.frameworkVersion)
        }
        var files = ["framework.yml", "values.csv", "scores.csv"]
        try Data(framework.body.utf8).write(to: URL(fileURLWithPath: "\(draft)/framework.yml"))
        let reader = RunReader(programme: stored, identity: run.identity, plan: try RunReader.plan(framework))
        try await exportValues(of: run, reader, to: "\(draft)/values.csv", in: transaction)
        try await exportScores(of: run, to: "\(draft)/scores.csv", in: transaction)
        if run.provenance.scaleIssue != nil, let key = run.provenance.scale,
          let scale = try await Scales.find(key, in: transaction)
        {
          try Data(scale.body.utf8).write(to: URL(fileURLWithPath: "\(draft)/scale.json"))
          files.append("scale.json")
        }
        return RunExport(run: run.id, actorCount: run.result.actorCount, files: files)
      }
    }
  }

  private func exported(_ id: Int64?, of programme: Code, in transaction: Transaction) async throws -> ScoringRun {
    if let id {
      guard let run = try await Runs.find(id, in: transaction), run.programme == programme else {
        throw Problem("run_unknown", "\(programme) has no run \(id).")
      }
      return run
    }
    guard let run = try await Runs.current(of: programme, in: transaction) else {
      throw Problem("run_missing", "\(programme) has no run yet.")
    }
    return run
  }

  private func exportValues(
    of run: ScoringRun, _ reader: RunReader, to path: String, in transaction: Transaction
  ) async throws {
    let writer = try ValuesWriter(reader.plan, path: path)
    let actors = try await Runs.actors(of: run.id, in: transaction).map { RunActor(id: $0.id, code: $0.code) }
    let inputs = try await reader.read(
      actors: actors, takesOver: false,
      onCells: { actor, members, cells, dictionary in
        try writer.write(
          cells, of: actor.code.text, members: members.map(\.text), periods: dictionary.periodSpans)
      }, in: transaction)
    // An actor that reported nothing is scored too, and a period that nobody reported is one.
    let periods = inputs.dictionary.periodSpans
    for actor in actors { try writer.announce(actor.code.text, periods: periods) }
    try writer.finish()
  }

  /// The scores as they stand in the tables.
  private func exportScores(of run: ScoringRun, to path: String, in transaction: Transaction) async throws {
    let everything = try await Runs.everything(of: run.id, in: transaction).scores
    let intervals = try await Runs.intervals(of: run.id, in: transaction)
    let nodes = try await Runs.nodes(of: run.id, in: transaction)
    let writer = try CSVWriter(path: path, style: .plain)
    let table = try ScoresTable(writer, hasReplicates: run.provenance.replicates > 0)
    for (id, code) in try await Runs.actors(of: run.id, in: transaction).sorted(by: { $0.code < $1.code }) {
      let scores = Dictionary(everything[id]?.map { ($0.node, $0) } ?? []) { first, _ in first }
      for (place, node) in nodes.enumerated() {
        guard let score = scores[node] else { continue }
        let interval = intervals[id]?[place]
        try table.write(
          code.text, node: node, score: score.score, rank: score.rank, coverage: score.coverage, status: score.status,
          certainty: score.score != nil
            ? .init(
              low: interval?.score.low, median: interval?.score.median, high: interval?.score.high,
              grade: interval?.grade ?? EvidenceGrade.d.rawValue) : nil)
      }
    }
    try writer.finish()
  }
}
