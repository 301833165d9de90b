import Domain
import Postgres
import Scoring
import Store

/// What an earlier run found of actors of whom nothing new is known: scored again without reading their observations.
///
/// It holds where the run before was of the same framework, by the same engine, over the same periods, and of no later
/// day or moment. What then changes of an actor is what reports, verdicts and targets say since, of a union also what they
/// say of its members and who they are; all of those carry the time at which they were recorded.
struct RunBase: Sendable {
  let run: ScoringRun
  private(set) var shard = Shard.empty
  private(set) var findings = ActorFindings()
  /// The run whose sheet of the actor holds, and the sheet's fingerprint: in the order of ``findings``.
  private(set) var sheetRuns: [Int64] = []
  private(set) var sheetsSHA256: [UInt8] = []
  /// The engine's form of each actor's cells, one after another, and where each ends.
  private(set) var cells: [UInt8] = []
  private(set) var cellEnds: [Int] = []
  /// The scale that the run used, as it is stored.
  private(set) var scale: String?
  private var ids: Set<ID<Actor>> = []

  /// Above this share of actors with new facts a run reads everything: the server is faster in order than by heart.
  private static let largestShare = 4

  /// Nil where no earlier run serves.
  init?(for reader: RunReader, _ dictionary: RunDictionary, _ actors: [RunActor], in transaction: Transaction)
    async throws
  {
    let identity = reader.identity
    guard let run = try await Runs.current(of: reader.programme.programme.code, in: transaction),
      run.identity.framework == identity.framework, run.identity.engineVersion == identity.engineVersion,
      run.provenance.layoutSHA256 == dictionary.layoutSHA256, run.identity.asOf <= identity.asOf,
      run.identity.recordedUntil <= identity.recordedUntil
    else { return nil }
    let new = try await Observations.newlyKnown(
      of: reader.programme.id, after: (run.identity.asOf, run.identity.recordedUntil),
      through: (identity.asOf, identity.recordedUntil), in: transaction)
    let above = try await Memberships.unionsAbove(
      new, recordedAfter: run.identity.recordedUntil, through: identity.recordedUntil, in: transaction)
    let changed = Set(new).union(above)
    let unchanged = actors.filter { !changed.contains($0.id) }
    guard (actors.count - unchanged.count) * RunBase.largestShare <= actors.count else { return nil }
    self.run = run
    let kept = try await RunBase.kept(of: run.id, unchanged, reader.plan, in: transaction)
    shard = kept.shard
    findings = kept.findings
    sheetRuns = kept.sheetRuns
    sheetsSHA256 = kept.sheetsSHA256
    cells = kept.cells
    cellEnds = kept.cellEnds
    ids = Set(findings.actors.map(\.id))
    if let key = run.provenance.scale { scale = try await Scales.find(key, in: transaction)?.body }
    let ids = ids
    findings.warnings = try await RunWarnings.own(of: run.id, in: transaction).filter { warning in
      warning.actor.map(ids.contains) ?? false
    }
  }

  func holds(_ actor: ID<Actor>) -> Bool { ids.contains(actor) }

  /// The fingerprint of an actor's sheet.
  func sheetSHA256(_ actor: Int) -> ArraySlice<UInt8> {
    sheetsSHA256[(actor * CellDigest.length)..<((actor + 1) * CellDigest.length)]
  }

  func cells(_ actor: Int) -> ArraySlice<UInt8> { cells[(actor == 0 ? 0 : cellEnds[actor - 1])..<cellEnds[actor]] }

  private struct Kept: Sendable {
    var shard = Shard.empty
    var findings = ActorFindings()
    var sheetRuns: [Int64] = []
    var sheetsSHA256: [UInt8] = []
    var cells: [UInt8] = []
    var cellEnds: [Int] = []
    var next = 0
  }

  /// What the run kept of `actors`, which are in the order of their keys, as the run's are.
  private static func kept(of run: Int64, _ actors: [RunActor], _ plan: Plan, in transaction: Transaction) async throws
    -> Kept
  {
    try await Runs.keptSheets(of: run, in: transaction, into: Kept()) { kept, sheet, bytes in
      while kept.next < actors.count, actors[kept.next].id < sheet.actor { kept.next += 1 }
      guard kept.next < actors.count, actors[kept.next].id == sheet.actor else { return }
      let actor = actors[kept.next]
      try kept.shard.append(
        row: bytes, of: actor.code.text, observations: sheet.observationCount, superseded: sheet.supersededCount, plan)
      kept.findings.actors.append(actor)
      kept.findings.cellsSHA256 += sheet.cellsSHA256
      kept.findings.observationCounts.append(Int32(sheet.observationCount))
      kept.findings.supersededCounts.append(Int32(sheet.supersededCount))
      kept.findings.spreads.append(ValueSpread(deviations: sheet.spread, degrees: sheet.spreadDegrees))
      kept.sheetRuns.append(sheet.run)
      kept.sheetsSHA256 += sheet.sheetSHA256
      kept.cells.append(contentsOf: bytes)
      kept.cellEnds.append(kept.cells.count)
    }
  }
}
