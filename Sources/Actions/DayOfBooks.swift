import Domain
import Postgres
import Store

extension Tadamun {
  /// The zone whose days the books of money keep: Morocco's, whose clocks change around Ramadan.
  static let zoneOfBooks = Programme.defaultTimeZone

  /// Which day it is for the books, by the database's clock.
  public func dayOfBooks() async throws -> CalendarDate {
    try await Clock.today(in: Tadamun.zoneOfBooks, session: pool)
  }
}

extension RecordingDay {
  /// Of the books of money.
  static func ofBooks(in session: some Session) async throws -> RecordingDay {
    RecordingDay(try await Clock.today(in: Tadamun.zoneOfBooks, session: session))
  }
}
