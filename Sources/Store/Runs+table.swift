import Domain
import Postgres

extension Runs {
  /// Where a node stands in the arrays of a run and of the one before it.
  public struct Places: Sendable {
    let run: Int64
    public let name: String
    fileprivate let node: Int
    fileprivate let isRoot: Bool
    /// Nil where there is no run before, or it has no such node.
    fileprivate let before: (run: Int64, node: Int)?

    /// The score in the run before.
    fileprivate var previous: SQL {
      guard let before else { return "NULL::double precision" }
      return "b.scores[\(before.node)]"
    }
  }

  /// The scores of one node of a run, best first, then those without a rank, by code; each with that of the run before.
  ///
  /// - Parameter offset: Scores to leave out before.
  public static func scores(
    of run: Int64, node: String, filter: ScoreFilter = ScoreFilter(), offset: Int = 0, limit: Int,
    in session: some Session
  ) async throws -> [RankedActor] {
    guard let places = try await session.run(places(of: node, at: "\(run)")) else { return [] }
    return try await session.run(scores(at: places, filter: filter, offset: offset, limit: limit))
  }

  /// As ``scores(of:node:filter:offset:limit:in:)`` where it is known where the node stands.
  public static func scores(
    at places: Places, filter: ScoreFilter, offset: Int, limit: Int
  ) -> Statement<[RankedActor]> {
    let (run, place) = (places.run, places.node)
    // The score itself has a table of its own.
    let interval = places.isRoot ? intervalColumns : intervalColumns(ofNode: place)
    // Kept prepared: the server plans the joins for longer than it runs them. What is not asked for does not stand here,
    // since a kept plan reckons with all that does.
    let statement: SQL = """
      SELECT \(places.name)::text AS node, h.scores[\(place)] AS score, h.unweighted[\(place)] AS unweighted,
        h.lower_bounds[\(place)] AS lower_bound, h.upper_bounds[\(place)] AS upper_bound, s.ranks[\(place)] AS rank,
        h.coverages[\(place)] AS coverage, \(fragment: places.isRoot ? "s.band" : "NULL::text") AS band,
        r.node_statuses[h.statuses[\(place)] + 1] AS status, a.code, a.kind, a.name_ar, a.name_fr, a.name_en,
        \(fragment: places.previous) AS previous, \(fragment: interval)
      FROM \(fragment: source(run, filter, places, offset, limit)) JOIN runs r ON r.run_id = s.run_id
      JOIN actor_sheets h ON h.actor_id = s.actor_id AND h.run_id = s.sheet_run_id
      JOIN actors a ON a.actor_id = s.actor_id
      LEFT JOIN \(fragment: places.isRoot ? "score_intervals" : "node_intervals") i
        ON i.actor_id = s.actor_id AND i.run_id = s.run_id
      \(fragment: before(places))
      WHERE \(fragment: SQL.joined(conditions(run, filter, places), by: " AND "))
      ORDER BY \(fragment: order(filter, places)) LIMIT \(limit) OFFSET \(isCut(filter, at: places) ? 0 : offset)
      """
    return Statement(statement.prepared()) { rows in
      try rows.map { row in
        let score = try decodeScore(row)
        return RankedActor(
          actor: try row["code"], kind: try row.word("kind"), names: try row.names(), score: score,
          interval: try decodeInterval(row), previous: try row["previous"])
      }
    }
  }

  /// Where a node of a run of `programme` stands, or the root where nil; of the run that readers see where nil.
  ///
  /// It answers nil where there is no such run, or it has no such node.
  public static func places(of node: String?, in run: Int64?, of programme: Code) -> Statement<Places?> {
    places(of: node, at: key(run, of: programme))
  }

