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
