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
    #expect(Indicator.Kind.flow.claimedShare([periods]) == 0.8)
    #expect(Indicator.Kind.ratio.claimedShare([periods]) == 0.4)
    #expect(Indicator.Kind.stock.claimedShare([periods]) == 0.2)
    let unknown = periods.map { ClaimedPeriod(value: $0.value, denominator: nil, shareBP: Int($0.share * 10_000)) }
    #expect(Indicator.Kind.ratio.claimedShare([unknown]) == 0.2)
    let nothing = [
      ClaimedPeriod(value: 0, denominator: nil, shareBP: 5_000),
      ClaimedPeriod(value: 0, denominator: nil, shareBP: 9_000),
    ]
    #expect(Indicator.Kind.flow.claimedShare([nothing]) == 0.5)
    #expect(Indicator.Kind.flow.claimedShare([]) == 1)
    // Of two units, each unit's last one of a stock, by its value.
    #expect(
      Indicator.Kind.stock.claimedShare([periods, [ClaimedPeriod(value: 30, denominator: nil, shareBP: 6_000)]]) == 0.5)
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

  @Test("periods that overlap are claimed to one at most on every day; what was said last of a day counts")
  func overlapping() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, _) = try await ProposalTests.prepare(app, rule: Self.rule)
      let other = try Code("other")
      try await small.tadamun.create(
        Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      let claim = { (first: String, last: String, programme: Code, shareBP: Int) in
        try await ProposalTests.code {
          try await small.tadamun.claim(
            ClaimShare(
              of: small.cooperatives[0], period: DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last)),
              indicator: Code("jobs"), by: programme, shareBP: shareBP), by: .api)
        }
      }
      #expect(try await claim("2026-01-01", "2026-12-31", small.code, 6_000) == nil)
      #expect(try await claim("2026-04-01", "2026-06-30", other, 4_001) == "claims_above_one")
      #expect(try await claim("2026-04-01", "2026-06-30", other, 4_000) == nil)
      #expect(try await claim("2026-06-30", "2026-07-31", small.code, 6_001) == "claims_above_one")
      #expect(try await claim("2026-07-01", "2026-07-31", small.code, 10_000) == nil)
      #expect(try await claim("2026-07-31", "2026-08-31", other, 1) == "claims_above_one")
      // The year said anew takes July back.
      #expect(try await claim("2026-01-01", "2026-12-31", small.code, 6_000) == nil)
      #expect(try await claim("2026-07-31", "2026-08-31", other, 4_000) == nil)
    }
  }

  @Test("said of the year, a share holds of its quarters, under whatever version of the indicator")
  func yearAndVersions() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await ProposalTests.prepare(app, rule: Self.rule)
      try await small.tadamun.claim(
        ClaimShare(
          of: small.cooperatives[0],
          period: DateSpan(CalendarDate(iso: "2026-01-01"), through: CalendarDate(iso: "2026-12-31")),
          indicator: Code("jobs"), by: small.code, shareBP: 5_000), by: .api)
      let pay = { (key: String) in
        let made = try await small.tadamun.propose(small.code, fund: fund, key: key, by: .api)
        #expect(try await small.tadamun.verify(proposal: made.id).differences == [])
        return try await small.tadamun.proposal(made.id, limit: 10).lines.map(\.detail)
      }
      #expect(try await pay("one")[0] == "claimed jobs/all 0.5")
      let first = try #require(try await small.tadamun.indicator(Code("jobs")).first)
      try await small.tadamun.define(
        CatalogueEntry(
          Indicator(
            Code("jobs"), version: 2, names: first.indicator.names, unit: "count", kind: .flow, direction: .up,
            minimum: 0), codes: []), by: .api)
      #expect(try await pay("two")[0] == "claimed jobs/all 0.5")
    }
  }

  @Test("what is claimed of a member is claimed of the union's figure, by its part in it, and the other way round")
  func unions() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let tadamun = Tadamun(app)
      let programme = try await UnionProgramme(tadamun)
      try await programme.report("l1", quarter: 0, "reach", ["everyone": 10])
      try await programme.report("l2-1", quarter: 0, "reach", ["everyone": 30])
      try await programme.report("l2-2", quarter: 0, "reach", ["everyone": 60])
      let claim = { (actor: String, shareBP: Int, group: String) in
        try await tadamun.claim(
          ClaimShare(
            of: Code(actor), period: programme.quarters[0], indicator: Code("reach"), group: Code(group),
            by: programme.code, shareBP: shareBP), by: .api)
      }
      try await tadamun.adopt(
        framework: UnionProgramme.framework.replacing("version: 1", with: "version: 2") + Self.rule,
        for: programme.code, from: programme.quarters[0].first, by: .sample)
      try await tadamun.score(programme.code, asOf: programme.asOf)
      let fund = try Code("grant")
      try await tadamun.open(Fund(fund, .grant, names: Names(fr: "Fonds")), by: .commandLine)
      // What the lines of a proposal say of each actor.
      let shares = { (key: String) in
        let made = try await tadamun.propose(programme.code, fund: fund, key: key, by: .api)
        return try await tadamun.proposal(made.id, limit: 10).lines.reduce(into: [String: String]()) {
          $0[$1.actor.text] = $1.detail
        }
      }
      // Half of the member with 30 of 100.
      try await claim("l2-1", 5_000, "everyone")
      var said = try await shares("member")
      #expect(said["l2-1"]?.contains("reach/everyone 0.5") == true && said["l2-2"] == nil)
      #expect(said["l1"]?.contains("reach/everyone 0.85") == true)
      #expect(said["lead"]?.contains("reach/everyone 0.85") == true)
      // Half of what the other member does for everybody, of whom the group is a part.
      try await claim("l2-2", 5_000, "all")
      said = try await shares("everybody")
      #expect(said["l2-2"]?.contains("reach/everyone 0.5") == true)
      #expect(said["l1"]?.contains("reach/everyone 0.55") == true)
      // A fifth of the union's, which is nearer than what is claimed of everybody: of its own 10, and of the
      // member of whom nothing is claimed for the group.
      try await claim("l1", 2_000, "everyone")
      said = try await shares("union")
      #expect(said["l2-1"]?.contains("reach/everyone 0.5") == true)
      #expect(said["l2-2"]?.contains("reach/everyone 0.2") == true)
      #expect(said["l1"]?.contains("reach/everyone 0.29") == true)
      #expect(said["lead"]?.contains("reach/everyone 0.29") == true)
    }
  }

  @Test("what is claimed of everybody is claimed of each group, but where the programme claims the group itself")
  func groups() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let small = try await SmallProgramme(Tadamun(app))
      let other = try Code("other")
      try await small.tadamun.create(
        Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      let groups = try ["women", "men"].map { try TargetGroup(Code($0), names: Names(en: $0)) }
      try await small.tadamun.define([], groups: groups)
      let claim = { (programme: Code, group: String, shareBP: Int) in
        try await ProposalTests.code {
          try await small.tadamun.claim(
            ClaimShare(
              of: small.cooperatives[0], period: small.quarters[0], indicator: Code("jobs"), group: Code(group),
              by: programme, shareBP: shareBP), by: .api)
        }
      }
      #expect(try await claim(small.code, "all", 6_000) == nil)
      #expect(try await claim(other, "women", 4_001) == "claims_above_one")
      #expect(try await claim(other, "women", 4_000) == nil)
      #expect(try await claim(small.code, "all", 6_001) == "claims_above_one")
      // Claimed of the group itself, what is claimed of everybody does not count there.
      #expect(try await claim(small.code, "women", 1_000) == nil)
      #expect(try await claim(other, "women", 9_001) == "claims_above_one")
      #expect(try await claim(other, "women", 9_000) == nil)
      #expect(try await claim(small.code, "all", 10_000) == nil)
      #expect(try await claim(other, "men", 1) == "claims_above_one")
      #expect(try await claim(other, "all", 1) == "claims_above_one")
    }
  }

  @Test("a union's outcome and its members' are claimed to one together, also by many at the same moment")
  func together() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let tadamun = Tadamun(app)
      let programme = try await UnionProgramme(tadamun)
      let others = try (1...8).map { try Code("other-\($0)") }
      for other in others {
        try await tadamun.create(
          Programme(other, names: Names(fr: "Autre"), funder: Code("funder"), currency: .mad), by: .sample)
      }
      let claim = { (actor: String, code: Code, shareBP: Int) -> Problem? in
        do {
          try await tadamun.claim(
            ClaimShare(
              of: Code(actor), period: programme.quarters[0], indicator: Code("reach"), group: Code("women"), by: code,
              shareBP: shareBP), by: .api)
        } catch let problem as Problem { return problem }
        return nil
      }
      #expect(try await claim("lead", programme.code, 6_000) == nil)
      // Two levels below, and the other way round.
      let refused = try #require(try await claim("l2-2", others[0], 4_001))
      #expect(refused.code == "claims_above_one" && refused.place?.field == "share_bp")
      #expect(
        refused.message.contains("l2-2") && refused.message.contains("10001") && refused.message.contains("2026-01-01"))
      #expect(try await claim("l2-2", others[0], 4_000) == nil)
      #expect(try await claim("lead", programme.code, 6_001)?.message.contains("l2-2") == true)
      // Claimed at the member itself, the union's share of it does not count there.
      #expect(try await claim("l2-2", programme.code, 1_000) == nil)
      #expect(try await claim("lead", programme.code, 7_000) == nil)
      #expect(try await claim("l2-2", others[1], 5_001)?.code == "claims_above_one")
      #expect(try await claim("l2-2", others[1], 5_000) == nil)
      // Whoever joins later may bring together more than the whole: then each may claim less, and nobody more.
      #expect(try await claim("l2-1", others[2], 3_000) == nil)
      _ = try await tadamun.registerMissing(
        [Actor(code: Code("late"), kind: .cooperative, names: Names(fr: "Tard"))], by: .sample)
      #expect(try await claim("late", others[0], 9_000) == nil)
      try await programme.join("late", "l1")
      #expect(try await claim("late", others[0], 9_001)?.code == "claims_above_one")
      #expect(try await claim("late", others[0], 8_000) == nil)
      // Eight programmes at once, half at a union and half at its member, want more than is left.
      let period = programme.quarters[1]
      let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
        for (number, other) in others.enumerated() {
          group.addTask {
            do {
              try await tadamun.claim(
                ClaimShare(
                  of: Code(number % 2 == 0 ? "l1" : "l2-1"), period: period, indicator: Code("reach"),
                  group: Code("men"), by: other, shareBP: 3_000), by: .api)
              return true
            } catch let problem as Problem where problem.code == "claims_above_one" { return false }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      // Nobody at the union claims besides the member, whatever came first.
      #expect(taken == 3)
    }
  }
}
