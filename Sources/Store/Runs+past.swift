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

  /// The run of the same programme before `run`; nil where it is the first.
  public static func before(_ run: ScoringRun, in session: some Session) async throws -> Int64? {
    try await session.queryValue(
      "SELECT max(run_id) FROM runs WHERE programme_id = \(run.identity.programme) AND run_id < \(run.id)")
  }

  /// The target groups that a run scored, in the framework's order.
  public static func groups(of run: Int64, in session: some Session) async throws -> [String] {
    try await session.queryAtMostOne("SELECT groups FROM runs WHERE run_id = \(run)").map { try $0["groups"] } ?? []
  }
}
