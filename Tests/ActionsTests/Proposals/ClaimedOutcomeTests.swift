import Actions
import Domain
import Postgres
import Store
import TestProgramme
import TestSupport
import Testing

@Suite("Outcomes that several programmes claim")
struct ClaimedOutcomeTests {
  private static let rule =
    "\nproposal: {method: threshold_and_cap, threshold: 0.75, budget_minor: 90000, currency: MAD}"

  private func claim(
    _ small: SmallProgramme, _ actor: Int, _ indicator: String, _ shareBP: Int, quarter: Int, by programme: Code? = nil
  ) async throws {
    try await small.tadamun.claim(
      ClaimShare(
        of: small.cooperatives[actor], period: small.quarters[quarter], indicator: Code(indicator),
        by: programme ?? small.code, shareBP: shareBP), by: .api)
  }

  @Test("shares of a flow weigh as its values, of a ratio as its denominators; of a stock the last one counts")
  func severalPeriods() {
    let periods = [
      ClaimedPeriod(value: 30, denominator: 10, shareBP: 10_000),
      ClaimedPeriod(value: 10, denominator: 30, shareBP: 2_000),
    ]
    #expect(Indicator.Kind.flow.claimedShare(periods) == 0.8)
    #expect(Indicator.Kind.ratio.claimedShare(periods) == 0.4)
    #expect(Indicator.Kind.stock.claimedShare(periods) == 0.2)
    let unknown = periods.map { ClaimedPeriod(value: $0.value, denominator: nil, shareBP: $0.shareBP) }
    #expect(Indicator.Kind.ratio.claimedShare(unknown) == 0.2)
    let nothing = [
      ClaimedPeriod(value: 0, denominator: nil, shareBP: 5_000),
      ClaimedPeriod(value: 0, denominator: nil, shareBP: 9_000),
    ]
    #expect(Indicator.Kind.flow.claimedShare(nothing) == 0.5)
    #expect(Indicator.Kind.flow.claimedShare([]) == 1)
  }

  @Test(
    "a programme pays what it claims of an outcome and no more, says so, and recomputes it whatever is claimed later")
  func paid() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await ProposalTests.prepare(app, rule: Self.rule)
      let propose = { (key: String) in
        let made = try await small.tadamun.propose(small.code, fund: fund, key: key, by: .api)
        return (made, try await small.tadamun.proposal(made.id, limit: 10).lines)
      }
      let (whole, all) = try await propose("whole")
      #expect(all.map(\.amountMinor) == [30_000, 0, 15_000] && all.allSatisfy { $0.detail == nil })
      // Ten jobs a quarter, of which 60 % and then 40 % are claimed here: half of twenty.
      try await claim(small, 0, "jobs", 6_000, quarter: 0)
      try await claim(small, 0, "jobs", 4_000, quarter: 1)
      // Of the third one's jobs another programme claims all.
      try await claim(small, 2, "jobs", 0, quarter: 0)
      try await claim(small, 2, "jobs", 0, quarter: 1)
      let (shared, lines) = try await propose("shared")
      // Half of a part for the dropout, and half of the other half for the jobs.
      #expect(lines.map(\.amountMinor) == [22_500, 0, 0])
      #expect(lines.map(\.reason) == ["earned", "nothing_earned", "nothing_earned"])
      #expect(lines.map(\.detail) == ["claimed jobs/all 0.5", nil, "claimed jobs/all 0.0"])
      #expect(shared.leftovers.reduce(shared.total.minor) { $0 + $1.amountMinor } == 90_000)
      // Claimed anew, what is stored stays as it was, and the next proposal pays anew.
      try await claim(small, 0, "jobs", 10_000, quarter: 0)
      try await claim(small, 0, "jobs", 10_000, quarter: 1)
      #expect(try await small.tadamun.verify(proposal: shared.id).differences == [])
      #expect(try await small.tadamun.verify(proposal: whole.id).differences == [])
      #expect(try await propose("again").1.map(\.amountMinor) == [30_000, 0, 0])
    }
  }

  @Test("two programmes that claim one outcome pay for it once between them; a third has nothing left to claim")
  func once() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await ProposalTests.prepare(app, rule: Self.rule)
      let other = try Code("other")
      try await small.tadamun.create(
        Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      for quarter in 0...1 {
        try await claim(small, 0, "jobs", 7_000, quarter: quarter)
        try await claim(small, 0, "jobs", 3_000, quarter: quarter, by: other)
        #expect(
          try await ProposalTests.code {
            try await claim(small, 0, "jobs", 3_001, quarter: quarter, by: other)
          } == "claims_above_one")
      }
      let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: .api)
      let line = try #require(try await small.tadamun.proposal(made.id, limit: 1).lines.first)
      // 15,000 for the dropout and 0.7 of the 15,000 for the jobs: the other programme's 0.3 is left over.
      #expect(line.amountMinor == 25_500 && line.detail == "claimed jobs/all 0.7")
      // Another programme's share of itself changes nothing here.
      let theirs = try await Store.ClaimShares.list(of: small.cooperatives[0], in: app)
      #expect(theirs.map(\.shareBP).reduce(0, +) == 20_000)
    }
  }
}
