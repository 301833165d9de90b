import Domain
import Postgres
import Scoring
import Store

/// What an earlier run found of actors of whom nothing new is known: scored again without reading their observations.
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

  private init(_ run: ScoringRun) { self.run = run }

  /// The fingerprint of an actor's sheet.
  func sheetSHA256(_ actor: Int) -> ArraySlice<UInt8> {
    sheetsSHA256[(actor * CellDigest.length)..<((actor + 1) * CellDigest.length)]
  }

  func cells(_ actor: Int) -> ArraySlice<UInt8> { cells[(actor == 0 ? 0 : cellEnds[actor - 1])..<cellEnds[actor]] }

  private mutating func append(
    _ sheet: Runs.KeptSheet, _ bytes: UnsafeRawBufferPointer, of actor: RunActor, _ plan: Plan
  ) throws {
    try shard.append(
      row: bytes, of: actor.code.text, observations: sheet.observationCount, superseded: sheet.supersededCount, plan)
    findings.actors.append(actor)
    findings.cellsSHA256 += sheet.cellsSHA256
    findings.observationCounts.append(Int32(sheet.observationCount))
    findings.supersededCounts.append(Int32(sheet.supersededCount))
    findings.spreads.append(ValueSpread(deviations: sheet.spread, degrees: sheet.spreadDegrees))
    sheetRuns.append(sheet.run)
    sheetsSHA256 += sheet.sheetSHA256
    cells.append(contentsOf: bytes)
    cellEnds.append(cells.count)
  }
}

extension RunBase {
  /// Which earlier run serves, and for which actors.
  ///
  /// It holds where the run before was of the same framework, by the same engine, over the same periods, and of no later
  /// day or moment. What then changes of an actor is what reports, verdicts and targets say since, of a union also what
  /// they say of its members and who they are; all of those carry the time at which they were recorded.
  struct Outline: Sendable {
    let run: ScoringRun
    /// Those the run speaks of and of whom nothing new is known, in the order of their keys.
    private let actors: [RunActor]
    private let ids: Set<ID<Actor>>

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
      let standing = try await Runs.actorKeys(of: run.id, in: transaction)
      let unchanged = actors.filter { standing.contains($0.id) && !changed.contains($0.id) }
      guard (actors.count - unchanged.count) * Outline.largestShare <= actors.count else { return nil }
      self.run = run
      self.actors = unchanged
      ids = Set(unchanged.map(\.id))
    }

    func holds(_ actor: ID<Actor>) -> Bool { ids.contains(actor) }

    /// What the run kept of the actors.
    func kept(_ plan: Plan, in transaction: Transaction) async throws -> RunBase {
      let actors = actors
      var (base, _) = try await Runs.keptSheets(of: run.id, in: transaction, into: (RunBase(run), 0)) {
        state, sheet, bytes in
        while state.1 < actors.count, actors[state.1].id < sheet.actor { state.1 += 1 }
        guard state.1 < actors.count, actors[state.1].id == sheet.actor else { return }
        try state.0.append(sheet, bytes, of: actors[state.1], plan)
      }
      if let key = run.provenance.scale { base.scale = try await Scales.find(key, in: transaction)?.body }
      base.findings.warnings = try await RunWarnings.own(of: run.id, in: transaction).filter { warning in
        warning.actor.map(ids.contains) ?? false
      }
      return base
    }
  }
}
