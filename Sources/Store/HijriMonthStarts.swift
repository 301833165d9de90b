import Domain
import Postgres

/// The table `hijri_month_starts`.
public enum HijriMonthStarts {
  public static func insert(_ start: HijriCalendar.MonthStart, by recorder: String, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      INSERT INTO hijri_month_starts (year, month, first_on, source, recorded_by)
      VALUES (\(Int16(start.month.year)), \(Int16(start.month.month)), \(start.firstOn), \(start.source), \(recorder))
      """)
  }

  /// In the order they were recorded: of two for a month the later holds.
  public static func all(in session: some Session) async throws -> [HijriCalendar.MonthStart] {
    try await session.query("SELECT year, month, first_on, source FROM hijri_month_starts ORDER BY start_id").map {
      row in
      let month = try HijriMonth(
        year: Int(try row.decode("year", as: Int16.self)), month: Int(try row.decode("month", as: Int16.self)))
      return HijriCalendar.MonthStart(month, firstOn: try row["first_on"], source: try row["source"])
    }
  }
}
