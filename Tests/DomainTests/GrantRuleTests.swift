import Domain
import Testing

@Suite("Rules of grants")
struct GrantRuleTests {
  private static func mad(_ text: String) throws -> Money { try Money(decimal: text, .mad) }

  private static func plan(_ requested: String, cash: String, inKind: String, cost: String) throws -> GrantPlan {
    try GrantPlan(
      requested: mad(requested), ownCash: mad(cash), ownInKind: mad(inKind), others: mad("0"), cost: mad(cost))
  }

  @Test(
    "the smaller of both ceilings counts",
    arguments: [
      ("400000.00", 240_000_00), ("500000.00", 300_000_00), ("500000.01", 300_000_00), ("0.03", 1), ("0.01", 0),
    ])
  func limit(cost: String, expected: Int64) throws {
    let ceilings = GrantCeilings(
      maximum: try GrantRuleTests.mad("300000.00"), maximumShare: 6_000, inKindShare: 5_000, youthAndWomenShare: nil)
    #expect(ceilings.limit(of: try GrantRuleTests.mad(cost)) == expected)
  }

  @Test("a share of the largest amount does not overflow")
  func large() throws {
    let ceilings = GrantCeilings(maximum: nil, maximumShare: 6_000, inKindShare: nil, youthAndWomenShare: nil)
    let cost = try Money(minor: Money.limit, .mad)
    #expect(ceilings.limit(of: cost) == Money.limit / 10 * 6)
    let money = GrantMoney(
      currency: .mad, agreed: Money.limit, paid: Money.limit, accepted: Money.limit - 1, returned: 0, unallocated: 0)
    #expect(money.spendRatio == 9_999 && money.unspent == 1 && money.outstanding == 0)
  }

  @Test("a policy that sets no numbers refuses nothing")
  func open() throws {
    let ceilings = GrantCeilings(maximum: nil, maximumShare: nil, inKindShare: nil, youthAndWomenShare: nil)
    let plan = try GrantRuleTests.plan("900.00", cash: "0.00", inKind: "100.00", cost: "1000.00")
    #expect(ceilings.problems(of: plan, members: nil, youthAndWomen: nil).isEmpty)
  }

  @Test("a plan whose parts are not its cost is refused")
  func plan() {
    let problem = #expect(throws: Problem.self) {
      try GrantRuleTests.plan("900.00", cash: "50.00", inKind: "100.00", cost: "1000.00")
    }
    #expect(problem?.code == "plan_does_not_add_up")
  }

  @Test("every grant can end, and no end has a way out")
  func ends() {
    for state in GrantState.allCases where ![.closed, .writtenOff, .terminated, .recovering].contains(state) {
      #expect(state.next.contains(.terminated), "\(state)")
    }
    #expect(GrantState.closed.next.isEmpty && GrantState.writtenOff.next.isEmpty)
    for state in TrancheState.allCases { #expect(state.isOpen != (state.wasPaid || state == .cancelled), "\(state)") }
  }

  @Test(
    "spending is compared to the hundredth of a percent, and never rounded up",
    arguments: [(7_499, true), (7_500, false)])
  func ratio(accepted: Int64, isBelow: Bool) {
    let money = GrantMoney(
      currency: .mad, agreed: 10_000, paid: 10_000, accepted: accepted, returned: 0, unallocated: 0)
    let facts = GrantFacts(reports: [:], audits: [], documents: [], cofundingMinor: 0, inKindMinor: 0, money: money)
    let finding = TrancheCondition(.spendRatio(basisPoints: 7_500)).judged(by: facts)
    #expect(finding?.isMet == !isBelow)
  }

  @Test("the interval's lower end decides where it is read, and a missing one satisfies nothing")
  func lowerBound() throws {
    let day = try CalendarDate(iso: "2026-07-31")
    let reading = { (lower: Double?) in
      ScoreReading(
        run: 1, resultsSHA256: [], asOf: day, score: 0.9,
        interval: lower.map { ScoreReading.Interval(score: .init(low: $0, median: 0.9, high: 1), grade: "B") },
        coverage: 1, status: "ok")
    }
    let condition = ScoreCondition(programme: try Code("p"), node: "score", minimum: 0.5, reads: .lowerBound)
    #expect(condition.judged(by: reading(0.5)).isMet)
    #expect(!condition.judged(by: reading(0.4999999)).isMet)
    #expect(!condition.judged(by: reading(nil)).isMet)
    #expect(condition.judged(by: reading(0.5)).reading?.run == 1)
  }
}
