import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("The pool of a union")
struct PoolTests {
  private let maker = Person(trusted: "secretary")
  private let checker = Person(trusted: "president")
  private let union = Code(trusted: "union")

  private func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  /// A union with three members, the third of which joins in March, and a fund with money for the union.
  private func prepare(_ pool: Pool) async throws -> Tadamun {
    let tadamun = Tadamun(pool)
    let names = try Names(fr: "Exemple")
    let kinds: [(String, ActorKind)] = [
      ("giver", .funder), ("union", .union), ("a", .cooperative), ("b", .cooperative), ("c", .cooperative),
    ]
    _ = try await tadamun.registerMissing(
      kinds.map { try Actor(code: Code($0.0), kind: $0.1, names: names) }, by: .sample)
    try await tadamun.open(Fund(Code("aid"), .grant, names: names), by: .sample)
    for (member, first) in [("a", "2026-01-01"), ("b", "2026-01-01"), ("c", "2026-03-01")] {
      try await tadamun.join(Membership(of: Code(member), in: union, from: day(first)), by: .sample)
    }
    return tadamun
  }

  private func agree(
    _ code: String, _ parts: [(String, Int)], from first: String, _ tadamun: Tadamun, approved: Bool = true
  ) async throws {
    let agreement = try PoolAgreement(
      Code(code), of: union, from: day(first),
      shares: parts.map { PoolAgreement.Share(try Code($0.0), basisPoints: $0.1) })
    let decision = try await tadamun.agree(agreement, by: maker)
    if approved { try await tadamun.approve(decision, by: checker) }
  }

  /// Money that came for the union; the entry by which it did.
  private func receive(_ amount: String, on day: String, key: String, _ tadamun: Tadamun) async throws -> Int64 {
    let receipt = try Contribution(
      .receipt, of: Money(decimal: amount, .mad), fund: Code("aid"), for: union, from: Code("giver"), on: self.day(day))
    try await tadamun.record([KeyedContribution(key: key, receipt)], by: .sample)
    return try await tadamun.pool.queryValue("SELECT entry_id FROM entries WHERE idempotency_key = \(key)")
  }

  private func share(_ code: String, _ entry: Int64, on day: String = "2026-04-01", _ tadamun: Tadamun) async throws
    -> PoolSharing
  {
    try await tadamun.sharePool(Code(code), of: union, entry: entry, on: self.day(day), by: .api)
  }

  @Test(
    "each contribution is shared once, to the centime, by the agreement of the day it came, and held for its members")
  func shares() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await agree("first", [("a", 6_667), ("b", 3_333)], from: "2026-01-01", tadamun)
      try await agree("second", [("c", 3_334), ("b", 3_333), ("a", 3_333)], from: "2026-03-01", tadamun)
      let early = try await receive("100.00", on: "2026-02-10", key: "early", tadamun)
      let late = try await receive("100.01", on: "2026-03-10", key: "late", tadamun)
      let first = try await share("s1", early, tadamun)
      #expect(first.agreement.text == "first" && first.parts.map(\.amount.decimal) == ["66.67", "33.33"])
      let second = try await share("s2", late, tadamun)
      #expect(second.parts.map(\.member.text) == ["c", "b", "a"])
      #expect(second.parts.map(\.amount.decimal) == ["33.35", "33.33", "33.33"])
      #expect(try await share("s2", late, tadamun) == second)
      #expect(try await tadamun.poolSharing(Code("s2")) == second)
      let entry = try await tadamun.ledgerEntry(second.entry)
      #expect(entry.kind == .poolShare && entry.contributor == union && entry.decision != nil)
      for (member, held) in [("a", "100.00"), ("b", "66.66"), ("c", "33.35"), ("union", "0.00")] {
        let money = try await tadamun.money(of: Code(member))
        #expect(money.map(\.inCustody.decimal) == [held], "\(member)")
      }
      // The union's own view nets to nothing; its members got it through the union.
      let view = try await tadamun.moneyView(of: union)
      #expect(view.own.reduce(0) { $0 + $1.net } == 0 && view.members.isEmpty)
      #expect(view.pooled.reduce(0) { $0 + $1.net } == 200_01)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }

