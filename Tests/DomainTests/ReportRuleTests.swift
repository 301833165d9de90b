import Domain
import Testing

@Suite("What a report may say")
struct ReportRuleTests {
  private func share() throws -> Indicator {
    try Indicator(
      Code("dropout"), names: Names(fr: "X"), unit: "share", kind: .ratio, direction: .down, minimum: 0, maximum: 1)
  }

  @Test(
    "values that can't be are refused by code",
    arguments: [
      (1.2, nil as Double?, nil as Double?, "value_out_of_range"), (-0.1, nil, nil, "value_out_of_range"),
      (.nan, nil, nil, "value_out_of_range"), (.infinity, nil, nil, "value_out_of_range"),
      (0.5, 1, 0, "denominator_zero"), (1, 3, 2, "numerator_above_denominator"), (0.5, 1, 4, "ratio_parts_disagree"),
    ])
  func refuses(value: Double, numerator: Double?, denominator: Double?, code: String) throws {
    let cell = ReportCell(try Code("dropout"), .value(value, numerator: numerator, denominator: denominator))
    let problem = #expect(throws: Problem.self) { try cell.check(against: share()) }
    #expect(problem?.code.rawValue == code)
  }

  @Test("zero is a value; missing, refused and not due are none, and all four may be said")
  func states() throws {
    let contents: [(ReportCell.Content, ValueState, Double?)] = [
      (.value(0, numerator: nil, denominator: nil), .reported, 0), (.missing(reason: nil), .missing, nil),
      (.refused(reason: "confidential"), .refused, nil), (.notDue, .notDue, nil),
    ]
    for (content, state, value) in contents {
      let cell = ReportCell(try Code("dropout"), content)
      try cell.check(against: share())
      #expect(cell.state == state && cell.value == value)
    }
  }

  @Test("a report has cells, each once, and speaks of days that have begun")
  func report() throws {
    let (programme, actor) = (try Code("p"), try Code("a"))
    let period = try DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-03-31"))
    let cell = ReportCell(try Code("dropout"), .notDue)
    let make = { (cells: [ReportCell], day: String) throws in
      try Report(
        programme: programme, actor: actor, period: period, submittedOn: CalendarDate(iso: day), cells: cells)
    }
    #expect(throws: Problem.self) { try make([], "2026-04-10") }
    #expect(throws: Problem.self) { try make([cell, cell], "2026-04-10") }
    #expect(throws: Problem.self) { try make([cell], "2025-12-31") }
    #expect(try make([cell], "2026-04-30").isLate(graceDays: 30) == false)
    #expect(try make([cell], "2026-05-01").isLate(graceDays: 30))
  }
}
