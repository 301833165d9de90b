import Domain
import Testing

@Suite("What has not happened is not recorded")
struct RecordingDayTests {
  private let recording: RecordingDay

  init() throws { recording = RecordingDay(try CalendarDate(iso: "2026-03-31")) }

  @Test(
    "a fact may be of tomorrow, for clocks and zones that differ, and of no later day",
    arguments: [
      ("1990-01-01", true), ("2026-03-31", true), ("2026-04-01", true), ("2026-04-02", false), ("2100-12-31", false),
    ])
  func days(day: String, isAccepted: Bool) throws {
    let day = try CalendarDate(iso: day)
    if isAccepted { return try recording.check(day, field: "occurred_on") }
    let problem = #expect(throws: Problem.self) { try recording.check(day, field: "occurred_on") }
    #expect(problem?.code == "date_in_future" && problem?.place?.field == "occurred_on")
    #expect(problem?.message.contains("2026-03-31") == true)
  }

  @Test("a period that goes on may be reported on, one to come may not")
  func periods() throws {
    let year = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-12-31"))
    try recording.check(year)
    let next = try DateSpan(CalendarDate(iso: "2026-04-02"), through: CalendarDate(iso: "2026-06-30"))
    let problem = #expect(throws: Problem.self) { try recording.check(next) }
    #expect(problem?.code == "period_in_future" && problem?.place?.field == "period_start")
  }
}
