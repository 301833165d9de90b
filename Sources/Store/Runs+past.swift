import Domain
import Postgres

extension Runs {
  /// The last run of `programme` whose day is `first` or later and before `end`.
  public static func last(
    of programme: Code, from first: CalendarDate, before end: CalendarDate, in session: some Session
  ) async throws -> ScoringRun? {
    let row = try await session.queryAtMostOne(
      """
      SELECT r.run_id FROM runs r JOIN programmes p USING (programme_id)
      WHERE p.code = \(programme) AND r.as_of >= \(first) AND r.as_of < \(end)
      ORDER BY r.as_of DESC, r.run_id DESC LIMIT 1
      """)
    guard let row else { return nil }
    return try await find(try row["run_id"], in: session)
  }
}
