import Actions
import Domain
import Postgres
import Store
import TestProgramme
import TestSupport
import Testing

@Suite("Stored proposals")
struct ProposalTests {
  static let rule = "\nproposal: {budget_minor: 100000, currency: MAD}"

  /// The small programme, scored, by a framework with a rule of money; a fund of each kind.
  static func prepare(_ app: Pool, rule: String = rule) async throws -> (SmallProgramme, Code) {
    let small = try await SmallProgramme(Tadamun(app), framework: SmallProgramme.framework + rule)
    try await small.reportAll()
    try await small.tadamun.score(small.code, asOf: small.asOf)
    for instrument in [Instrument.grant, .zakat, .waqf, .crowdfunding] {
      try await small.tadamun.open(
        Fund(Code(instrument.rawValue), instrument, names: Names(fr: "Fonds")), by: .commandLine)
    }
    return (small, try Code("grant"))
  }

  static func code(of body: () async throws -> Void) async throws -> ProblemCode? {
    do { try await body() } catch let problem as Problem { return problem.code } catch let problems as Problems {
      return problems.list.first?.code
    }
    return nil
  }

  private static func mad(_ minor: Int64) throws -> Money { try Money(minor: minor, .mad) }

  @Test("a proposal pays by score to the minor unit, and recomputes the same")
  func made() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app)
      let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("fatima"))
      // Scores 1, 0.5 and 0.5 of 1,000.00.
      let sheet = try await small.tadamun.proposal(made.id, limit: 10)
      #expect(sheet.lines.map(\.amountMinor) == [50_000, 25_000, 25_000] && made.total.minor == 100_000)
      #expect(sheet.lines.map(\.reason) == ["shared", "shared", "shared"] && made.state == .draft)
      #expect(sheet.payers.isEmpty, "one payer bears all")
      #expect(made.leftovers.isEmpty && made.method == "water_filling" && made.node == "score")
      #expect(try await small.tadamun.verify(proposal: made.id).differences.isEmpty)
      let again = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("fatima"))
      #expect(again == made)
      let conflict = try await Self.code {
        _ = try await small.tadamun.propose(
          small.code, budget: Self.mad(1), fund: fund, key: "a", by: Source("fatima"))
      }
      #expect(conflict == "idempotency_conflict")
      let other = try await small.tadamun.propose(
        small.code, run: made.run, budget: Self.mad(10), fund: fund, key: "b", by: Source("fatima"))
      #expect(try await small.tadamun.proposal(other.id, limit: 10).lines.map(\.amountMinor) == [5, 3, 2])
      #expect(try await small.tadamun.proposals(of: small.code, limit: 10).map(\.id) == [other.id, made.id])
    }
  }

  @Test("sixty-four requests under one key make one proposal")
  func oneAKey() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app)
      let ids = await withTaskGroup(of: Int64?.self) { group in
        for _ in 0..<64 {
          group.addTask {
            try? await small.tadamun.propose(small.code, fund: fund, key: "one", by: Source("fatima")).id
          }
        }
        return await group.reduce(into: Set<Int64>()) { set, id in if let id { set.insert(id) } }
      }
      #expect(ids.count == 1)
      #expect(try await app.queryValue("SELECT count(*) FROM proposals", as: Int.self) == 1)
    }
  }

  @Test("a framework without a rule, an unknown fund, another currency: refused, and nothing is stored")
  func refusals() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app, rule: "")
      let rule = try await Self.code {
        _ = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: .api)
      }
      #expect(rule == "proposal_missing")
      #expect(try await app.queryValue("SELECT count(*) FROM proposals", as: Int.self) == 0)
    }
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app)
      let unknown = try await Self.code {
        _ = try await small.tadamun.propose(small.code, fund: Code("none"), key: "a", by: .api)
      }
      let euro = try await Self.code {
        _ = try await small.tadamun.propose(
          small.code, budget: Money(minor: 5, Currency("EUR")), fund: fund, key: "a", by: .api)
      }
      let run = try await Self.code {
        _ = try await small.tadamun.propose(small.code, run: 99_999, fund: fund, key: "a", by: .api)
      }
      #expect([unknown, euro, run] == ["fund_unknown", "currency_differs", "run_unknown"])
      #expect(try await app.queryValue("SELECT count(*) FROM proposals", as: Int.self) == 0)
    }
  }

  @Test("zakat goes only to who was found eligible, grants to whom nobody excludes, each with its reason kept")
  func eligibility() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app)
      let find = { (fund: String, actor: Int, isEligible: Bool, last: String?) in
        try await small.tadamun.record(
          EligibilityFinding(
            fund: Code(fund), actor: small.cooperatives[actor], isEligible: isEligible, reason: "assessed",
            source: "decision 7", first: CalendarDate(iso: "2026-01-01"), last: last.map { try CalendarDate(iso: $0) }),
          by: Source("fatima"))
      }
      try await find("zakat", 1, true, nil)
      try await find("zakat", 2, true, "2026-03-31")
      try await find("grant", 0, false, nil)
      let zakat = try await small.tadamun.propose(small.code, fund: Code("zakat"), key: "z", by: .api)
      let lines = try await small.tadamun.proposal(zakat.id, limit: 10).lines
      #expect(lines.map(\.amountMinor) == [0, 100_000, 0] && lines[0].detail?.hasPrefix("no_finding") == true)
      let grant = try await small.tadamun.propose(small.code, fund: fund, key: "g", by: .api)
      let paid = try await small.tadamun.proposal(grant.id, limit: 10).lines
      #expect(paid.map(\.amountMinor) == [0, 50_000, 50_000] && paid[0].detail == "assessed (decision 7)")
      #expect(try await small.tadamun.verify(proposal: zakat.id).isSame)
      #expect(try await small.tadamun.verify(proposal: grant.id).isSame)
    }
  }

  @Test("waqf is proposed only out of what it may spend; the database refuses more")
  func distributableYield() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, _) = try await Self.prepare(app)
      let waqf = try Code("waqf")
      for actor in small.cooperatives {
        try await small.tadamun.record(
          EligibilityFinding(
            fund: waqf, actor: actor, isEligible: true, reason: "named", source: "deed",
            first: CalendarDate(iso: "2026-01-01"), last: nil), by: .api)
      }
      let propose = { (minor: Int64) in
        try await small.tadamun.propose(
          small.code, budget: Self.mad(minor), fund: waqf, key: "w\(minor)", by: .api)
      }
      #expect(try await Self.code { _ = try await propose(1) } == "fund_cannot_spend")
      try await small.tadamun.record(spendable: Self.mad(310_000), of: waqf, from: "waterfall 2026", by: .api)
      #expect(try await Self.code { _ = try await propose(310_001) } == "fund_cannot_spend")
      #expect(try await propose(310_000).total.minor == 310_000)
    }
  }

  @Test("what each payer bears of a stored payment adds up to it, an override's too")
  func payers() async throws {
    let rule = "\nproposal: {budget_minor: 100001, currency: MAD, payers: {of: 100, parts: {state: 50, donor: 33}}}"
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app, rule: rule)
      let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("fatima"))
      let asked = try await small.tadamun.requestOverride(
        Self.mad(7), for: small.cooperatives[2], of: made.id, reason: "late", by: Source("fatima"))
      _ = try await small.tadamun.approveOverride(asked.id, by: Source("omar"))
      let sheet = try await small.tadamun.proposal(made.id, limit: 10)
      for line in sheet.lines {
        let shares = try #require(sheet.payers[line.actor])
        #expect(shares.map(\.payer) == ["state", "donor", nil])
        #expect(shares.reduce(0) { $0 + $1.amountMinor } == line.payableMinor)
      }
      #expect(sheet.payers[small.cooperatives[2]]?.map(\.amountMinor) == [4, 2, 1])
    }
  }

  @Test("once replicates ran, the score that is paid for has its interval beside it; a bonus is recomputed")
  func interval() async throws {
    let rule = """

      uncertainty: {replicates: 40, seed: 1, weights: 0.3}
      proposal: {method: threshold_and_cap, threshold: 0.4, budget_minor: 90000, currency: MAD, bonus: {node: score, threshold: 0.4, slope: 0.1}}
      """
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, fund) = try await Self.prepare(app, rule: rule)
      let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("fatima"))
      let lines = try await small.tadamun.proposal(made.id, limit: 10).lines
      let scores = try await small.tadamun.scores(of: small.code, limit: 10).scores
      for line in lines {
        let ranked = try #require(scores.first { $0.actor == line.actor })
        #expect(line.interval != nil && line.interval == ranked.interval && line.score == ranked.score.score)
      }
      #expect(try await small.tadamun.verify(proposal: made.id).differences.isEmpty)
    }
  }

  @Test(
    "eligibility reads the interval's 5th percentile once replicates ran, and keeps it; else what is verified alone")
  func eligibleByInterval() async throws {
    // The second reached half of each target: no weight changes its score; the third all of one and nothing of the other.
    let rule = "\nproposal: {eligible_from: 0.5, budget_minor: 90000, currency: MAD}"
    let varied = "\nuncertainty: {replicates: 40, seed: 1, weights: 0.3}"
    for (text, amounts) in [(rule, [45_000, 22_500, 22_500]), (varied + rule, [60_000, 30_000, 0])]
      as [(String, [Int64])]
    {
      try await TestDatabase.withDatabase { admin, app in
        let (small, fund) = try await Self.prepare(app, rule: text)
        let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("fatima"))
        let lines = try await small.tadamun.proposal(made.id, limit: 10).lines
        #expect(lines.map(\.amountMinor) == amounts)
        let isVaried = text != rule
        #expect(lines.allSatisfy { $0.readInterval == $0.interval?.score })
        #expect((lines.last?.detail == "interval_below 0.5") == isVaried)
        #expect(lines.allSatisfy { ($0.readInterval != nil) == isVaried })
        #expect(try await small.tadamun.verify(proposal: made.id).differences == [])
        // What a run says of an interval is compared with what the proposal read.
        try await admin.execute("ALTER TABLE tadamun.score_intervals DISABLE TRIGGER append_only_rows")
        try await admin.execute("UPDATE tadamun.score_intervals SET score_p5 = score_p5 - 0.01")
        let changed = try await small.tadamun.verify(proposal: made.id).differences
        #expect(changed.count == (text == rule ? 0 : 3))
      }
    }
  }

  @Test("other rules reach the database: threshold and cap, proportional by group, quadratic match")
  func otherRules() async throws {
    let rules: [(String, [Int64])] = [
      // Targets reached: both; half of each; all jobs and no dropout.
      ("{method: threshold_and_cap, threshold: 0.75, budget_minor: 90000, currency: MAD}", [30_000, 0, 15_000]),
      (
        "{method: proportional, groups: {cooperative: 1, union: 2}, budget_minor: 90000, currency: MAD}",
        [15_000, 7_500, 7_500]
      ),
      ("{method: quadratic_match, contributions: crowdfunding, budget_minor: 90000, currency: MAD}", [0, 20_000, 0]),
      ("{eligible_from: 0.9, budget_minor: 90000, currency: MAD}", [90_000, 0, 0]),
    ]
    for (rule, amounts) in rules {
      try await TestDatabase.withDatabase(as: .app) { app in
        let (small, fund) = try await Self.prepare(app, rule: "\nproposal: \(rule)")
        for (key, giver, actor) in [("1", 0, 1), ("2", 2, 1), ("3", 0, 2)] {
          let gift = try Contribution(
            .direct, of: Self.mad(10_000), fund: Code("crowdfunding"), for: small.cooperatives[actor],
            from: small.cooperatives[giver], on: CalendarDate(iso: "2026-05-01"), description: "gift")
          _ = try await small.tadamun.record([KeyedContribution(key: key, gift)], by: .api)
        }
        let made = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: .api)
        let lines = try await small.tadamun.proposal(made.id, limit: 10).lines
        #expect(lines.map(\.amountMinor) == amounts, "\(rule)")
        #expect(made.leftovers.reduce(made.total.minor) { $0 + $1.amountMinor } == 90_000)
        #expect(try await small.tadamun.verify(proposal: made.id).differences == [])
      }
    }
  }
}
