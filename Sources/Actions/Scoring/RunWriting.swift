import Domain
import Postgres
import Scoring
import Store

extension RunResults {
  /// Writes everything but the row of the run: sheets of which something is new, where everybody stands, and how far
  /// scores can be trusted.
  ///
  /// - Parameter earlier: the run whose bands hold; nil where bands are given afresh.
  func write(of id: Int64, bandsAfter earlier: Int64?, in transaction: Transaction) async throws {
    // Found while the server writes.
    async let warnings = RunIntegrity(inputs).warnings
    if !hasWrittenSheets { try await writeSheets(of: id, in: transaction) }
    FailurePoint.reach("scores_written")
    var before = Runs.Bands()
    if let earlier {
      let known = inputs.base.flatMap { $0.run.id == earlier ? $0.bands : nil }
      before = if let known { known } else { try await Runs.bands(of: earlier, in: transaction) }
    }
    try await writeStandings(of: id, bands(after: before), in: transaction)
    try await RunWarnings.copy(await warnings, of: id, in: transaction)
  }

  private func writeSheets(of id: Int64, in transaction: Transaction) async throws {
    let new = inputs.findings.actors.indices.filter { keptSheet($0) == nil }
    try await Runs.copySheets(of: id, in: transaction) { write in
      for actor in new { try write(inputs.findings.actors[actor].id, ActorSheet(run, actor)) }
    }
    let rows = EngineRows(inputs)
    var stretch = KeptStretch()
    for actor in new.sorted(by: { inputs.findings.actors[$0].id < inputs.findings.actors[$1].id }) {
      stretch.append(
        inputs.findings.kept(actor, sheetSHA256: sheetsSHA256[RunResults.range(actor)]), cells: rows.row(actor))
      if stretch.isFull {
        try await Runs.insert(stretch, of: id, in: transaction)
        stretch = KeptStretch()
      }
    }
    try await Runs.insert(stretch, of: id, in: transaction)
  }

  /// The bands of the actors, in their order, where those of an earlier run hold until the median left them too.
  func bands(after earlier: Runs.Bands) -> [String?] {
    let rule = run.plan.framework.bands
    return inputs.findings.actors.enumerated().map { index, actor in
      run.score(index).score.map { score in
        rule.band(
          of: score, previous: earlier[actor.id].flatMap(BandRule.Band.init(rawValue:)),
          median: intervals.isEmpty ? nil : intervals[index]?.score.median
        ).rawValue
      }
    }
  }

  private func writeStandings(of id: Int64, _ bands: [String?], in transaction: Transaction) async throws {
    try await Runs.copyStandings(of: id, root: run.plan.root, in: transaction) { write in
      for (index, actor) in inputs.findings.actors.enumerated() {
        try write(actor.id, keptSheet(index) ?? id, run.ranks(index)[...], bands[index])
      }
    }
    try await Runs.insert(ranking: ranking, of: id, in: transaction)
    guard !intervals.isEmpty else { return }
    try await Runs.copyIntervals(of: id, in: transaction) { write in
      for (actor, interval) in zip(inputs.findings.actors, intervals) {
        if let interval { try write(actor.id, interval) }
      }
    }
    if nodeIntervals.count > 1 { try await writeNodeIntervals(of: id, in: transaction) }
    try await Runs.insert(factors, of: id, in: transaction)
    FailurePoint.reach("intervals_written")
  }

  /// Writes how far the scores of the nodes below the score itself can be trusted.
  private func writeNodeIntervals(of id: Int64, in transaction: Transaction) async throws {
    let (found, root) = (nodeIntervals, run.plan.root)
    try await Runs.copyNodeIntervals(of: id, in: transaction) { write in
      for (index, actor) in inputs.findings.actors.enumerated() {
        let own = found.indices.map { $0 == root ? nil : found[$0][index] }
        if own.contains(where: { $0 != nil }) { try write(actor.id, own) }
      }
    }
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
    if let base = inputs.base, actor < base.sheetRuns.count { return base.cells(actor) }
    var place = actor
    var bytes: [UInt8] = []
    for shard in inputs.shards {
      if place < shard.count {
        shard.appendRow(place, inputs.plan, to: &bytes)
        break
      }
      place -= shard.count
    }
    return bytes[...]
  }
}
