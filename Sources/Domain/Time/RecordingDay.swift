/// The day on which facts are recorded, as the books or a programme count days.
///
/// A fact has happened: what is dated later is refused. One day is left for clocks and zones that differ.
public struct RecordingDay: Hashable, Sendable {
  public let today: CalendarDate

  public init(_ today: CalendarDate) { self.today = today }

  /// The last day that a fact recorded now may be of.
  public var latest: CalendarDate { today.adding(days: 1) }

  /// - Throws: `date_in_future`, at `field`.
  public func check(_ day: CalendarDate, field: String) throws(Problem) {
    guard day <= latest else {
      throw Problem(
        "date_in_future", "\(day) has not come yet: today is \(today). Only what has happened is recorded.",
        at: Place(field: field))
    }
  }

  /// Whether something can be handed in on a day by somebody who does so now.
  ///
  /// - Throws: `date_in_future`, and `date_in_past` where the day is over, at `field`.
  public func checkNow(_ day: CalendarDate, field: String) throws(Problem) {
    try check(day, field: field)
    guard day >= today.adding(days: -1) else {
      throw Problem(
        "date_in_past", "\(day) is past: what is handed in now is of today, \(today). Reports of earlier are imported.",
        at: Place(field: field))
    }
  }

  /// Whether a report can be of this period: one that goes on may be reported on, one to come may not.
  ///
  /// - Throws: `period_in_future`, at `period_start`.
  public func check(_ period: DateSpan) throws(Problem) {
    guard period.first <= latest else {
      throw Problem(
        "period_in_future", "The period \(period) has not begun: today is \(today).", at: Place(field: "period_start"))
    }
  }
}
