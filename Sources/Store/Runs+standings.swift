import Domain
import Postgres

/// The table `standing_blocks`.
extension Runs {
  /// Where an actor stands in a run, but for its ranks.
  public struct Standing: Sendable {
    public let actor: ID<Actor>
    /// The run whose sheet of the actor holds.
    public let sheetRun: Int64
    public let band: String?

    public init(actor: ID<Actor>, sheetRun: Int64, band: String?) {
      self.actor = actor
      self.sheetRun = sheetRun
      self.band = band
    }
  }

  /// The actors a run speaks of, in the order of their keys.
  public static func standings(of run: Int64, in transaction: Transaction) async throws -> [Standing] {
    try await transaction.withCopyOut(
      "SELECT block, sheet_run_ids, bands FROM standing_blocks WHERE run_id = \(run) ORDER BY block"
    ) { reader in
      var standings: [Standing] = []
      while try reader.nextRow() { try StandingBlock.read(&reader, into: &standings) }
      return standings
    }
  }

  /// Writes where actors stand in a run by COPY: `body` calls `write` once an actor, in the order of keys, with the ranks
  /// node after node, 0 for none.
  public static func copyStandings(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (Standing, _ ranks: [Int32]) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(into: "standing_blocks", columns: StandingBlock.columns) { writer in
      var block: StandingBlock?
      try body { standing, ranks in
        if block?.takes(standing.actor) != true {
          try block?.write(of: run, to: &writer)
          block = StandingBlock(for: standing.actor)
        }
        block?.append(standing, ranks)
      }
      try block?.write(of: run, to: &writer)
    }
  }
}

/// The standings of those actors of a run whose key divided by ``length`` is the same.
private struct StandingBlock {
  static let columns = ["run_id", "block", "sheet_run_ids", "ranks", "bands"]

  /// As the table has it.
  private static let length: Int64 = 32

  private let number: Int64
  /// At the remainders of the actors' keys; 0 where the run does not speak of one.
  private var sheetRuns: [Int64] = []
  /// Actor after actor, of each node after node; 0 for none.
  private var ranks: [Int32] = []
  private var bands: [String?] = []

  init(for actor: ID<Actor>) { number = actor.rawValue / StandingBlock.length }

  func takes(_ actor: ID<Actor>) -> Bool { actor.rawValue / StandingBlock.length == number }

  /// - Parameter standing: of an actor that this block takes, with a larger key than those before.
  mutating func append(_ standing: Runs.Standing, _ ranks: [Int32]) {
    let absent = Int(standing.actor.rawValue % StandingBlock.length) - sheetRuns.count
    sheetRuns += repeatElement(0, count: absent)
    self.ranks += repeatElement(0, count: absent * ranks.count)
    bands += repeatElement(nil, count: absent)
    sheetRuns.append(standing.sheetRun)
    self.ranks += ranks
    bands.append(standing.band)
  }

  /// Writes one row of ``columns``.
  func write(of run: Int64, to writer: inout CopyWriter) throws {
    try writer.beginRow()
    try writer.write(run)
    try writer.write(number)
    try writer.write(int64s: sheetRuns, zeroIsNull: true)
    try writer.write(int32s: ranks, zeroIsNull: true)
    try writer.write(texts: bands)
  }

  /// Reads a row of `block`, `sheet_run_ids` and `bands`.
  static func read(_ reader: inout CopyReader, into standings: inout [Runs.Standing]) throws {
    let first = try reader.int64() * length
    let (sheetRuns, bands) = (try reader.int64s(), try reader.texts())
    for (place, (sheetRun, band)) in zip(sheetRuns, bands).enumerated() where sheetRun != 0 {
      standings.append(Runs.Standing(actor: ID(first + Int64(place)), sheetRun: sheetRun, band: band))
    }
  }
}
