/// Which periods a programme asks reports for.
public enum ReportingCalendar: String, CaseIterable, Hashable, Sendable {
  case quarterly
  case yearly
  /// Any period, as imported data need.
  case free

  /// - Throws: `period_not_in_calendar` where the calendar has no such period.
  public func check(_ span: DateSpan) throws(Problem) {
    let startsMonth = span.first.day == 1
    let length = (span.last.year * 12 + span.last.month) - (span.first.year * 12 + span.first.month) + 1
    let endsMonth = span.last.adding(days: 1).day == 1
    let fits: Bool
    switch self {
    case .quarterly: fits = startsMonth && endsMonth && length == 3 && span.first.month % 3 == 1
    case .yearly: fits = startsMonth && endsMonth && length == 12 && span.first.month == 1
    case .free: fits = true
    }
    guard fits else {
      throw Problem("period_not_in_calendar", "\(span) is not a period of a \(rawValue) calendar.")
    }
  }
}
