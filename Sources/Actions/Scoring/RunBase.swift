import Domain
import Postgres
import Scoring
import Store

/// What an earlier run found of actors of whom nothing new is known: scored again without reading their observations.
struct RunBase: Sendable {
  let run: ScoringRun
  private(set) var shard = Shard.empty
  private var findings = ActorFindings()
  /// The run whose sheet of the actor holds, and the sheet's fingerprint: in the order of ``shard``.
  private(set) var sheetRuns: [Int64] = []
  private(set) var sheetsSHA256: [UInt8] = []
  /// The scale that the run used, as it is stored.
  private(set) var scale: String?
  let bands: Runs.Bands

  private init(_ run: ScoringRun, bands: Runs.Bands) {
    self.run = run
    self.bands = bands
  }

  var count: Int { shard.count }

  /// Hands over what is known of the actors, in the order of ``shard``: it is large, and kept in one place.
  mutating func takeFindings() -> ActorFindings {
    defer { findings = ActorFindings() }
    return findings
  }

  /// The fingerprint of an actor's sheet.
  func sheetSHA256(_ actor: Int) -> ArraySlice<UInt8> {
    sheetsSHA256[(actor * CellDigest.length)..<((actor + 1) * CellDigest.length)]
  }

  private mutating func reserve(_ count: Int, _ plan: Plan) {
    shard.reserve(count, plan)
    findings.reserve(count)
    sheetRuns.reserveCapacity(count)
    sheetsSHA256.reserveCapacity(count * CellDigest.length)
  }

  private mutating func append(_ kept: LentActor, of actor: RunActor, sheetRun: Int64, _ plan: Plan) throws {
    try shard.append(
      row: kept.cells, of: actor.code.text, observations: Int(kept.observationCount),
      superseded: Int(kept.supersededCount), plan)
    findings.actors.append(actor)
    findings.cellsSHA256.append(contentsOf: kept.cellsSHA256)
    findings.observationCounts.append(kept.observationCount)
    findings.supersededCounts.append(kept.supersededCount)
    findings.spreads.append(ValueSpread(deviations: kept.spread, degrees: kept.spreadDegrees))
    sheetRuns.append(sheetRun)
    sheetsSHA256.append(contentsOf: kept.sheetSHA256)
  }
}

extension RunBase {
  /// The run before, where it serves, and what became known since.
  ///
  /// It serves where it was of the same framework, by the same engine, over the same periods, and of no later day or
  /// moment. What then changes of an actor is what reports, verdicts and targets say since, of a union also what they say
  /// of its members and who they are; all of those carry the time at which they were recorded.
  struct Past: Sendable {
    fileprivate let run: ScoringRun
    /// In the order of the actors' keys.
    fileprivate let standings: [Runs.Standing]
    /// Actors of whom something new is known.
    fileprivate let changed: Set<ID<Actor>>
    /// How many actors each run keeps whose sheets the run before points to.
    fileprivate let keptCounts: [Int64: Int]

    /// Nil where no earlier run serves.
    init?(for reader: RunReader, _ dictionary: RunDictionary, in transaction: Transaction) async throws {
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
      self.run = run
      changed = Set(new).union(above)
      standings = try await Runs.standings(of: run.id, in: transaction)
      var sheetRuns: Set<Int64> = []
      for standing in standings { sheetRuns.insert(standing.sheetRun) }
      keptCounts = try await Runs.keptCounts(of: sheetRuns.sorted(), in: transaction)
    }
  }

  /// Which actors are taken over from the run before.
  struct Outline: Sendable {
    let run: ScoringRun
    /// Those the run speaks of and of whom nothing new is known, by key, with the run whose sheet holds.
    private let actors: [(actor: RunActor, sheetRun: Int64)]
    /// Those of whom something is, by key.
    let others: [RunActor]
    private let bands: Runs.Bands

    /// Above this share of actors with new facts a run reads everything: the server is faster in order than by heart.
    private static let largestShare = 4
    /// Runs keep actors of whom later ones know more. Where they keep so many times as many as there are, a run reads
    /// everything, and the nights after need nothing older.
    private static let largestExcess = 2

    /// Nil where it is better to read everything.
    /// - Parameter actors: in the order of their keys.
    init?(_ past: Past, _ actors: [RunActor]) {
      let (unchanged, others) = Outline.split(actors, past.standings, past.changed)
      guard others.count * Outline.largestShare <= actors.count else { return nil }
      let kept = Set(unchanged.lazy.map(\.sheetRun)).reduce(0) { $0 + (past.keptCounts[$1] ?? 0) }
      guard kept <= Outline.largestExcess * max(past.standings.count, 1) else { return nil }
      run = past.run
      self.actors = unchanged
      self.others = others
      bands = Runs.Bands(past.standings)
    }

    /// - Parameters: actors and standings in the order of keys.
    private static func split(
      _ actors: [RunActor], _ standings: [Runs.Standing], _ changed: Set<ID<Actor>>
    ) -> (unchanged: [(actor: RunActor, sheetRun: Int64)], others: [RunActor]) {
      var unchanged: [(actor: RunActor, sheetRun: Int64)] = []
      unchanged.reserveCapacity(actors.count)
      var others: [RunActor] = []
      var place = 0
      for actor in actors {
        while place < standings.count, standings[place].actor < actor.id { place += 1 }
        if place < standings.count, standings[place].actor == actor.id, !changed.contains(actor.id) {
          unchanged.append((actor, standings[place].sheetRun))
        } else {
          others.append(actor)
        }
      }
      return (unchanged, others)
    }

    /// The place of an actor in ``actors``; nil where it is not taken over.
    private static func place(of actor: ID<Actor>, in actors: [(actor: RunActor, sheetRun: Int64)]) -> Int? {
      let place = actors.partitioningIndex { $0.actor.id >= actor }
      return place < actors.count && actors[place].actor.id == actor ? place : nil
    }

    /// What the runs kept of the actors.
    func kept(_ plan: Plan, in transaction: Transaction) async throws -> RunBase {
      let actors = actors
      let sheetRuns = Set(actors.lazy.map(\.sheetRun)).sorted()
      var room = RunBase(run, bands: bands)
      room.reserve(actors.count, plan)
      // Nearly always the next of a run is the next one here.
      var (base, _) = try await Runs.kept(of: sheetRuns, in: transaction, into: (room, next: 0)) { found, run, kept in
        let isNext = found.next < actors.count && actors[found.next].actor.id == kept.actor
        guard let place = isNext ? found.next : Outline.place(of: kept.actor, in: actors) else { return }
        found.next = place + 1
        if actors[place].sheetRun == run { try found.0.append(kept, of: actors[place].actor, sheetRun: run, plan) }
      }
      guard base.count == actors.count else {
        throw Problem(
          "kept_actors_missing",
          "Of \(actors.count) actors that run \(run.id) speaks of only \(base.count) were kept.")
      }
      if let key = run.provenance.scale { base.scale = try await Scales.find(key, in: transaction)?.body }
      base.findings.warnings = try await RunWarnings.own(of: run.id, in: transaction).filter { warning in
        warning.actor.map { Outline.place(of: $0, in: actors) != nil } ?? false
      }
      return base
    }
  }
}
