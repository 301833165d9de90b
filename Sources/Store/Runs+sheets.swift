import Domain
import Postgres

extension Runs {
  /// The actors a run speaks of, in the order of their keys.
  public static func actors(of run: Int64, in session: some Session) async throws -> [(id: ID<Actor>, code: Code)] {
    let rows = try await session.query(
      """
      SELECT a.actor_id, a.code FROM standings s JOIN actors a USING (actor_id) WHERE s.run_id = \(run)
      ORDER BY a.actor_id
      """)
    return try rows.map { (try $0["actor_id"], try $0["code"]) }
  }

  /// The actors a run speaks of.
  public static func actorKeys(of run: Int64, in transaction: Transaction) async throws -> Set<ID<Actor>> {
    try await transaction.withCopyOut("SELECT actor_id FROM standings WHERE run_id = \(run)") { reader in
      var keys: Set<ID<Actor>> = []
      while try reader.nextRow() { keys.insert(ID(try reader.int64())) }
      return keys
    }
  }

  /// What an earlier run kept of an actor.
  public struct KeptSheet {
    public let actor: ID<Actor>
    /// The run that found it.
    public let run: Int64
    public let cellsSHA256: [UInt8]
    public let sheetSHA256: [UInt8]
    public let observationCount: Int
    public let supersededCount: Int
    public let spread: Double
    public let spreadDegrees: Int
  }

  /// Calls `body` for every actor of a run, in the order of keys, with what was kept of it and the cells in the engine's
  /// form, lent for the call.
  public static func keptSheets<Value: Sendable>(
    of run: Int64, in transaction: Transaction, into start: Value,
    _ body: @Sendable (inout Value, KeptSheet, UnsafeRawBufferPointer) throws -> Void
  ) async throws -> Value {
    try await Planning.byKeys(in: transaction) {
      try await keptSheetsByKeys(of: run, in: transaction, into: start, body)
    }
  }

  private static func keptSheetsByKeys<Value: Sendable>(
    of run: Int64, in transaction: Transaction, into start: Value,
    _ body: @Sendable (inout Value, KeptSheet, UnsafeRawBufferPointer) throws -> Void
  ) async throws -> Value {
    try await transaction.withCopyOut(
      """
      SELECT s.actor_id, h.run_id, h.cells_sha256, h.sheet_sha256, h.observation_count, h.superseded_count, coalesce(h.spread, 0),
        coalesce(h.spread_degrees, 0), h.cells
      FROM standings s JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
      WHERE s.run_id = \(run) ORDER BY s.actor_id
      """
    ) { reader in
      var value = start
      while try reader.nextRow() {
        let kept = KeptSheet(
          actor: ID<Actor>(try reader.int64()), run: try reader.int64(),
          cellsSHA256: try reader.withBytesOrNil { Array($0) } ?? [],
          sheetSHA256: try reader.withBytesOrNil { Array($0) } ?? [], observationCount: Int(try reader.int32()),
          supersededCount: Int(try reader.int32()), spread: try reader.double(),
          spreadDegrees: Int(try reader.int32()))
        // What `body` throws has to come out of the reader's closure as a value.
        let outcome: Result<Void, any Error>? = try reader.withBytesOrNil { bytes in
          Result { try body(&value, kept, bytes) }
        }
        try outcome?.get()
      }
      return value
    }
  }

  /// Calls `body` for every actor of a run, in the order of keys, with its sheet and ranks as they stand in the tables.
  public static func sheets<Value: Sendable>(
    of run: Int64, in transaction: Transaction, into start: Value,
    _ body: @Sendable (inout Value, ID<Actor>, ActorSheet, [Int32]) throws -> Void
  ) async throws -> Value {
    let columns = sheetColumns.map { "h.\($0)" }.joined(separator: ", ")
    return try await transaction.withCopyOut(
      """
      SELECT s.actor_id, s.ranks, \(fragment: SQL(unsafeRaw: columns))
      FROM standings s JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
      WHERE s.run_id = \(run) ORDER BY s.actor_id
      """
    ) { reader in
      var value = start
      while try reader.nextRow() {
        let actor = ID<Actor>(try reader.int64())
        let ranks = try reader.int32s()
        try body(&value, actor, try ActorSheet(&reader), ranks)
      }
      return value
    }
  }

  /// The bands that a run gave, by actor; those that have none are left out.
  public static func bands(of run: Int64, in transaction: Transaction) async throws -> [ID<Actor>: String] {
    try await transaction.withCopyOut(
      "SELECT actor_id, band FROM standings WHERE run_id = \(run) AND band IS NOT NULL"
    ) { reader in
      var bands: [ID<Actor>: String] = [:]
      while try reader.nextRow() { bands[ID<Actor>(try reader.int64())] = try reader.value() }
      return bands
    }
  }

  /// One actor's observations after roll-up, in the engine's form; nil where the run does not speak of it.
  public static func cells(of run: Int64, actor: Code, in session: some Session) async throws -> [UInt8]? {
    try await session.queryAtMostOne(
      """
      SELECT h.cells FROM standings s JOIN actors a USING (actor_id)
      JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
      WHERE s.run_id = \(run) AND a.code = \(actor)
      """
    ).map { try $0["cells"] }
  }
}

extension ActorSheet {
  /// The columns of ``Runs/sheetColumns``.
  init(_ reader: inout CopyReader) throws {
    self.init()
    scores = try reader.doubles()
    unweighted = try reader.doubles()
    lowerBounds = try reader.doubles()
    upperBounds = try reader.doubles()
    coverages = try reader.doubles()
    statuses = try reader.int16s()
    places = try reader.int16s()
    raws = try reader.doubles()
    normalised = try reader.doubles()
    evidences = try reader.doubles()
    weights = try reader.doubles()
    contributions = try reader.doubles()
    placeStatuses = try reader.int16s()
  }
}
