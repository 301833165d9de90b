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
  /// The bands that the run gave, by actor.
  let bands: [ID<Actor>: String]

  private init(_ run: ScoringRun, bands: [ID<Actor>: String]) {
    self.run = run
    self.bands = bands
  }

  /// The fingerprint of an actor's sheet.
  func sheetSHA256(_ actor: Int) -> ArraySlice<UInt8> {
    sheetsSHA256[(actor * CellDigest.length)..<((actor + 1) * CellDigest.length)]
  }

  func cells(_ actor: Int) -> ArraySlice<UInt8> { cells[(actor == 0 ? 0 : cellEnds[actor - 1])..<cellEnds[actor]] }

  private mutating func append(
    _ kept: KeptActor, _ bytes: UnsafeRawBufferPointer, of actor: RunActor, sheetRun: Int64, _ plan: Plan
  ) throws {
    try shard.append(
      row: bytes, of: actor.code.text, observations: Int(kept.observationCount), superseded: Int(kept.supersededCount),
      plan)
    findings.actors.append(actor)
    findings.cellsSHA256 += kept.cellsSHA256
    findings.observationCounts.append(kept.observationCount)
    findings.supersededCounts.append(kept.supersededCount)
    findings.spreads.append(ValueSpread(deviations: kept.spread, degrees: Int(kept.spreadDegrees)))
    sheetRuns.append(sheetRun)
    sheetsSHA256 += kept.sheetSHA256
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
    /// Those the run speaks of and of whom nothing new is known, by key, with the run whose sheet holds.
    private let actors: [ID<Actor>: (actor: RunActor, sheetRun: Int64)]
    /// The runs that keep them.
    private let sheetRuns: [Int64]
    private let bands: [ID<Actor>: String]

    /// Above this share of actors with new facts a run reads everything: the server is faster in order than by heart.
    private static let largestShare = 4
    /// Runs keep actors of whom later ones know more. Where they keep so many times as many as there are, a run reads
    /// everything, and the nights after need nothing older.
    private static let largestExcess = 2

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
      let standings = try await Runs.standings(of: run.id, in: transaction)
      let unchanged = Outline.unchanged(actors, standings, changed)
      guard (actors.count - unchanged.count) * Outline.largestShare <= actors.count else { return nil }
      sheetRuns = Set(unchanged.values.map(\.sheetRun)).sorted()
      guard
        try await Runs.keptCount(of: sheetRuns, in: transaction) <= Outline.largestExcess * max(standings.count, 1)
      else { return nil }
      self.run = run
      self.actors = unchanged
      bands = Dictionary(
        uniqueKeysWithValues: standings.compactMap { standing in standing.band.map { (standing.actor, $0) } })
    }

    /// - Parameters: actors and standings in the order of keys.
    private static func unchanged(
      _ actors: [RunActor], _ standings: [Runs.Standing], _ changed: Set<ID<Actor>>
    ) -> [ID<Actor>: (actor: RunActor, sheetRun: Int64)] {
      var unchanged: [ID<Actor>: (actor: RunActor, sheetRun: Int64)] = [:]
      unchanged.reserveCapacity(actors.count)
      var rest = standings[...]
      for actor in actors {
        while let standing = rest.first, standing.actor < actor.id { rest.removeFirst() }
        guard let standing = rest.first, standing.actor == actor.id, !changed.contains(actor.id) else { continue }
        unchanged[actor.id] = (actor, standing.sheetRun)
      }
      return unchanged
    }

    func holds(_ actor: ID<Actor>) -> Bool { actors[actor] != nil }

    /// What the runs kept of the actors.
    func kept(_ plan: Plan, in transaction: Transaction) async throws -> RunBase {
      let actors = actors
      var base = try await Runs.kept(of: sheetRuns, in: transaction, into: RunBase(run, bands: bands)) {
        base, run, kept, cells in
        guard let (actor, sheetRun) = actors[kept.actor], sheetRun == run else { return }
        try base.append(kept, cells, of: actor, sheetRun: run, plan)
      }
      guard base.findings.actors.count == actors.count else {
        throw Problem(
          "kept_actors_missing",
          "Of \(actors.count) actors that run \(run.id) speaks of only \(base.findings.actors.count) were kept.")
      }
      if let key = run.provenance.scale { base.scale = try await Scales.find(key, in: transaction)?.body }
      base.findings.warnings = try await RunWarnings.own(of: run.id, in: transaction).filter { warning in
        warning.actor.map { actors[$0] != nil } ?? false
      }
      return base
    }
  }
}
