import Domain
import Postgres

extension Runs {
  /// What a page of scores in the order of ranks hangs on that may change: which run readers see, and what is known of the
  /// actors on it. All else that a run says stays as it was written.
  public struct PageStamp: Sendable {
    fileprivate let run: Int64
    fileprivate let actors: [Int64]
    /// The transactions that wrote the rows of the actors, in their order: a row that is changed has another one.
    fileprivate let writers: String
  }

  /// The stamp of the page that begins after `offset` scores.
  public static func stamp(of places: Places, offset: Int, limit: Int) -> Statement<PageStamp?> {
    let run = places.run
    let asked: SQL = """
      SELECT k.actors, \(fragment: writers) AS writers
      FROM (
        SELECT r.actors[\(offset + 1):\(offset + limit)] AS actors FROM rankings r WHERE r.run_id = \(run)) k
      CROSS JOIN LATERAL unnest(k.actors) WITH ORDINALITY o (actor_id, place) JOIN actors a USING (actor_id)
      GROUP BY k.actors
      """
    return Statement(asked.prepared()) { rows in
      try rows.first.map { PageStamp(run: run, actors: try $0["actors"], writers: try $0["writers"]) }
    }
  }

  /// Whether a page of `run` of `programme`, or of the run that readers see where nil, would have that stamp now.
  public static func holds(_ stamp: PageStamp, for run: Int64?, of programme: Code) -> Statement<Bool> {
    let asked: SQL = """
      SELECT r.run_id = \(stamp.run) AND \(stamp.writers) = (
        SELECT \(fragment: writers)
        FROM unnest(\(stamp.actors)) WITH ORDINALITY o (actor_id, place) JOIN actors a USING (actor_id)) AS holds
      FROM runs r WHERE r.run_id = \(fragment: key(run, of: programme))
      """
    return Statement(asked.prepared()) { rows in try rows.first.map { try $0["holds"] } ?? false }
  }

  private static let writers: SQL = "string_agg(a.xmin::text, ' ' ORDER BY o.place)"
}
