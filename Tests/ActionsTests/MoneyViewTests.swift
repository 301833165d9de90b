import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("What came to an actor, taken apart")
struct MoneyViewTests {
  private func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  /// Two funds, two funders, a union with two members of which one joins late, and a union within it.
  private func prepare(_ pool: Pool) async throws -> Tadamun {
    let tadamun = Tadamun(pool)
    let names = try Names(fr: "Exemple")
    let kinds: [(String, ActorKind)] = [
      ("giver", .funder), ("ministry", .funder), ("a", .cooperative), ("b", .cooperative), ("u", .union),
      ("lower", .union),
    ]
    _ = try await tadamun.registerMissing(
      kinds.map { try Actor(code: Code($0.0), kind: $0.1, names: names) }, by: .sample)
    try await tadamun.open(Fund(Code("aid"), .grant, names: names), by: .sample)
    try await tadamun.open(Fund(Code("alms"), .zakat, names: names), by: .sample)
    let memberships = [
      ("a", "u", "2026-01-01"), ("a", "lower", "2026-01-01"), ("lower", "u", "2026-01-01"), ("b", "u", "2026-03-01"),
    ]
    for (member, union, first) in memberships {
      try await tadamun.join(
        Membership(of: Code(member), in: Code(union), from: day(first)), by: .sample)
    }
    let gifts: [(Contribution.Stage, String, String, String?, String?, String)] = [
      (.commitment, "500.00", "aid", "a", "giver", "2026-01-10"),
      (.receipt, "300.00", "aid", "a", "giver", "2026-01-20"),
      (.disbursement, "120.00", "aid", "a", nil, "2026-02-20"),
      (.direct, "50.00", "aid", "a", "ministry", "2026-04-02"),
      (.direct, "7.00", "alms", "a", nil, "2026-04-03"), (.direct, "11.00", "aid", "b", "giver", "2026-02-01"),
      (.direct, "13.00", "aid", "b", "giver", "2026-03-01"), (.direct, "100.00", "aid", "u", "ministry", "2026-03-05"),
      (.direct, "40.00", "aid", "b", "u", "2026-03-06"), (.direct, "4.00", "aid", "a", "lower", "2026-03-07"),
      (.expenditure, "9.00", "aid", "a", "giver", "2026-05-01"),
    ]
    for (index, gift) in gifts.enumerated() {
      let contribution = try Contribution(
        gift.0, of: Money(decimal: gift.1, .mad), fund: Code(gift.2), for: gift.3.map { try Code($0) },
        from: gift.4.map { try Code($0) }, on: day(gift.5))
      try await tadamun.record([KeyedContribution(key: "\(index)", contribution)], by: .sample)
    }
    return tadamun
  }

