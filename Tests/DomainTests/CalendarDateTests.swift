import Domain
import Testing

@Suite("Days of the calendar")
struct CalendarDateTests {
  @Test("every day from 1900 to 2200 is the day after the one before, and reads back")
  func everyDay() throws {
    var previous = try CalendarDate(iso: "1899-12-31")
    let end = try CalendarDate(iso: "2200-12-31")
    while previous < end {
      let day = previous.adding(days: 1)
      let (year, month, number) = day.components
      #expect(try CalendarDate(year: year, month: month, day: number) == day)
      #expect(previous.days(to: day) == 1)
      previous = day
    }
    #expect(previous == end)
  }

  @Test("known days since 1970", arguments: [("1970-01-01", 0), ("2000-03-01", 11_017), ("2026-11-24", 20_781)])
  func known(text: String, days: Int) throws {
    let date = try CalendarDate(iso: text)
    #expect(date.daysSinceEpoch == days && date.description == text)
  }

  @Test(
    "what is no day is refused",
    arguments: [
      ("2026-02-29", "date_invalid"), ("2026-13-01", "date_invalid"), ("0000-01-01", "date_invalid"),
      ("31/12/26", "date_malformed"), ("2026-1-1", "date_malformed"), ("today", "date_malformed"),
      ("infinity", "date_malformed"), ("2026-06-30T00:00:00Z", "date_malformed"), ("٢٠٢٦-٠١-٠١", "date_malformed"),
    ])
  func refuses(text: String, code: String) {
    let problem = #expect(throws: Problem.self) { try CalendarDate(iso: text) }
    #expect(problem?.code.rawValue == code)
  }

  @Test("a period does not end before it starts, and knows what it holds")
  func spans() throws {
    let (first, last) = (try CalendarDate(iso: "2026-01-01"), try CalendarDate(iso: "2026-03-31"))
    let span = try DateSpan(first, through: last)
    #expect(span.dayCount == 90 && span.contains(first) && span.contains(last))
    #expect(!span.contains(last.adding(days: 1)))
    #expect(throws: Problem.self) { try DateSpan(last, through: first) }
  }

  @Test(
    "a quarter is a quarter and a year is a year",
    arguments: [
      ("2026-01-01", "2026-03-31", ReportingCalendar.quarterly, true),
      ("2026-02-01", "2026-04-30", .quarterly, false), ("2026-01-01", "2026-03-30", .quarterly, false),
      ("2026-01-01", "2026-12-31", .yearly, true), ("2026-01-01", "2026-12-31", .quarterly, false),
      ("2006-01-01", "2016-12-31", .free, true),
    ])
  func calendars(first: String, last: String, calendar: ReportingCalendar, fits: Bool) throws {
    let span = try DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last))
    #expect(((try? calendar.check(span)) != nil) == fits)
  }

  @Test(
    "a time of day is HH:MM, and those that clock changes touch are known",
    arguments: [
      ("01:15", false), ("02:00", true), ("02:59", true), ("03:00", false),
    ])
  func times(text: String, isTouched: Bool) throws {
    let time = try LocalTime(text)
    #expect(time.mayRepeatOrBeSkipped == isTouched && time.description == text)
    for wrong in ["1:15", "24:00", "01:60", "0115", ""] { #expect(throws: Problem.self) { try LocalTime(wrong) } }
  }

  @Test("a moment reads as RFC 3339 in UTC")
  func moments() throws {
    let day = try CalendarDate(iso: "1969-12-31")
    #expect(Moment(midnightOf: day).description == "1969-12-31T00:00:00Z")
    #expect(Moment(microseconds: -1).description == "1969-12-31T23:59:59Z")
  }
}
