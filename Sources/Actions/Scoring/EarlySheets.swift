import Domain
import Postgres
import Scoring
import Store

/// Scores actors and writes their sheets while the server still sends the observations of others: where the scale is
/// known beforehand, nothing of an actor's sheet hangs on anybody else. The ranks do, and are written at the end.
struct EarlySheets: Sendable {
  let run: Int64
  let scale: Scale
  let scorer: Scorer

  /// A stretch of actors that was read, and the number of the share it belongs to.
  struct Arrival: Sendable {
    let share: Int
    let part: RunPart
  }

  /// - Parameter arrivals: as they are read; those of one share in its order.
  /// - Returns: The sheets' fingerprints, share after share.
  func write(_ arrivals: AsyncStream<Arrival>, in transaction: Transaction) async throws -> [UInt8] {
    try await Runs.expectToWait(in: transaction)
    var fingerprints: [Int: [UInt8]] = [:]
    for await arrival in arrivals {
      let scored = try await scorer.score([arrival.part.shard], frozen: scale)
      fingerprints[arrival.share, default: []] += try await write(arrival.part, scored, in: transaction)
    }
    return fingerprints.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private func write(_ part: RunPart, _ scored: Run, in transaction: Transaction) async throws -> [UInt8] {
    let actors = part.findings.actors
    var digest = SheetDigest()
    var fingerprints: [UInt8] = []
    fingerprints.reserveCapacity(actors.count * CellDigest.length)
    let sheets = actors.indices.map { ActorSheet(scored, $0) }
    for sheet in sheets { fingerprints.append(contentsOf: digest.of(sheet)) }
    try await Runs.copySheets(of: run, in: transaction) { write in
      for (actor, sheet) in zip(actors, sheets) { try write(actor.id, sheet) }
    }
    var stretch = KeptStretch()
    var cells: [UInt8] = []
    for actor in actors.indices {
      cells.removeAll(keepingCapacity: true)
      part.shard.appendRow(actor, scorer.plan, to: &cells)
      stretch.append(
        part.findings.kept(actor, sheetSHA256: fingerprints[RunResults.range(actor)]), cells: cells)
    }
    let whole = stretch
    try await Runs.copyKept(of: run, in: transaction) { write in try write(whole) }
    return fingerprints
  }
}
