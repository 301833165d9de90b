import Domain
import Postgres
import Scoring
import Store

extension RunResults {
  /// Writes a run: sheets of which something is new, the run itself, where everybody stands, and how far scores can be
  /// trusted.
  ///
  /// - Parameters:
  ///   - earlier: the run whose bands hold; nil where bands are given afresh.
  ///   - insert: writes the row of the run.
  func write(
    of id: Int64, bandsAfter earlier: Int64?, in transaction: Transaction,
    insert: nonisolated(nonsending) (ScoringRun.Result) async throws -> Void
  ) async throws {
    // Found while the server writes.
    async let inOrder = InOrder(self)
    async let warnings = RunIntegrity(inputs).warnings
    if !hasWrittenSheets { try await writeSheets(of: id, in: transaction) }
    FailurePoint.reach("scores_written")
    try await insert(result(await inOrder))
    var before = Runs.Bands()
    if let earlier {
      let known = inputs.base.flatMap { $0.run.id == earlier ? $0.bands : nil }
      before = if let known { known } else { try await Runs.bands(of: earlier, in: transaction) }
    }
    try await writeStandings(of: id, bandsAfter: before, order: await inOrder.keyOrder, in: transaction)
    try await Runs.copy(ranking: await inOrder.ranking, of: id, in: transaction)
    if !intervals.isEmpty { try await writeIntervals(of: id, in: transaction) }
    try await RunWarnings.copy(await warnings, of: id, in: transaction)
  }

  private func writeSheets(of id: Int64, in transaction: Transaction) async throws {
    let new = inputs.findings.actors.indices.filter { keptSheet($0) == nil }
    try await Runs.copySheets(of: id, in: transaction) { write in
      for actor in new { try write(inputs.findings.actors[actor].id, ActorSheet(run, actor)) }
    }
    try await Runs.copyKept(of: id, in: transaction) { write in
      var stretch = KeptStretch()
      for actor in new.sorted(by: { inputs.findings.actors[$0].id < inputs.findings.actors[$1].id }) {
        stretch.append(
          inputs.findings.kept(actor, sheetSHA256: sheetsSHA256[RunResults.range(actor)]), cells: inputs.row(actor))
        if stretch.isFull {
          try write(stretch)
          stretch = KeptStretch()
        }
      }
      try write(stretch)
    }
  }

  /// The bands of the actors, in their order, where those of an earlier run hold until the median left them too.
  func bands(after earlier: Runs.Bands) -> [String?] {
    inputs.findings.actors.enumerated().map { band($0, after: earlier[$1.id]) }
  }

  /// - Parameter previous: that of the earlier run.
  private func band(_ actor: Int, after previous: String?) -> String? {
    run.score(actor).score.map { score in
      run.plan.framework.bands.band(
        of: score, previous: previous.flatMap(BandRule.Band.init(rawValue:)),
        median: intervals.isEmpty ? nil : intervals[actor]?.score.median
      ).rawValue
    }
  }

  /// - Parameter order: the actors by key.
  private func writeStandings(
    of id: Int64, bandsAfter earlier: Runs.Bands, order: [Int], in transaction: Transaction
  ) async throws {
    try await Runs.copyStandings(of: id, in: transaction) { write in
      var place = 0
      for actor in order {
        let key = inputs.findings.actors[actor].id
        let band = band(actor, after: earlier.find(key, from: &place))
        try write(Runs.Standing(actor: key, sheetRun: keptSheet(actor) ?? id, band: band), run.ranks(actor))
      }
    }
  }

  /// Writes how far the scores can be trusted, and what moves ranks.
  private func writeIntervals(of id: Int64, in transaction: Transaction) async throws {
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
