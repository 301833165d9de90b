/// What a funder asks of whom, by which framework, in which rhythm.
public struct Programme: Hashable, Sendable {
  public let code: Code
  public let names: Names
  public let funder: Code
  public let currency: Currency
  /// IANA name; which day it is for the programme is decided there.
  public let timeZone: String
  public let calendar: ReportingCalendar
  /// Days after a period's last day until its report is late.
  public let graceDays: Int

  public static let defaultTimeZone = "Africa/Casablanca"

  /// - Throws: `grace_out_of_range` below 0 or above 366 days.
  public init(
    _ code: Code, names: Names, funder: Code, currency: Currency, timeZone: String = defaultTimeZone,
    calendar: ReportingCalendar = .quarterly, graceDays: Int = 30
  ) throws(Problem) {
    guard (0...366).contains(graceDays) else {
      throw Problem("grace_out_of_range", "The days of grace are between 0 and 366.")
    }
    self.code = code
    self.names = names
    self.funder = funder
    self.currency = currency
    self.timeZone = timeZone
    self.calendar = calendar
    self.graceDays = graceDays
  }
}
