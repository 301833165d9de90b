import Domain
import Postgres

extension Runs {
  /// Keeps what the nights after `run` take over of actors whose sheets it found, by COPY: `body` calls `write` once a
  /// stretch.
  public static func copyKept(
    of run: Int64, in transaction: Transaction,
    _ body: @Sendable (_ write: (KeptStretch) throws -> Void) throws -> Void
  ) async throws {
    try await transaction.copyIn(
      into: "kept_actors", columns: ["run_id", "first_actor", "last_actor", "actor_count", "body"]
    ) { writer in
      try body { stretch in
        guard stretch.count > 0 else { return }
        try writer.beginRow()
        try writer.write(run)
        try writer.write(stretch.first.rawValue)
        try writer.write(stretch.last.rawValue)
        try writer.write(stretch.count)
        try stretch.body.withUnsafeBytes { try writer.write(bytes: $0) }
      }
    }
  }

  /// How many actors each of `runs` keeps.
  public static func keptCounts(of runs: [Int64], in session: some Session) async throws -> [Int64: Int] {
    let rows = try await session.query(
      "SELECT run_id, sum(actor_count)::bigint AS count FROM kept_actors WHERE run_id = ANY (\(runs)) GROUP BY run_id")
    return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["run_id"], try $0["count"]) })
  }

  /// Calls `body` for every actor that one of `runs` keeps, run after run, stretch after stretch; what it is given is lent
  /// for the call.
  public static func kept<Value: Sendable>(
    of runs: [Int64], in transaction: Transaction, into start: Value,
    _ body: @Sendable (inout Value, _ run: Int64, LentActor) throws -> Void
  ) async throws -> Value {
    try await transaction.withCopyOut(
      "SELECT run_id, body FROM kept_actors WHERE run_id = ANY (\(runs)) ORDER BY run_id, first_actor"
    ) { reader in
      var value = start
      while try reader.nextRow() {
        let run = try reader.int64()
        // What is thrown has to come out of the reader's closure as a value.
        let outcome: Result<Void, any Error>? = try reader.withBytesOrNil { bytes in
          Result {
            var actors = KeptActorReader(bytes)
            while let kept = try actors.next() { try body(&value, run, kept) }
          }
        }
        try outcome?.get()
      }
      return value
    }
  }

  /// One actor's observations after roll-up, in the engine's form; nil where the run does not speak of it.
  public static func cells(of run: Int64, actor: Code, in session: some Session) async throws -> [UInt8]? {
    // The stretches of unions lie across those of others.
    let stretches = try await session.query(
      """
      SELECT s.actor_id, k.body FROM actors a JOIN LATERAL standing_of(\(run), a.actor_id) s ON true
      JOIN kept_actors k ON k.run_id = s.sheet_run_id AND s.actor_id BETWEEN k.first_actor AND k.last_actor
      WHERE a.code = \(actor)
      """)
    for stretch in stretches {
      let (key, body): (ID<Actor>, [UInt8]) = (try stretch["actor_id"], try stretch["body"])
      let found = try body.withUnsafeBytes { bytes -> [UInt8]? in
        var actors = KeptActorReader(bytes)
        while let kept = try actors.next(), kept.actor <= key {
          if kept.actor == key { return Array(kept.cells) }
        }
        return nil
      }
      if let found { return found }
    }
    return nil
  }
}
