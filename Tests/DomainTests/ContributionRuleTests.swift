import Domain
import Testing

@Suite("How a contribution is booked")
struct ContributionRuleTests {
  private func contribution(_ stage: Contribution.Stage, _ amount: String = "10.00", actor: String? = "coop") throws
    -> Contribution
  {
    try Contribution(
      stage, of: Money(decimal: amount, .mad), fund: Code("fund"), for: actor.map { try Code($0) },
      from: Code("giver"), on: CalendarDate(iso: "2026-01-31"))
  }

  @Test("every stage has two lines that add up to zero in its fund", arguments: Contribution.Stage.allCases)
  func balanced(stage: Contribution.Stage) throws {
    let lines = try contribution(stage).lines
    #expect(lines.count == 2)
    #expect(lines.reduce(0) { $0 + $1.amount.minor } == 0)
    #expect(Set(lines.map(\.fund)).count == 1 && lines[0].account != lines[1].account)
    #expect(lines[0].amount.minor == 1_000)
  }

  @Test("money that reaches somebody names whom", arguments: Contribution.Stage.allCases)
  func names(stage: Contribution.Stage) throws {
    let mayBeOpen = stage == .receipt || stage == .commitment
    #expect(((try? contribution(stage, actor: nil)) != nil) == mayBeOpen)
  }

  @Test("nothing is no contribution, and neither is money of another century")
  func refusals() throws {
    #expect(throws: Problem.self) { try contribution(.direct, "0.00") }
    #expect(throws: Problem.self) {
      try Contribution(
        .direct, of: Money(decimal: "1", .mad), fund: Code("f"), for: Code("a"), on: CalendarDate(iso: "1989-12-31"))
    }
  }

  @Test("zakat is restricted income and a campaign holds in escrow")
  func classes() throws {
    let names = try Names(fr: "X")
    #expect(throws: Problem.self) { try Fund(Code("z"), .zakat, class: .unrestricted, names: names) }
    #expect(throws: Problem.self) { try Fund(Code("c"), .crowdfunding, class: .unrestricted, names: names) }
    #expect(try Fund(Code("c"), .crowdfunding, names: names).fundClass == .escrow)
  }
}
