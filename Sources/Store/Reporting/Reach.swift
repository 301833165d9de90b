import Domain
import Postgres

/// The tables `reach_publications` and `reach_publication_counts`, and the counts they are made of.
public enum Reach {
  /// People whom the latest reports of all actors speak of, by indicator and group.
  public static func counts(of programme: ID<Programme>, for period: DateSpan, in session: some Session) async throws
    -> [PublishedReach.Key: Int64]
  {
    let rows = try await session.query(
      """
      WITH latest AS (
        SELECT DISTINCT ON (r.actor_id) r.actor_id, r.report_id FROM reports r JOIN periods e USING (period_id)
        WHERE r.programme_id = \(programme) AND e.first_on = \(period.first) AND e.last_on = \(period.last)
        ORDER BY r.actor_id, r.version DESC)
      SELECT i.code AS indicator, g.code AS target_group, sum(v.beneficiaries)::bigint AS people
      FROM latest l JOIN report_values r USING (actor_id, report_id)
      CROSS JOIN LATERAL unnest(r.indicators, r.groups, r.beneficiaries, r.refusals)
        v (indicator_id, group_id, beneficiaries, refusal)
      JOIN indicators i USING (indicator_id) JOIN target_groups g USING (group_id)
      WHERE v.beneficiaries IS NOT NULL AND v.refusal IS DISTINCT FROM 'returned' GROUP BY i.code, g.code
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (PublishedReach.Key(indicator: try $0["indicator"], group: try $0["target_group"]), try $0["people"])
      })
  }

  /// Keeps two publications of a programme from counting the same version; held until the transaction ends.
  public static func lock(_ programme: ID<Programme>, in transaction: Transaction) async throws {
    try await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended('tadamun reach', \(programme)))")
  }

  public static func insert(
    _ reach: PublishedReach, programme: ID<Programme>, period: Int32, by publisher: String, in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO reach_publications (programme_id, period_id, version, published_by)
      VALUES (\(programme), \(period), \(reach.version), \(publisher)) RETURNING publication_id
      """)
    let keys = reach.counts.keys.sorted()
    try await session.execute(
      """
      INSERT INTO reach_publication_counts (publication_id, indicator, target_group, people)
      SELECT \(id), c.indicator, c.target_group, nullif(c.people, -1)
      FROM unnest(\(keys.map(\.indicator.text)), \(keys.map(\.group.text)),
        \(keys.map { (reach.counts[$0] ?? nil) ?? -1 })) AS c (indicator, target_group, people)
      """)
  }

  /// Every version of every period that a programme published, in the order of periods and versions.
  public static func list(of programme: Code, in session: some Session) async throws -> [PublishedReach] {
    let rows = try await session.query(
      """
      SELECT r.publication_id, e.first_on, e.last_on, r.version
      FROM reach_publications r JOIN programmes p USING (programme_id) JOIN periods e USING (period_id)
      WHERE p.code = \(programme) ORDER BY e.first_on, e.last_on, r.version
      """)
    let ids: [Int64] = try rows.map { try $0["publication_id"] }
    var counts: [Int64: [PublishedReach.Key: Int64?]] = [:]
    let cells = try await session.query(
      """
      SELECT publication_id, indicator, target_group, people FROM reach_publication_counts
      WHERE publication_id = ANY (\(ids))
      """)
    for row in cells {
      let key = PublishedReach.Key(indicator: try row["indicator"], group: try row["target_group"])
      let people: Int64? = try row["people"]
      counts[try row["publication_id"], default: [:]].updateValue(people, forKey: key)
    }
    return try rows.map { row in
      PublishedReach(
        programme: programme, period: try DateSpan(row["first_on"], through: row["last_on"]),
        version: try row["version"], counts: counts[try row["publication_id"]] ?? [:])
    }
  }
}
