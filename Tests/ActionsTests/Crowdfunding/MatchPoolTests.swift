import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("What always holds of matches (C7), and the life of a pool")
struct MatchPoolTests {
  @Test("C7: the database promises for captured pledges alone, within the pool, and gives back with the pledge")
  func heldByTheDatabase() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(), for: ["well"], received: "100.00")
      try await books.pledge("promised", to: "well", "10.00")
      let award = { (pledge: String, amount: Int64) async throws in
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, reason, on_day, taken_by)
            SELECT o.pool_id, 'award', p.pledge_id, p.campaign_id, \(amount), 'matched', DATE '2026-05-10', 'x'
            FROM match_pools o, pledges p WHERE p.code = \(pledge)
            """)
        }
      }
      #expect(try await award("promised", 1_00) == "match_follows_its_pledge")
      try await books.give("a", to: "well", "60.00")
      #expect(try await award("a", 1_00) == "one_award_a_pledge")
      #expect(try await award("a", -1_00) == "amount_positive")
      // A match of a pledge that stands does not go back, and none is paid before the campaign has succeeded.
      let forced = { (kind: String) async throws in
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, on_day, taken_by, entry_id)
            SELECT m.pool_id, \(kind), m.pledge_id, m.campaign_id, m.amount_minor, m.on_day, 'x',
              CASE \(kind) WHEN 'payment' THEN (SELECT max(entry_id) FROM entries) END
            FROM match_movements m WHERE m.kind = 'award'
            """)
        }
      }
      #expect(try await forced("return") == "match_follows_its_pledge")
      #expect(try await forced("payment") == "match_follows_its_pledge")
      let sheet = try await books.pool("autumn")
      #expect(sheet.promised.decimal == "60.00" && sheet.available.decimal == "40.00")
      #expect(try await award("a", 40_01) == "one_award_a_pledge")
    }
  }

  @Test("C7: more than the pool holds is never promised, whatever SQL says")
  func withinPool() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool(
        "autumn", CampaignBooks.perPledge(limit: "1.00"), for: ["well"], received: "100.00", from: "2026-05-11")
      try await books.give("a", to: "well", "600.00")
      #expect(try await books.pool("autumn").promised.minor == 0)
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, reason, on_day, taken_by)
          SELECT o.pool_id, 'award', p.pledge_id, p.campaign_id, 10001, 'matched', DATE '2026-05-11', 'x'
          FROM match_pools o, pledges p WHERE p.code = 'a'
          """)
      }
      #expect(refused == "match_within_pool")
    }
  }

  @Test("a campaign that fails gives every match back to the pool; what is left goes to the funder by two persons")
  func failure() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let tadamun = books.tadamun
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(factor: 5_000), for: ["well"], received: "300.00")
      for code in ["a", "b"] { try await books.give(code, to: "well", "100.01") }
      // Half of 100.01, rounded down, so that the funder never pays more than was promised.
      #expect(try await books.pool("autumn").promised.decimal == "100.00")
      #expect(try await refusals { try await books.settle("autumn", on: "2026-05-31") } == ["match_pool_not_over"])
      #expect(try await refusals { try await books.settle("autumn") } == ["match_pool_not_over"])
      try await books.close("well")
      #expect(try await books.pool("autumn").available.decimal == "300.00")
      let request = { (amount: String) async throws in
        try await tadamun.requestWithdrawal(
          Code("out"), from: Code("autumn"), books.mad(amount), on: books.day("2026-06-02"), by: books.officer)
      }
      #expect(try await refusals { _ = try await request("1.00") } == ["match_pool_state_forbids"])
      try await books.settle("autumn")
      let sheet = try await books.pool("autumn")
      #expect(sheet.leftovers.map(\.reason) == ["pool_exceeds_matches"] && sheet.paid.minor == 0)
      #expect(sheet.leftovers.map(\.amount.decimal) == ["300.00"])
      #expect(try await refusals { _ = try await request("300.01") } == ["insufficient_funds"])
      let decision = try await request("300.00")
      let withdraw = { (amount: String) async throws in
        try await tadamun.withdraw(
          Code("out"), from: Code("autumn"), books.mad(amount), under: decision, on: books.day("2026-06-03"),
          by: books.officer)
      }
      #expect(try await refusals { _ = try await withdraw("300.00") } == ["decision_pending"])
      #expect(
        try await refusals { try await tadamun.approve(decision, by: books.officer) } == ["maker_is_not_checker"])
      try await tadamun.approve(decision, by: books.director)
      #expect(try await refusals { _ = try await withdraw("299.00") } == ["decision_differs"])
      let booked = try await withdraw("300.00")
      #expect(try await withdraw("300.00").id == booked.id)
      #expect(try await books.balance(.matchCash, of: "fund-autumn") == 0)
      #expect(try await books.balance(.matchGiven, of: "fund-autumn") == 0)
      #expect(try await tadamun.verifyBooks().differences == [])
    }
  }

  @Test("a campaign that succeeds has its match, which is paid out with what was raised and named after its funder")
  func success() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["platform_fee_bp": "500"])
      let tadamun = books.tadamun
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(limit: "70.00"), for: ["well"], received: "200.00")
      try await books.give("a", to: "well", "50.00")
      try await books.give("b", to: "well", "60.00")
      #expect(try await books.close("well") == .succeeded)
      // The fee is on what was raised, 110.00; nothing of the match is kept.
      let campaign = try await books.sheet("well")
      #expect(campaign.fees.decimal == "5.50" && campaign.heldForProject.decimal == "174.50")
      #expect(campaign.raisedEver.decimal == "110.00")
      let sheet = try await books.pool("autumn")
      #expect(sheet.paid.decimal == "70.00" && sheet.promised.minor == 0 && sheet.available.decimal == "130.00")
      #expect(try await books.balance(.matchReceived, of: "fund-well") == -70_00)
      let day = try books.day("2026-06-02")
      _ = try await tadamun.requestPayout(
        Code("o"), of: Code("well"), books.mad("174.50"), to: "MA6400010001", on: day, by: books.officer)
      try await tadamun.approvePayout(Code("o"), on: day, by: books.director)
      try await tadamun.pay(payout: Code("o"), on: day, by: books.officer)
      // It ends once its pool is settled, not before.
      #expect(
        try await refusals { try await tadamun.endCampaign(Code("well"), on: day, by: books.director) }
          == ["campaign_match_open"])
      try await books.settle("autumn")
      try await tadamun.endCampaign(Code("well"), on: day, by: books.director)
      #expect(try await tadamun.verifyBooks().differences == [])
    }
  }

  @Test("a match waits while its pledge is in dispute: lost, it goes back; won, it is paid with the pledge")
  func disputes() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(), for: ["well"], received: "1000.00")
      for code in ["a", "b", "c"] { try await books.give(code, to: "well", "100.00") }
      for code in ["b", "c"] { try await books.event(.disputed, of: code, "100.00", at: "2026-05-20T10:00:00") }
      try await books.close("well")
      var sheet = try await books.pool("autumn")
      #expect(sheet.paid.decimal == "100.00" && sheet.promised.decimal == "200.00")
      #expect(try await refusals { try await books.settle("autumn") } == ["match_pool_not_over"])
      try await books.event(.disputeWon, of: "b", "100.00", at: "2026-06-05T10:00:00")
      try await books.event(.disputeLost, of: "c", "100.00", at: "2026-06-05T11:00:00")
      sheet = try await books.pool("autumn")
      #expect(sheet.paid.decimal == "200.00" && sheet.promised.minor == 0 && sheet.available.decimal == "800.00")
      #expect(try await books.sheet("well").heldForProject.decimal == "400.00")
      try await books.settle("autumn", on: "2026-06-06")
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }

  @Test("of one person no more pledges are matched than the pool says, whatever the number of accounts")
  func perPerson() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(pledges: 1), for: ["well"], received: "1000.00")
      for (code, backer) in [("a", "one"), ("b", "two")] {
        try await books.pledge(code, to: "well", "30.00", backer: backer)
        try await books.verify(backer, as: "fatima")
        try await books.event(.captured, of: code, "30.00")
      }
      try await books.give("c", to: "well", "30.00", backer: "unknown")
      try await books.give("d", to: "well", "30.00", backer: "unknown")
      #expect(try await books.pool("autumn").promised.decimal == "60.00")
      // With the first one gone the next one counts.
      try await books.tadamun.requestRefund(
        of: Code("a"), reason: "asked for", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      try await books.pledge("e", to: "well", "10.00", backer: "two")
      try await books.event(.captured, of: "e", "10.00")
      #expect(try await books.pool("autumn").promised.decimal == "40.00")
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }

  @Test("an account that is verified between two pledges stays whom it was to a pool")
  func verifiedBetween() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(pledges: 1), for: ["well"], received: "1000.00")
      try await books.pledge("a", to: "well", "30.00", backer: "one")
      try await books.event(.captured, of: "a", "30.00")
      try await books.verify("one", as: "fatima")
      try await books.pledge("b", to: "well", "30.00", backer: "one")
      try await books.event(.captured, of: "b", "30.00")
      #expect(try await books.pool("autumn").promised.decimal == "30.00")
      try await books.pledge("c", to: "well", "20.00", backer: "two")
      try await books.verify("two", as: "fatima")
      try await books.tadamun.requestRefund(
        of: Code("a"), reason: "asked for", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      try await books.event(.captured, of: "c", "20.00")
      try await books.pledge("d", to: "well", "10.00", backer: "one")
      try await books.event(.captured, of: "d", "10.00")
      #expect(try await books.pool("autumn").promised.decimal == "20.00")
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }

  @Test("a pool is approved by another, on its first day at the latest, before anything it would match is captured")
  func opening() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let tadamun = books.tadamun
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.draftPool("autumn", CampaignBooks.perPledge(), for: ["well"], received: "10.00")
      let code = try Code("autumn")
      let approve = { (day: String, person: Person) async throws in
        try await tadamun.approvePool(code, on: books.day(day), by: person)
      }
      #expect(try await refusals { try await approve("2026-04-12", books.director) } == ["match_pool_state_forbids"])
      try await tadamun.submitPool(code, on: books.day("2026-04-12"), by: books.officer)
      #expect(try await refusals { try await approve("2026-04-12", books.officer) } == ["maker_is_not_checker"])
      #expect(try await refusals { try await approve("2026-05-02", books.director) } == ["match_pool_too_late"])
      try await books.give("a", to: "well", "5.00")
      #expect(try await refusals { try await approve("2026-05-01", books.director) } == ["match_pool_too_late"])
      try await tadamun.cancelPool(code, on: books.day("2026-05-02"), reason: "too late", by: books.officer)
      #expect(try await books.pool("autumn").state == .cancelled)
      #expect(
        try await refusals {
          try await tadamun.receive(Code("in2"), for: code, books.mad("1.00"), on: books.day("2026-05-02"), by: .api)
        } == ["match_pool_state_forbids"])
      let foreign = try MatchPool(
        Code("other"), fund: Code("fund-well"), funder: Code("funder"), currency: .mad,
        method: CampaignBooks.perPledge(), days: DateSpan(books.day("2026-05-01"), through: books.day("2026-05-31")),
        campaigns: [Code("well")])
      #expect(
        try await refusals { try await tadamun.draft(foreign, on: books.day("2026-04-01"), by: books.officer) }
          == ["fund_kind_differs"])
    }
  }

  @Test(
    "verify applies the rules of pools again: what a superuser changes beside them is found",
    arguments: [
      "UPDATE match_pool_totals SET awarded_minor = awarded_minor - 1 WHERE awarded_minor > 0",
      "UPDATE match_pool_totals SET received_minor = received_minor + 1",
      "UPDATE match_pool_totals SET state = 'open' WHERE state = 'settled'",
      "UPDATE match_pool_campaigns SET matched_minor = matched_minor + 1",
      "UPDATE match_movements SET reason = 'pool_spent' WHERE kind = 'award'",
      "WITH givers AS (DELETE FROM match_givers) DELETE FROM match_movements WHERE kind = 'award'",
      "DELETE FROM match_movements WHERE kind = 'return'",
      "UPDATE match_gifts SET amount_minor = amount_minor + 100 WHERE person_ref = 'p1'",
      "UPDATE match_results SET amount_minor = amount_minor + 1",
      "UPDATE match_leftovers SET amount_minor = amount_minor + 1",
    ])
  func recomputed(tampering: String) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await CampaignBooks(app)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.open(books.definition("oven", goal: "50.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(), for: ["well"], received: "100.00")
      try await books.openPool("round", .quadratic(QuadraticRound()), for: ["oven"], received: "500.00")
      for code in ["a", "b"] { try await books.give(code, to: "well", "40.00") }
      for code in ["c", "d"] {
        try await books.give(code, to: "oven", "30.00")
        try await books.verify("backer-\(code)", as: code == "c" ? "p1" : "p2")
      }
      try await books.tadamun.requestRefund(
        of: Code("a"), reason: "asked for", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      try await books.close("oven")
      try await books.settle("round")
      let paid = try await books.pool("round").shares.map(\.paid.decimal)
      #expect(paid == ["60.00"])
      #expect(try await books.tadamun.verifyBooks().isWhole)
      try await admin.transaction { transaction in
        for table in ["match_movements", "match_givers", "match_gifts", "match_results", "match_leftovers"] {
          try await transaction.execute("ALTER TABLE \(unsafeRaw: table) DISABLE TRIGGER USER")
        }
        try await transaction.execute(SQL(unsafeRaw: tampering))
      }
      #expect(try await !books.tadamun.verifyBooks().differences.isEmpty)
    }
  }
}
