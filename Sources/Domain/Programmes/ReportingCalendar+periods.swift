extension ReportingCalendar {
  /// The periods that lie within `span`, in their order. A free calendar asks for none of itself.
  public func periods(within span: DateSpan) -> [DateSpan] {
    let months: Int
    switch self {
    case .quarterly: months = 3
    case .yearly: months = 12
    case .free: return []
    }
    var periods: [DateSpan] = []
    var start = (year: span.first.year, month: (span.first.month - 1) / months * months + 1)
    while let period = ReportingCalendar.period(of: months, from: start), period.last <= span.last {
      if span.first <= period.first { periods.append(period) }
      start = ReportingCalendar.month(months, after: start)
    }
    return periods
  }

  private static func month(_ count: Int, after start: (year: Int, month: Int)) -> (year: Int, month: Int) {
    let months = start.year * 12 + start.month - 1 + count
    return (months / 12, months % 12 + 1)
  }

  /// Nil past the end of the calendar.
  private static func period(of months: Int, from start: (year: Int, month: Int)) -> DateSpan? {
    let next = month(months, after: start)
    guard let first = try? CalendarDate(year: start.year, month: start.month, day: 1),
      let after = try? CalendarDate(year: next.year, month: next.month, day: 1)
    else { return nil }
    return try? DateSpan(first, through: after.adding(days: -1))
  }
}
