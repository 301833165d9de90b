import Domain
import Postgres

extension Frameworks {
  /// Every adoption of one framework, or of one programme, in the order it was made; at most 10,000.
  public static func adoptions(
    of framework: Int64? = nil, by programme: ID<Programme>? = nil, in session: some Session
  ) async throws -> [FrameworkAdoption] {
    let rows = try await session.query(
      """
      SELECT p.code AS programme, f.code AS framework, f.version, x.first_on, x.adopted_at
      FROM programme_frameworks x JOIN programmes p USING (programme_id) JOIN frameworks f USING (framework_id)
      WHERE (\(framework) IS NULL OR x.framework_id = \(framework))
        AND (\(programme) IS NULL OR x.programme_id = \(programme))
      ORDER BY x.adopted_at, p.code LIMIT 10000
      """)
    return try rows.map { row in
      FrameworkAdoption(
        programme: try row["programme"], framework: try row["framework"], version: try row["version"],
        first: try row["first_on"], adoptedAt: try row["adopted_at"])
    }
  }
}
