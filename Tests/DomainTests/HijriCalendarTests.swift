import Domain
import Testing

@Suite("The Hijri calendar")
struct HijriCalendarTests {
  private let table = HijriCalendar.ummAlQura

  @Test("every day of the table comes back as it went")
  func roundTrip() throws {
    var day = try CalendarDate(iso: "1924-08-01")
    let last = try CalendarDate(iso: "2077-11-16")
    var previous: HijriDate?
    while day <= last {
      let date = try table.date(of: day)
      #expect(try table.day(of: date) == day)
      if let previous { #expect(previous < date) }
      previous = date
      day = day.adding(days: 1)
    }
    #expect(previous?.description == "1500-12-30")
  }

  @Test(
    "known days of the Umm al-Qura table",
    arguments: [
      ("1343-01-01", "1924-08-01"), ("1446-09-01", "2025-03-01"), ("1446-09-10", "2025-03-10"),
      ("1447-09-10", "2026-02-27"), ("1447-01-01", "2025-06-26"), ("1500-12-30", "2077-11-16"),
    ])
  func knownDays(hijri: String, gregorian: String) throws {
    #expect(try table.day(of: HijriDate(hijri)).description == gregorian)
    #expect(try table.date(of: CalendarDate(iso: gregorian)).description == hijri)
  }

  @Test(
    "what the calendar does not have is refused",
    arguments: [
      ("1446-13-01", "hijri_date_invalid"), ("1446-00-01", "hijri_date_invalid"), ("1446-08-30", "hijri_date_invalid"),
      ("1446-08-00", "hijri_date_invalid"), ("2026-03-01", "hijri_looks_gregorian"),
      ("1342-01-01", "hijri_out_of_range"),
      ("1501-01-01", "hijri_out_of_range"), ("1446-9-1", "hijri_date_malformed"),
      ("١٤٤٦-٠٩-٠١", "hijri_date_malformed"),
    ])
  func refusals(text: String, code: String) throws {
    let problem = #expect(throws: Problem.self) { try table.day(of: HijriDate(text)) }
    #expect(problem?.code.rawValue == code)
  }

  @Test("days outside the table are refused", arguments: ["1924-07-31", "2077-11-17"])
  func outOfRange(day: String) throws {
    let problem = #expect(throws: Problem.self) { try table.date(of: CalendarDate(iso: day)) }
    #expect(problem?.code == "hijri_out_of_range")
  }

  @Test("an announced start moves the month and the day before belongs to the month before")
  func observed() throws {
    let ramadan = try HijriMonth(year: 1446, month: 9)
    let calendar = try HijriCalendar(observed: [
      .init(ramadan, firstOn: CalendarDate(iso: "2025-03-02"), source: "announcement")
    ])
    #expect(calendar.isObserved(ramadan) && !table.isObserved(ramadan))
    #expect(try calendar.date(of: CalendarDate(iso: "2025-03-02")).description == "1446-09-01")
    #expect(try calendar.date(of: CalendarDate(iso: "2025-03-01")).description == "1446-08-30")
    #expect(try calendar.day(of: HijriDate("1446-08-30")).description == "2025-03-01")
    var day = try CalendarDate(iso: "2025-01-15")
    for _ in 0..<120 {
      #expect(try calendar.day(of: calendar.date(of: day)) == day)
      day = day.adding(days: 1)
    }
  }

  @Test("an announced start that no moon makes is refused")
  func implausible() throws {
    let ramadan = try HijriMonth(year: 1446, month: 9)
    let shawwal = try HijriMonth(year: 1446, month: 10)
    let far = #expect(throws: Problem.self) {
      try HijriCalendar(observed: [.init(ramadan, firstOn: CalendarDate(iso: "2025-03-05"), source: "x")])
    }
    #expect(far?.code == "hijri_start_implausible")
    let short = #expect(throws: Problem.self) {
      try HijriCalendar(observed: [
        .init(ramadan, firstOn: CalendarDate(iso: "2025-03-03"), source: "x"),
        .init(shawwal, firstOn: CalendarDate(iso: "2025-03-30"), source: "x"),
      ])
    }
    #expect(short?.code == "hijri_start_implausible")
  }

  @Test("a ḥawl ends on the same day of the next Hijri year, a day either side shown")
  func hawl() throws {
    let end = try table.hawlEnd(of: CalendarDate(iso: "2025-03-10"))
    #expect(end.hijri.description == "1447-09-10")
    #expect(end.on.description == "2026-02-27")
    #expect(end.earliest.description == "2026-02-26" && end.latest.description == "2026-02-28")
    // 30 Muharram, in a year whose next Muharram has 29 days: its last day.
    var day = try CalendarDate(iso: "2000-01-01")
    var clamped = 0
    for _ in 0..<10_000 {
      let length = try table.date(of: day).day
      let end = try table.hawlEnd(of: day)
      #expect((353...356).contains(day.days(to: end.on)))
      if end.hijri.day != length { clamped += 1 }
      day = day.adding(days: 1)
    }
    #expect(clamped > 0)
  }
}
