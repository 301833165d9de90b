import Scoring
import Store

/// What a run knows of its actors beside the engine's numbers, actor after actor in the order of the shards.
struct ActorFindings: Sendable {
  var actors: [RunActor] = []
  /// Fingerprints of the cells, ``CellDigest/length`` bytes each.
  var cellsSHA256: [UInt8] = []
  var observationCounts: [Int32] = []
  /// Cells that a later version of the same report took the place of.
  var supersededCounts: [Int32] = []
  /// How far the actors' own values move from period to period.
  var spreads: [ValueSpread] = []
  /// Signs of invented numbers among the actors' own values.
  var warnings: [RunWarnings.Stored] = []

  /// The fingerprint of an actor's cells.
  func cellsSHA256(_ actor: Int) -> ArraySlice<UInt8> {
    cellsSHA256[(actor * CellDigest.length)..<((actor + 1) * CellDigest.length)]
  }

  /// What the nights after take over of an actor.
  func kept(_ actor: Int, sheetSHA256: ArraySlice<UInt8>) -> KeptActor {
    KeptActor(
      actor: actors[actor].id, cellsSHA256: cellsSHA256(actor), sheetSHA256: sheetSHA256,
      observationCount: observationCounts[actor], supersededCount: supersededCounts[actor],
      spread: spreads[actor].deviations, spreadDegrees: spreads[actor].degrees)
  }

  /// What is known of the actors from the one at `start` on, their warnings left out.
  func suffix(from start: Int) -> ActorFindings {
    ActorFindings(
      actors: Array(actors[start...]), cellsSHA256: Array(cellsSHA256[(start * CellDigest.length)...]),
      observationCounts: Array(observationCounts[start...]), supersededCounts: Array(supersededCounts[start...]),
      spreads: Array(spreads[start...]))
  }

  /// Makes room for so many more actors.
  mutating func reserve(_ count: Int) {
    actors.reserveCapacity(actors.count + count)
    cellsSHA256.reserveCapacity(cellsSHA256.count + count * CellDigest.length)
    observationCounts.reserveCapacity(observationCounts.count + count)
    supersededCounts.reserveCapacity(supersededCounts.count + count)
    spreads.reserveCapacity(spreads.count + count)
  }

  mutating func append(_ other: ActorFindings) {
    actors += other.actors
    cellsSHA256 += other.cellsSHA256
    observationCounts += other.observationCounts
    supersededCounts += other.supersededCounts
    spreads += other.spreads
    warnings += other.warnings
  }
}
