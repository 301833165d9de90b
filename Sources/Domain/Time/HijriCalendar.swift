/// The Hijri calendar: the Umm al-Qura table, corrected by the month starts that were really announced.
///
/// Morocco sights the moon every month, so that the table is an estimate there: an operator records the announced start
/// of a month, and from then on it stands.
public struct HijriCalendar: Sendable {
  /// The years it knows.
  public static let years = 1343...1500

  /// An announced start of a month.
  public struct MonthStart: Hashable, Sendable {
    public let month: HijriMonth
    public let firstOn: CalendarDate
    /// Who announced it, such as a ministry's communiqué and its date.
    public let source: String

    public init(_ month: HijriMonth, firstOn: CalendarDate, source: String) {
      self.month = month
      self.firstOn = firstOn
      self.source = source
    }
  }

  /// The table as it stands.
  public static let ummAlQura = HijriCalendar(starts: tableStarts, observed: [])

  /// The first day of each month in days since 1970-01-01, and of the month after the last.
  private let starts: [Int]
  /// Positions of months whose start was announced.
  private let observed: Set<Int>

  private init(starts: [Int], observed: Set<Int>) {
    self.starts = starts
    self.observed = observed
  }

  /// The table with the starts in `observed` put in its place; of two for one month the later in the list holds.
  ///
  /// - Throws: `hijri_start_implausible` where a start is more than two days from the table's, or makes a month whose
  ///   both ends were announced anything but 29 or 30 days long.
  public init(observed starts: [MonthStart]) throws(Problem) {
    var days = HijriCalendar.tableStarts
    var positions: Set<Int> = []
    for start in starts {
      let position = start.month.position
      guard abs(start.firstOn.daysSinceEpoch - HijriCalendar.tableStarts[position]) <= 2 else {
        let expected = CalendarDate(daysSinceEpoch: HijriCalendar.tableStarts[position])
        throw Problem(
          "hijri_start_implausible",
          "\(start.month) cannot start on \(start.firstOn): the Umm al-Qura table has \(expected), two days at most apart."
        )
      }
      days[position] = start.firstOn.daysSinceEpoch
      positions.insert(position)
    }
    for position in positions where positions.contains(position + 1) {
      let length = days[position + 1] - days[position]
      guard (29...30).contains(length) else {
        let month = HijriMonth(position: position)
        throw Problem("hijri_start_implausible", "\(month) would have \(length) days; a sighted month has 29 or 30.")
      }
    }
    self.init(starts: days, observed: positions)
  }

  public func length(of month: HijriMonth) -> Int { starts[month.position + 1] - starts[month.position] }

  /// Whether the start of the month was announced rather than tabulated.
  public func isObserved(_ month: HijriMonth) -> Bool { observed.contains(month.position) }

  public func firstDay(of month: HijriMonth) -> CalendarDate { CalendarDate(daysSinceEpoch: starts[month.position]) }

  /// - Throws: `hijri_date_invalid` where the month has no such day.
  public func day(of date: HijriDate) throws(Problem) -> CalendarDate {
    let length = length(of: date.month)
    guard (1...length).contains(date.day) else {
      let calendar = isObserved(date.month) ? "as announced" : "in the Umm al-Qura calendar"
      throw Problem("hijri_date_invalid", "\(date.month) has \(length) days \(calendar); there is no day \(date.day).")
    }
    return CalendarDate(daysSinceEpoch: starts[date.month.position] + date.day - 1)
  }

  /// - Throws: `hijri_out_of_range` before 1343 or after 1500 AH (1924-08-01 to 2077-11-16).
  public func date(of day: CalendarDate) throws(Problem) -> HijriDate {
    guard day.daysSinceEpoch >= starts[0], day.daysSinceEpoch < starts[starts.count - 1] else {
      throw HijriCalendar.outOfRange("\(day)")
    }
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= day.daysSinceEpoch { low = middle } else { high = middle }
    }
    return HijriDate(HijriMonth(position: low), day: day.daysSinceEpoch - starts[low] + 1)
  }

  /// The end of a ḥawl, the lunar year after which zakat falls due.
  public struct HawlEnd: Hashable, Sendable {
    public let hijri: HijriDate
    public let on: CalendarDate
    /// A day either side: what a month sighted a day earlier or later makes of it.
    public let earliest: CalendarDate
    public let latest: CalendarDate
  }

  /// The same day of the next Hijri year; the last day of the month where that one is shorter.
  ///
  /// - Throws: `hijri_out_of_range`.
  public func hawlEnd(of day: CalendarDate) throws(Problem) -> HawlEnd {
    let date = try date(of: day)
    let month = try HijriMonth(year: date.month.year + 1, month: date.month.month)
    let end = HijriDate(month, day: min(date.day, length(of: month)))
    let on = try self.day(of: end)
    return HawlEnd(hijri: end, on: on, earliest: on.adding(days: -1), latest: on.adding(days: 1))
  }

  static func outOfRange(_ what: String) -> Problem {
    Problem(
      "hijri_out_of_range",
      "\(what) lies outside the calendar's table, 1343 to 1500 AH (1924-08-01 to 2077-11-16).")
  }

  private static let tableStarts: [Int] = {
    var day = firstDay.daysSinceEpoch
    var starts = [day]
    for digit in monthLengths.utf8 {
      day += 28 + Int(digit - UInt8(ascii: "0"))
      starts.append(day)
    }
    return starts
  }()
}
