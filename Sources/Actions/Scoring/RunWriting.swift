import Domain
import Postgres
import Scoring
import Store

extension RunResults {
  /// Writes everything but the row of the run: sheets of which something is new, where everybody stands, and how far
  /// scores can be trusted.
  func write(of id: Int64, in transaction: Transaction) async throws {
    let cells = EngineRows(inputs)
    try await Runs.copySheets(of: id, in: transaction) { write in
      for actor in inputs.findings.actors.indices where keptSheet(actor) == nil {
        try write(
          Runs.NewSheet(
            actor: inputs.findings.actors[actor].id, cellsSHA256: inputs.findings.cellsSHA256(actor),
            sheetSHA256: sheetsSHA256[RunResults.range(actor)],
            observationCount: Int(inputs.findings.observationCounts[actor]),
            supersededCount: Int(inputs.findings.supersededCounts[actor]), cells: cells.row(actor),
            sheet: ActorSheet(run, actor)))
      }
    }
    FailurePoint.reach("scores_written")
    try await Runs.copyStandings(of: id, root: run.plan.root, in: transaction) { write in
      for (index, actor) in inputs.findings.actors.enumerated() {
        try write(actor.id, keptSheet(index) ?? id, RunResults.ranks(run, index)[...])
      }
    }
    guard !intervals.isEmpty else { return }
    try await Runs.copyIntervals(of: id, in: transaction) { write in
      for (actor, interval) in zip(inputs.findings.actors, intervals) {
        if let interval { try write(actor.id, interval) }
      }
    }
    try await Runs.insert(factors, of: id, in: transaction)
    FailurePoint.reach("intervals_written")
  }

  /// The run whose sheet of the actor says just what this run would; nil where none does.
  private func keptSheet(_ actor: Int) -> Int64? {
    guard let base = inputs.base, actor < base.sheetRuns.count,
      base.sheetSHA256(actor) == sheetsSHA256[RunResults.range(actor)]
    else { return nil }
    return base.sheetRuns[actor]
  }
}

/// The actors' cells in the engine's form.
private struct EngineRows {
  let inputs: RunInputs

  init(_ inputs: RunInputs) { self.inputs = inputs }

  func row(_ actor: Int) -> ArraySlice<UInt8> {
    let taken = inputs.base?.sheetRuns.count ?? 0
    if let base = inputs.base, actor < taken { return base.cells(actor) }
    var bytes: [UInt8] = []
    inputs.shards[inputs.shards.count - 1].appendRow(actor - taken, inputs.plan, to: &bytes)
    return bytes[...]
  }
}
