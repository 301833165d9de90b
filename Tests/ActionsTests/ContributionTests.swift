import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Contributions of the four kinds")
struct ContributionTests {
  private let day: CalendarDate

  init() throws { day = try CalendarDate(iso: "2026-02-01") }

  private func prepare(_ pool: Pool) async throws -> Tadamun {
    let tadamun = Tadamun(pool)
    let names = try Names(fr: "Exemple")
    _ = try await tadamun.registerMissing(
      [
        Actor(code: Code("giver"), kind: .funder, names: names),
        Actor(code: Code("coop"), kind: .cooperative, names: names),
      ], by: .sample)
    for instrument in [Instrument.grant, .crowdfunding, .zakat, .waqf] {
      try await tadamun.open(Fund(Code("fund-\(instrument.rawValue)"), instrument, names: names), by: .sample)
    }
    return tadamun
  }

  private func contribution(
    _ stage: Contribution.Stage, _ amount: String, fund: String = "fund-grant", actor: String? = "coop",
    contributor: String? = "giver"
  ) throws -> Contribution {
    try Contribution(
      stage, of: Money(decimal: amount, .mad), fund: Code(fund), for: actor.map { try Code($0) },
      from: contributor.map { try Code($0) }, on: day)
  }

  @Test(
    "what came in, is held and was paid out is kept apart, by instrument",
    arguments: [
      "fund-grant", "fund-crowdfunding", "fund-zakat", "fund-waqf",
    ])
  func stages(fund: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await tadamun.record(
        [
          KeyedContribution(key: "1", contribution(.commitment, "1000.00", fund: fund)),
          KeyedContribution(key: "2", contribution(.receipt, "600.00", fund: fund, contributor: nil)),
          KeyedContribution(key: "3", contribution(.disbursement, "250.50", fund: fund)),
          KeyedContribution(key: "4", contribution(.direct, "10.00", fund: fund)),
        ], by: .importedFile)
      let money = try #require(try await tadamun.money(of: Code("coop")).first)
      #expect(money.promised.decimal == "1000.00")
      #expect(money.cameIn.decimal == "610.00")
      #expect(money.inCustody.decimal == "349.50")
      #expect(money.paidOut.decimal == "260.50")
      let lines = try await tadamun.contributions(ContributionFilter(actor: Code("coop")), limit: 10)
      #expect(lines.map(\.stage) == [.commitment, .receipt, .disbursement, .direct])
      #expect(lines[1].contributor == nil && lines[0].contributor?.text == "giver")
    }
  }

  @Test("a retry books nothing; the same key for something else is refused and books nothing")
  func idempotent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let item = KeyedContribution(key: "k", try contribution(.direct, "5.00"))
      #expect(try await tadamun.record([item], by: .api).recorded == 1)
      #expect(try await tadamun.record([item], by: .api) == ContributionOutcome(recorded: 0, known: 1))
      let problems = await #expect(throws: Problems.self) {
        try await tadamun.record(
          [
            KeyedContribution(key: "new", contribution(.direct, "1.00")),
            KeyedContribution(key: "k", contribution(.direct, "6.00"), place: Place(line: 3)),
          ], by: .api)
      }
      #expect(problems?.list.map(\.code) == ["idempotency_conflict"])
      #expect(problems?.list.first?.place?.line == 3)
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == 1)
    }
  }

  @Test("sixty-four retries at once book one entry")
  func concurrentRetries() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let item = KeyedContribution(key: "k", try contribution(.direct, "5.00"))
      let recorded = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<64 {
          group.addTask { (try? await tadamun.record([item], by: .api).recorded) ?? 0 }
        }
        return await group.reduce(0, +)
      }
      #expect(recorded == 1)
      #expect(try await pool.queryValue("SELECT count(*) FROM postings", as: Int.self) == 2)
    }
  }

  @Test("an entry is reversed once, however many ask at once")
  func reversal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await tadamun.record([KeyedContribution(key: "k", contribution(.direct, "700.00"))], by: .api)
      let entry: Int64 = try await pool.queryValue("SELECT entry_id FROM entries")
      var decisions: [ID<Decision>] = []
      for number in 0..<8 {
        let maker = try Person("maker-\(number)")
        let decision = try await tadamun.requestReversal(of: entry, on: day, reason: "wrong fund", by: maker)
        try await tadamun.approve(decision, by: Person("checker"))
        decisions.append(decision)
      }
      let outcomes = await withTaskGroup(of: String.self) { group in
        for decision in decisions {
          group.addTask {
            do {
              try await tadamun.reverse(under: decision, by: .api)
              return "ok"
            } catch let problem as Problem { return problem.code.rawValue } catch { return "\(error)" }
          }
        }
        return await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == "ok" }.count == 1)
      #expect(outcomes.filter { $0 == "already_reversed" }.count == 7)
      #expect(try await tadamun.money(of: Code("coop")).first?.cameIn.minor == 0)
      #expect(try await tadamun.verifyBooks().faults.isEmpty)
    }
  }

  @Test("an unknown fund or actor is named, and all or nothing is booked")
  func unknown() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let problems = await #expect(throws: Problems.self) {
        try await tadamun.record(
          [
            KeyedContribution(key: "1", contribution(.direct, "1.00")),
            KeyedContribution(key: "2", contribution(.direct, "1.00", actor: "nobody"), place: Place(line: 2)),
            KeyedContribution(key: "3", contribution(.direct, "1.00", fund: "nowhere"), place: Place(line: 3)),
          ], by: .api)
      }
      #expect(problems?.list.map(\.code) == ["actor_unknown", "fund_unknown"])
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == 0)
    }
  }
}
