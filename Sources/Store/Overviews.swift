import Domain
import Postgres

/// Sums and counts over the actors of a programme, for those who want to see it whole.
public enum Overviews {
  /// What came by kind of money and currency to the actors that are enrolled in `programme`, while they were.
  public static func money(of programme: ID<Programme>, in session: some Session) async throws
    -> [ProgrammeOverview.Money]
  {
    try await session.query(
      """
      SELECT l.instrument, l.currency, count(DISTINCT l.actor_id) AS actors,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'promised'), 0)::bigint AS promised,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure IN ('custody', 'paid_out')), 0)::bigint AS net,
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'spent'), 0)::bigint AS spent
      FROM actor_money_lines l
      WHERE EXISTS (SELECT FROM enrolments e WHERE e.programme_id = \(programme) AND e.actor_id = l.actor_id
        AND daterange(e.first_on, e.last_on, '[]') @> l.occurred_on)
      GROUP BY l.instrument, l.currency ORDER BY l.instrument, l.currency
      """
    ).map { row in
      ProgrammeOverview.Money(
        instrument: try row.word("instrument"), currency: try Currency(try row.decode("currency", as: String.self)),
        promised: try row["promised"], net: try row["net"], spent: try row["spent"], actorCount: try row["actors"])
    }
  }

  /// How many scores at the root have each status, most first, and the mean coverage; nil of nothing.
  public static func statuses(of run: Int64, in session: some Session) async throws
    -> (counts: [ProgrammeOverview.StatusCount], meanCoverage: Double?)
  {
    let rows = try await session.query(
      """
      SELECT s.status, count(*) AS count, sum(s.coverage) AS coverage
      FROM scores s JOIN runs r ON r.run_id = s.run_id AND r.root_node = s.node
      WHERE s.run_id = \(run) GROUP BY s.status ORDER BY 2 DESC, 1
      """)
    let counts = try rows.map { row in
      ProgrammeOverview.StatusCount(status: try row["status"], count: try row["count"])
    }
    let sum = try rows.reduce(0) { sum, row in try sum + row.decode("coverage", as: Double.self) }
    let total = counts.reduce(0) { $0 + $1.count }
    return (counts, total == 0 ? nil : sum / Double(total))
  }

  /// Every indicator for every target group, in the order of groups and indicators.
  public static func outcomes(of run: Int64, in session: some Session) async throws -> [ProgrammeOverview.Outcome] {
    try await session.query(
      """
      SELECT group_code, indicator, count(*) FILTER (WHERE status <> 'not_due') AS due,
        count(raw) AS reported, avg(normalised) AS mean, avg(evidence) FILTER (WHERE raw IS NOT NULL) AS evidence
      FROM score_parts WHERE run_id = \(run) GROUP BY group_code, indicator ORDER BY group_code, indicator
      """
    ).map { row in
      ProgrammeOverview.Outcome(
        group: try row["group_code"], indicator: try row["indicator"], dueCount: try row["due"],
        reportedCount: try row["reported"], meanNormalised: try row["mean"], meanEvidence: try row["evidence"])
    }
  }

  /// The regions and provinces that actors of the run are at home in, by code.
  public static func places(of run: Int64, in session: some Session) async throws -> [ProgrammeOverview.Place] {
    try await session.query(
      """
      WITH homes AS (
        SELECT DISTINCT a.region_code, a.province_code FROM standings s JOIN actors a USING (actor_id)
        WHERE s.run_id = \(run))
      SELECT g.region_code AS code, g.name_ar, g.name_fr, g.name_en FROM regions g
      WHERE g.region_code IN (SELECT region_code FROM homes)
      UNION ALL
      SELECT p.province_code, p.name_ar, p.name_fr, NULL::text FROM provinces p
      WHERE p.province_code IN (SELECT province_code FROM homes)
      ORDER BY code
      """
    ).map { try ProgrammeOverview.Place(territory: $0["code"], names: $0.names()) }
  }

  /// The provinces that actors of the run are at home in, by code, with how many they are and the mean of their scores.
  public static func areas(of run: Int64, in session: some Session) async throws -> [ProgrammeOverview.Area] {
    try await session.query(
      """
      SELECT p.province_code, p.name_ar, p.name_fr, NULL::text AS name_en, count(*) AS actors, avg(s.score) AS score
      FROM scores s JOIN runs r ON r.run_id = s.run_id AND r.root_node = s.node
      JOIN actors a USING (actor_id) JOIN provinces p ON p.province_code = a.province_code
      WHERE s.run_id = \(run) GROUP BY p.province_code, p.name_ar, p.name_fr ORDER BY p.province_code
      """
    ).map { row in
      ProgrammeOverview.Area(
        territory: try row["province_code"], names: try row.names(), actorCount: try row["actors"],
        meanScore: try row["score"])
    }
  }
}
