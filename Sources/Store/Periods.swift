import Domain
import Postgres

/// The tables `fiscal_periods`, `fiscal_period_states` and `period_corrections`.
public enum Periods {
  public static func insert(_ code: Code, _ span: DateSpan, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO fiscal_periods (code, first_on, last_on) VALUES (\(code), \(span.first), \(span.last))")
  }

  public static func find(_ code: Code, in session: some Session) async throws -> FiscalPeriod? {
    try await select("WHERE code = \(code)", in: session).first
  }

  /// The period a day lies in.
  public static func find(on day: CalendarDate, in session: some Session) async throws -> FiscalPeriod? {
    try await select("WHERE \(day) BETWEEN first_on AND last_on", in: session).first
  }

  public static func list(in session: some Session) async throws -> [FiscalPeriod] {
    try await select("ORDER BY first_on", in: session)
  }

  public static func set(
    _ state: FiscalPeriod.State, of period: FiscalPeriod, by name: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO fiscal_period_states (period_id, state, set_by)
      VALUES (\(period.id), \(state.rawValue), \(name))
      """)
  }

  /// Notes that an entry corrects a closed period.
  public static func relate(_ entry: Int64, to period: FiscalPeriod, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO period_corrections (entry_id, relates_to_period) VALUES (\(entry), \(period.id))")
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [FiscalPeriod] {
    let rows = try await session.query(
      "SELECT period_id, code, first_on, last_on, state FROM fiscal_periods \(fragment: rest)")
    return try rows.map { row in
      FiscalPeriod(
        id: try row["period_id"], code: try row["code"],
        span: try DateSpan(try row["first_on"], through: try row["last_on"]), state: try row.word("state"))
    }
  }
}
