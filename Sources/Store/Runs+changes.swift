import Domain
import Postgres

extension Runs {
  /// The actors whose score or rank differs between two runs: those without a score on one side first, then the largest
  /// change first, then by code.
  public static func changes(
    from earlier: Int64, to later: Int64, offset: Int, limit: Int, in session: some Session
  ) async throws -> [(actor: ID<Actor>, change: ScoreChange)] {
    let rows = try await session.query(
      """
      WITH sides AS (
        SELECT s.run_id, s.actor_id, s.ranks[n.root] AS rank, h.scores[n.root] AS score
        FROM standings s JOIN runs r ON r.run_id = s.run_id
        CROSS JOIN LATERAL (SELECT array_position(r.nodes, r.root_node) AS root) n
        JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
        WHERE s.run_id IN (\(earlier), \(later)))
      SELECT a.actor_id, a.code, b.score AS score_before, n.score AS score_after, b.rank AS rank_before,
        n.rank AS rank_after
      FROM (SELECT * FROM sides WHERE run_id = \(earlier)) b
      FULL JOIN (SELECT * FROM sides WHERE run_id = \(later)) n ON n.actor_id = b.actor_id
      JOIN actors a ON a.actor_id = coalesce(b.actor_id, n.actor_id)
      WHERE b.score IS DISTINCT FROM n.score OR b.rank IS DISTINCT FROM n.rank
      ORDER BY abs(n.score - b.score) DESC NULLS FIRST, a.code LIMIT \(limit) OFFSET \(offset)
      """)
    return try rows.map { row in
      (
        try row["actor_id"],
        ScoreChange(
          actor: try row["code"], scoreBefore: try row["score_before"], scoreAfter: try row["score_after"],
          rankBefore: try row["rank_before"], rankAfter: try row["rank_after"])
      )
    }
  }
}