  @Test("two persons agree; what nobody approved shares nothing, and what is shared is shared once")
  func refusals() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let entry = try await receive("100.00", on: "2026-02-10", key: "in", tadamun)
      func codes(_ body: () async throws -> Void) async throws -> [ProblemCode] {
        try await ActionsTests.refusals(body)
      }
      try await agree("first", [("a", 5_000), ("b", 5_000)], from: "2026-01-01", tadamun, approved: false)
      #expect(try await codes { _ = try await share("s", entry, tadamun) } == ["pool_agreement_missing"])
      let decision = try await tadamun.poolAgreement(Code("first")).decision
      #expect(try await codes { try await tadamun.approve(decision, by: maker) } == ["maker_is_not_checker"])
      try await tadamun.approve(decision, by: checker)
      #expect(
        try await codes { try await agree("first", [("a", 10_000)], from: "2026-01-01", tadamun) }
          == ["pool_agreement_exists"])
      #expect(
        try await codes { try await agree("other", [("c", 10_000)], from: "2026-02-28", tadamun) }
          == ["pool_member_not_member"])
      #expect(try await codes { _ = try await share("s", 999_999, tadamun) } == ["entry_unknown"])
      let shared = try await share("s", entry, tadamun)
      #expect(try await codes { _ = try await share("again", entry, tadamun) } == ["already_pooled"])
      #expect(try await codes { _ = try await share("again", shared.entry, tadamun) } == ["entry_not_pooled"])
      #expect(
        try await codes {
          _ = try await tadamun.sharePool(Code("x"), of: Code("a"), entry: entry, on: day("2026-04-01"), by: .api)
        } == ["not_a_union"])
      // Reversed by two persons, it may be shared anew; what the union spent meanwhile may not.
      let reversal = try await tadamun.requestReversal(
        of: shared.entry, on: day("2026-04-02"), reason: "wrong day", by: maker)
      try await tadamun.approve(reversal, by: checker)
      try await tadamun.reverse(under: reversal, by: .api)
      #expect(try await tadamun.poolSharing(Code("s")).isReversed)
      let spent = try Contribution(
        .disbursement, of: Money(decimal: "0.01", .mad), fund: Code("aid"), for: union, on: day("2026-04-03"))
      let payment = try await tadamun.requestPayment(
        JournalEntry(EntryKind(.disbursement), on: spent.occurredOn, lines: spent.lines), reference: Code("out"),
        by: maker)
      try await tadamun.approve(payment, by: checker)
      try await tadamun.pay(under: payment, by: .api)
      #expect(try await codes { _ = try await share("anew", entry, tadamun) } == ["insufficient_funds"])
      let back = try await receive("0.01", on: "2026-04-04", key: "back", tadamun)
      #expect(back > 0)
      #expect(try await share("anew", entry, tadamun).parts.map(\.amount.decimal) == ["50.00", "50.00"])
    }
  }

  @Test("sixteen who share the same money at once: it is shared once", arguments: 0..<5)
  func race(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await agree("first", [("a", 5_000), ("b", 5_000)], from: "2026-01-01", tadamun)
      let entry = try await receive("100.00", on: "2026-02-10", key: "in", tadamun)
      _ = try await receive("1000.00", on: "2026-02-11", key: "more", tadamun)
      let done = await withTaskGroup(of: Int.self) { group in
        for number in 0..<16 {
          group.addTask { (try? await share("s-\(number)", entry, tadamun)) == nil ? 0 : 1 }
        }
        return await group.reduce(0, +)
      }
      #expect(done == 1)
      #expect(try await tadamun.money(of: Code("a")).map(\.inCustody.decimal) == ["50.00"])
    }
  }

  @Test("the database itself refuses shares that are not whole, parts that are not as agreed, and loose entries")
  func defence() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await agree("first", [("a", 5_000), ("b", 5_000)], from: "2026-01-01", tadamun)
      let entry = try await receive("100.00", on: "2026-02-10", key: "in", tadamun)
      let more = try await constraint {
        try await pool.execute(
          """
          INSERT INTO pool_agreement_shares (agreement_id, position, member_id, share_bp)
          SELECT agreement_id, 3, (SELECT actor_id FROM actors WHERE code = 'c'), 1 FROM pool_agreements
          """)
      }
      #expect(more == "agreed_shares_are_whole")
      // The right sums for the wrong members.
      let skewed = try await constraint {
        try await pool.transaction { transaction in
          let loose: Int64 = try await transaction.queryValue(
            """
            SELECT o_entry FROM book_entry('test', 'loose', sha256('x'), 'pool_share', NULL, '2026-04-01', '',
              (SELECT decision_id FROM pool_agreements), NULL, ARRAY['aid', 'aid', 'aid'], ARRAY['MAD', 'MAD', 'MAD'],
              ARRAY['cash', 'cash', 'cash'], ARRAY['a', 'b', 'union'], ARRAY[6000, 4000, -10000]::bigint[])
            """)
          try await transaction.execute(
            """
            WITH d AS (INSERT INTO pool_distributions (code, agreement_id, pooled_entry_id, fund_id, currency, amount_minor,
                shared_on, entry_id)
              SELECT 'skewed', g.agreement_id, \(entry), f.fund_id, 'MAD', 10000, '2026-04-01', \(loose)
              FROM pool_agreements g, funds f WHERE f.code = 'aid' RETURNING distribution_id, agreement_id)
            INSERT INTO pool_distribution_shares (distribution_id, position, member_id, amount_minor)
            SELECT d.distribution_id, s.position, s.member_id, CASE s.position WHEN 1 THEN 6000 ELSE 4000 END
            FROM d JOIN pool_agreement_shares s USING (agreement_id)
            """)
        }
      }
      #expect(skewed == "shares_are_as_agreed")
      let loose = try await constraint {
        try await pool.execute(
          """
          SELECT o_entry FROM book_entry('test', 'loose', sha256('x'), 'pool_share', NULL, '2026-04-01', '',
            (SELECT decision_id FROM pool_agreements), NULL, ARRAY['aid', 'aid'], ARRAY['MAD', 'MAD'],
            ARRAY['cash', 'cash'], ARRAY['a', 'union'], ARRAY[10000, -10000]::bigint[])
          """)
      }
      #expect(loose == "pool_entry_is_its_distribution")
      #expect(try await pool.queryValue("SELECT count(*) FROM pool_distributions", as: Int.self) == 0)
      #expect(try await tadamun.money(of: union).map(\.inCustody.decimal) == ["100.00"])
    }
  }
}
