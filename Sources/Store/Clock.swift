import Domain
import Postgres

/// Questions of time that only one place answers: PostgreSQL's clock and its time zone tables.
public enum Clock {
  public static func now(in session: some Session) async throws -> Moment {
    try await session.queryValue("SELECT clock_timestamp()")
  }

  /// Which day it is in `zone` at `moment`.
  public static func day(at moment: Moment, in zone: String, session: some Session) async throws -> CalendarDate {
    try await session.queryValue("SELECT (\(moment) AT TIME ZONE \(zone))::date")
  }

  /// Which day it is in `zone` now.
  public static func today(in zone: String, session: some Session) async throws -> CalendarDate {
    try await session.queryValue("SELECT (clock_timestamp() AT TIME ZONE \(zone))::date")
  }

  /// The moment at which clocks in `zone` show `time` (such as `01:15`) on `day`.
  ///
  /// A time that is shown twice means the first; one that is skipped means the moment the clocks jumped.
  public static func moment(on day: CalendarDate, at time: String, in zone: String, session: some Session) async throws
    -> Moment
  {
    try await session.queryValue("SELECT (\(day) + \(time)::time) AT TIME ZONE \(zone)")
  }
}
