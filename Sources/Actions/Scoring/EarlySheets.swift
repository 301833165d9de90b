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

  /// - Parameter parts: as they are read.
  /// - Returns: The sheets' fingerprints, in the order of the parts.
  func write(_ parts: AsyncStream<RunPart>, in transaction: Transaction) async throws -> [UInt8] {
    try await Runs.expectToWait(in: transaction)
    var fingerprints: [UInt8] = []
    for await part in parts {
      let scored = try await scorer.score([part.shard], frozen: scale)
      fingerprints += try await write(part, scored, in: transaction)
    }
    return fingerprints
  }

  private func write(_ part: RunPart, _ scored: Run, in transaction: Transaction) async throws -> [UInt8] {
    let actors = part.findings.actors
    var digest = SheetDigest()
    var fingerprints: [UInt8] = []
    fingerprints.reserveCapacity(actors.count * CellDigest.length)
    let sheets = actors.indices.map { ActorSheet(scored, $0) }
    for sheet in sheets { fingerprints.append(contentsOf: digest.of(sheet)) }
    let found = fingerprints
    try await Runs.copySheets(of: run, in: transaction) { write in
      var cells: [UInt8] = []
      for actor in actors.indices {
        cells.removeAll(keepingCapacity: true)
        part.shard.appendRow(actor, scorer.plan, to: &cells)
        try write(
          Runs.NewSheet(
            actor: actors[actor].id, cellsSHA256: part.findings.cellsSHA256(actor),
            sheetSHA256: found[RunResults.range(actor)],
            observationCount: Int(part.findings.observationCounts[actor]),
            supersededCount: Int(part.findings.supersededCounts[actor]),
            spread: part.findings.spreads[actor].deviations, spreadDegrees: part.findings.spreads[actor].degrees,
            cells: cells[...], sheet: sheets[actor]))
      }
    }
    return fingerprints
  }
}
