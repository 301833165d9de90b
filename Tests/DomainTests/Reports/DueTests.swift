import Domain
import Testing

@Suite("What is due")
struct DueTests {
  @Test("a calendar's periods lie whole within a span, and a free calendar asks for none")
  func periods() throws {
    let span = try DateSpan(CalendarDate(iso: "2025-02-01"), through: CalendarDate(iso: "2026-03-31"))
    #expect(
      ReportingCalendar.quarterly.periods(within: span).map(\.description) == [
        "2025-04-01/2025-06-30", "2025-07-01/2025-09-30", "2025-10-01/2025-12-31", "2026-01-01/2026-03-31",
      ])
    #expect(ReportingCalendar.yearly.periods(within: span).isEmpty)
    let years = try DateSpan(CalendarDate(iso: "2024-01-01"), through: CalendarDate(iso: "2026-12-30"))
    #expect(
      ReportingCalendar.yearly.periods(within: years).map(\.description)
        == ["2024-01-01/2024-12-31", "2025-01-01/2025-12-31"])
    #expect(ReportingCalendar.free.periods(within: years).isEmpty)
    for period in ReportingCalendar.quarterly.periods(within: years) { try ReportingCalendar.quarterly.check(period) }
  }

  @Test(
    "an answer is in time through the last day of grace, and what has none is missing from the day after",
    arguments: [
      (nil, "2026-04-30", DueState.due), (nil, "2026-05-01", .missing), ("2026-04-30", "2026-06-01", .answered),
      ("2026-05-01", "2026-06-01", .late),
    ] as [(String?, String, DueState)])
  func states(answered: String?, day: String, state: DueState) throws {
    let quarter = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31"))
    let found = DueState(
      period: quarter, graceDays: 30, answeredOn: try answered.map { try CalendarDate(iso: $0) },
      on: try CalendarDate(iso: day))
    #expect(found == state)
  }

  @Test("an answer that was sent back answers nothing")
  func returned() throws {
    let quarter = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31"))
    let answer = Due.Answer(
      report: 1, programme: try Code("p"), submittedOn: try CalendarDate(iso: "2026-04-10"), version: 1,
      state: .reported, isReturned: true)
    let due = Due(
      of: try Code("coop"), period: quarter, indicator: try Code("jobs"), group: TargetGroup.everybody, graceDays: 30,
      answer: answer, on: try CalendarDate(iso: "2026-05-01"))
    #expect(due.state == .missing && due.dueOn.description == "2026-04-30")
    #expect(try Due.Cursor(due.cursor.description) == due.cursor)
    #expect(throws: Problem.self) { try Due.Cursor("coop~2026-01-01~jobs") }
  }
}