  @Test("by kind, fund, funder and quarter, with held, paid out and spent apart; the sums are the ledger's")
  func own() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let view = try await tadamun.moneyView(of: Code("a"), by: .quarter)
      let first = try day("2026-01-01")
      let row = try #require(view.own.first { $0.funder?.text == "giver" && $0.period == first })
      #expect(row.promised == 500_00 && row.gross == 300_00 && row.custody == 300_00 && row.paidOut == 0)
      let moved = try #require(view.own.first { $0.funder == nil && $0.period == first && $0.fund.text == "aid" })
      #expect(moved.gross == 0 && moved.custody == -120_00 && moved.paidOut == 120_00)
      let spent = try #require(view.own.first { $0.spent != 0 })
      let second = try day("2026-04-01")
      #expect(spent.spent == 9_00 && spent.paidOut == 9_00 && spent.period == second)
      for cut in MoneyView.Cut.allCases {
        let rows = try await tadamun.moneyView(of: Code("a"), by: cut).own
        for ledger in try await tadamun.money(of: Code("a")) {
          let own = rows.filter { $0.fund == ledger.fund && $0.instrument == ledger.instrument }
          #expect(own.reduce(0) { $0 + $1.gross } == ledger.cameIn.minor)
          #expect(own.reduce(0) { $0 + $1.custody } == ledger.inCustody.minor)
          #expect(own.reduce(0) { $0 + $1.paidOut } == ledger.paidOut.minor)
          #expect(own.reduce(0) { $0 + $1.promised } == ledger.promised.minor)
        }
      }
      let april = try await tadamun.moneyView(
        of: Code("a"), days: DateSpan(day("2026-04-01"), through: day("2026-04-30"))
      ).own
      #expect(april.map(\.gross) == [50_00, 7_00])
    }
  }

  @Test(
    "a union's own stands apart from its members', each counted once and while a member, and from what passed through")
  func union() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let view = try await tadamun.moneyView(of: Code("u"))
      #expect(view.own.map(\.gross) == [100_00])
      // a: 300 + 50 + 7 + 9, once though it is a member twice over; b: 13, not the 11 from before it joined.
      let members = view.members.map(\.gross).reduce(0, +)
      let pooled = view.pooled.map(\.gross).reduce(0, +)
      #expect(members == 379_00 && pooled == 44_00)
      #expect(Set(view.pooled.compactMap(\.funder?.text)) == ["u", "lower"])
      let cooperative = try await tadamun.moneyView(of: Code("a"))
      #expect(cooperative.members.isEmpty && cooperative.pooled.isEmpty)
    }
  }

  @Test("a reversal takes its money back where it stood")
  func reversal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let entry: Int64 = try await pool.queryValue("SELECT entry_id FROM entries WHERE idempotency_key = '3'")
      let decision = try await tadamun.requestReversal(
        of: entry, on: day("2026-04-09"), reason: "twice", by: Person("maker"))
      try await tadamun.approve(decision, by: Person("checker"))
      try await tadamun.reverse(under: decision, by: .sample)
      let rows = try await tadamun.moneyView(of: Code("a")).own
      #expect(rows.first { $0.funder?.text == "ministry" }?.gross == 0)
    }
  }

  @Test("a campaign shows nothing while the money is its backers', then gross, fees, net, held and paid out apart")
  func campaign() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["platform_fee_bp": "400"])
      let tadamun = books.tadamun
      let actor = try Code("coop")
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.give("a", to: "well", "400.00")
      #expect(try await tadamun.moneyView(of: actor).own.isEmpty)
      #expect(try await books.close("well") == .succeeded)
      let held = try #require(try await tadamun.moneyView(of: actor).own.first)
      #expect(held.instrument == .crowdfunding && held.fund.text == "fund-well")
      #expect([held.gross, held.fees, held.net, held.custody, held.paidOut] == [400_00, 16_00, 384_00, 384_00, 0])
      let day = try books.day("2026-06-02")
      _ = try await tadamun.requestPayout(
        Code("o"), of: Code("well"), books.mad("300.00"), to: "MA64", on: day, by: books.officer)
      try await tadamun.approvePayout(Code("o"), on: day, by: books.director)
      try await tadamun.pay(payout: Code("o"), on: day, by: books.officer)
      let rows = try await tadamun.moneyView(of: actor).own
      let sum = { (amount: (MoneyRow) -> Int64) in rows.reduce(0) { $0 + amount($1) } }
      let sums = [sum(\.gross), sum(\.fees), sum(\.net), sum(\.custody), sum(\.paidOut)]
      #expect(sums == [400_00, 16_00, 384_00, 84_00, 300_00])
    }
  }

  @Test("a grant shows what is promised, paid, accepted as spent and returned")
  func grant() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await GrantBooks(Tadamun(pool), cash: "100000.00")
      try await books.sign(
        books.application("g", "30000.00"),
        books.agreement(
          [("10000.00", []), ("20000.00", [])], reports: [books.report(1, quarter: 1, due: "2026-04-30")]))
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      try await books.account("6000.00", in: 1, of: Code("g"), on: "2026-04-10")
      try await books.perform(
        .terminate(on: GrantBooks.day("2026-05-01"), reason: "over", recoveryDueOn: GrantBooks.day("2026-06-01")),
        on: Code("g"))
      try await books.perform(
        .receiveRecovery(GrantBooks.money("4000.00"), on: GrantBooks.day("2026-05-20"), .payment), on: Code("g"))
      let rows = try await books.tadamun.moneyView(of: books.cooperative).own
      let row = try #require(rows.first)
      #expect(rows.count == 1 && row.funder == books.funder)
      #expect(row.promised == 10_000_00 && row.gross == 10_000_00 && row.net == 10_000_00)
      #expect(row.spent == 6_000_00 && row.returned == 4_000_00 && row.custody == 0)
    }
  }
}