  private static func places(of node: String?, at run: SQL) -> Statement<Places?> {
    let asked: SQL = """
      SELECT n.run_id, n.node, array_position(n.nodes, n.node) AS place, n.is_root, b.run_id AS before,
        array_position(b.nodes, n.node) AS place_before
      FROM (
        SELECT r.run_id, r.programme_id, r.nodes, coalesce(\(node), r.root_node) AS node,
          coalesce(\(node) = r.root_node, true) AS is_root
        FROM runs r WHERE r.run_id = \(fragment: run)) n
      LEFT JOIN LATERAL (
        SELECT x.run_id, x.nodes FROM runs x
        WHERE x.programme_id = n.programme_id AND x.run_id < n.run_id ORDER BY x.run_id DESC LIMIT 1) b ON true
      """
    return Statement(asked.prepared()) { rows in
      guard let row = rows.first, let place: Int = try row["place"] else { return nil }
      var before: (run: Int64, node: Int)?
      if let run: Int64 = try row["before"], let node: Int = try row["place_before"] { before = (run, node) }
      return Places(
        run: try row["run_id"], name: try row["node"], node: place, isRoot: try row["is_root"], before: before)
    }
  }

  /// The sheets of the run before.
  private static func before(_ places: Places) -> SQL {
    guard let before = places.before else { return "" }
    return """
      LEFT JOIN LATERAL standing_of(\(before.run), s.actor_id) y ON true
      LEFT JOIN actor_sheets b ON b.actor_id = y.actor_id AND b.run_id = y.sheet_run_id
      """
  }

  /// Whether the table is in the order that the run keeps.
  private static func isRanked(_ filter: ScoreFilter, _ places: Places) -> Bool {
    places.isRoot && filter.order == .rank
  }

  /// Whether a page is cut out of that order before it is looked at who stands there: where nobody of it is left out.
  public static func isCut(_ filter: ScoreFilter, at places: Places) -> Bool {
    isRanked(filter, places) && filter.kind == nil && filter.territory == nil && filter.status == nil
      && filter.group == nil
  }

  /// The standings `s`, with their `place` in the order that the run keeps where that is asked for: the server then stops
  /// when it has as many as it is to give.
  private static func source(
    _ run: Int64, _ filter: ScoreFilter, _ places: Places, _ offset: Int, _ limit: Int
  ) -> SQL {
    guard isRanked(filter, places) else { return "standings s" }
    let cut: SQL = isCut(filter, at: places) ? "[\(offset + 1):\(offset + limit)]" : ""
    return """
      unnest((SELECT k.actors\(fragment: cut) FROM rankings k WHERE k.run_id = \(run)))
        WITH ORDINALITY o (actor_id, place)
      JOIN LATERAL standing_of(\(run), o.actor_id) s ON true
      """
  }

  private static func conditions(_ run: Int64, _ filter: ScoreFilter, _ places: Places) -> [SQL] {
    var conditions: [SQL] = ["s.run_id = \(run)"]
    if let kind = filter.kind { conditions.append("a.kind = \(kind.rawValue)") }
    if let territory = filter.territory { conditions.append("\(territory) IN (a.region_code, a.province_code)") }
    if let status = filter.status {
      conditions.append("r.node_statuses[h.statuses[\(places.node)] + 1] = \(status)")
    }
    if let group = filter.group {
      conditions.append(
        """
        EXISTS (
          SELECT FROM score_parts_at(s.run_id, s.sheet_run_id, s.actor_id) p
          WHERE p.group_code = \(group) AND p.raw IS NOT NULL)
        """)
    }
    return conditions
  }

  private static func order(_ filter: ScoreFilter, _ places: Places) -> SQL {
    if isRanked(filter, places) { return "o.place" }
    let change: SQL = "h.scores[\(places.node)] - \(fragment: places.previous)"
    return switch filter.order {
    case .rank: "s.ranks[\(places.node)] NULLS LAST, a.code"
    case .lowest: "s.ranks[\(places.node)] DESC NULLS LAST, a.code"
    case .risen: "\(fragment: change) DESC NULLS LAST, a.code"
    case .fallen: "\(fragment: change) NULLS LAST, a.code"
    case .coverage: "h.coverages[\(places.node)], a.code"
    case .reported: "h.coverages[\(places.node)] DESC, a.code"
    case .name: "\(fragment: name(filter.language)) COLLATE \"und-x-icu\", a.code"
    case .code: "a.code"
    }
  }

  /// As ``Names/preferred(_:)`` has it.
  private static func name(_ language: Language) -> SQL {
    switch language {
    case .ar: "coalesce(a.name_ar, a.name_fr, a.name_en)"
    case .fr: "coalesce(a.name_fr, a.name_en, a.name_ar)"
    case .en: "coalesce(a.name_en, a.name_fr, a.name_ar)"
    }
  }
}
