extension DateSpan {
  /// A quarter (`2026-Q3`), a year (`2026`), or two days (`2026-01-01/2026-03-31`).
  /// - Throws: `period_malformed`, and what dates throw.
  public init(period text: some StringProtocol) throws(Problem) {
    let days = text.split(separator: "/", omittingEmptySubsequences: false)
    if days.count == 2 {
      self = try DateSpan(CalendarDate(iso: days[0]), through: CalendarDate(iso: days[1]))
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = Int(parts[0]), parts[0].utf8.count == 4, parts.count <= 2 else {
      throw Problem("period_malformed", "“\(text)” is no period such as 2026-Q3, 2026 or 2026-01-01/2026-03-31.")
    }
    var (first, months) = (1, 12)
    if parts.count == 2 {
      guard let quarter = Int(parts[1].dropFirst()), parts[1].first == "Q", (1...4).contains(quarter) else {
        throw Problem("period_malformed", "“\(text)” is no quarter such as 2026-Q3.")
      }
      (first, months) = (quarter * 3 - 2, 3)
    }
    let next = first + months
    let end = try CalendarDate(year: next > 12 ? year + 1 : year, month: next > 12 ? 1 : next, day: 1)
    self = try DateSpan(CalendarDate(year: year, month: first, day: 1), through: end.adding(days: -1))
  }
}
