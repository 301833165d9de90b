import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What always holds of a campaign's fund, refunds, rewards and zakat (C8–C11)")
struct CampaignDefenceTests {
  @Test("C8: one fund a campaign; no general entry, and no entry of the platform's, reaches its money")
  func oneFund() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.give("a", to: "well", "100.00")
      let entries = try await books.entries()
      let other = try Campaign(
        Code("other"), for: Code("coop"), fund: Code("fund-well"), platformFund: Code("platform"),
        names: Names(fr: "Autre"), category: .donation, goalMode: .allOrNothing, minimumGoal: books.mad("10.00"),
        days: DateSpan(books.day("2026-05-01"), through: books.day("2026-05-31")), basis: CampaignBooks.platform,
        policy: Code("crowd-test"))
      #expect(
        try await refusals { try await books.tadamun.draft(other, on: books.day("2026-04-01"), by: books.officer) }
          == ["fund_under_rule_exists"])
      let fund = try Code("fund-well")
      let wages = try JournalEntry(
        EntryKind(.expenditure), on: books.day("2026-05-20"),
        lines: [
          LedgerLine(fund: fund, account: .of(.expenditure, Code("coop")), amount: books.mad("50.00")),
          LedgerLine(fund: fund, account: .of(.escrowCash, nil), amount: books.mad("-50.00")),
        ])
      #expect(try await refusals { try await books.tadamun.book(wages, key: "w", by: .api) } == ["fund_under_rule"])
      let toPlatform = try JournalEntry(
        .campaignRefund, on: books.day("2026-05-20"),
        lines: [
          LedgerLine(fund: Code("platform"), account: .of(.escrowCash, nil), amount: books.mad("50.00")),
          LedgerLine(fund: Code("platform"), account: .of(.escrowGiven, nil), amount: books.mad("-50.00")),
        ])
      #expect(
        try await refusals { try await books.tadamun.book(toPlatform, key: "p", by: .api) }
          == ["account_kind_not_allowed"])
      #expect(try await books.entries() == entries)
      #expect(try await books.sheet("well").heldNow.decimal == "100.00")
    }
  }

  @Test("C9: a line of the bank proves one refund, of its amount, from the campaign's own account")
  func bankLine() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      for code in ["a", "b"] { try await books.give(code, to: "well", "100.00") }
      try await books.close("well")
      try await books.tadamun.open(
        BankAccount(Code("bank-well"), fund: Code("fund-well"), number: "MA6401", currency: .mad), by: .api)
      let file = """
        booked_on,value_on,amount,currency,description
        2026-06-03,2026-06-03,-100.00,MAD,remboursement
        2026-06-04,2026-06-04,-90.00,MAD,remboursement
        """
      _ = try await books.tadamun.importBankTable(
        Data(file.utf8), name: "b.csv", account: Code("bank-well"), by: .api)
      let lines: [Int64] = try await pool.query("SELECT line_id FROM bank_lines ORDER BY booked_on").map {
        try $0["line_id"]
      }
      let at = try books.moment("2026-06-05T10:00:00")
      let confirm = { (code: String, line: Int64) async throws -> Void in
        try await books.tadamun.confirmRefund(of: Code(code), by: .bankLine(line), at: at, person: books.officer)
      }
      #expect(try await refusals { try await confirm("a", lines[1]) } == ["refund_unevidenced"])
      try await confirm("a", lines[0])
      #expect(try await refusals { try await confirm("b", lines[0]) } == ["bank_line_taken"])
      #expect(try await books.sheet("well").refunded.decimal == "100.00")
    }
  }

  @Test("C10: the last reward goes to one of twenty who ask at once, and comes back with a refund")
  func rewards() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let reward = try CampaignReward(Code("basket"), "A basket of olives", from: books.mad("50.00"), stock: 1)
      try await books.open(books.definition("well", goal: "1000.00"), rewards: [reward])
      #expect(
        try await refusals { try await books.pledge("low", to: "well", "49.99", reward: "basket") }
          == ["reward_above_pledge"])
      let taken = await withTaskGroup(of: String?.self) { group in
        for number in 1...20 {
          group.addTask {
            do {
              try await books.pledge("p\(number)", to: "well", "50.00", reward: "basket")
              return "p\(number)"
            } catch { return nil }
          }
        }
        return await group.reduce(into: [String]()) { if let code = $1 { $0.append(code) } }
      }
      let winner = try #require(taken.count == 1 ? taken.first : nil)
      #expect(
        try await refusals { try await books.pledge("z", to: "well", "50.00", reward: "basket") } == [
          "reward_exhausted"
        ])
      try await books.event(.captured, of: winner, "50.00")
      try await books.tadamun.requestRefund(
        of: Code(winner), reason: "asked for", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      #expect(try await books.sheet("well").rewards.first?.taken == 0)
      try await books.pledge("next", to: "well", "50.00", reward: "basket")
      #expect(try await books.sheet("well").rewards.first?.taken == 1)
    }
  }

  @Test("C11: zakat is taken only where every use passes into somebody's ownership")
  func zakat() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let given = try CampaignUse("Sheep for named members", books.mad("800.00"), tamlik: .assetTamlik)
      let kept = try CampaignUse("A shared machine", books.mad("200.00"))
      try await books.open(books.definition("none", goal: "1000.00"))
      try await books.open(books.definition("mixed", goal: "1000.00"), uses: [given, kept])
      try await books.open(books.definition("given", goal: "800.00"), uses: [given])
      for campaign in ["none", "mixed"] {
        #expect(
          try await refusals { try await books.pledge("z-\(campaign)", to: campaign, "10.00", zakat: true) }
            == ["zakat_not_allowed"])
      }
      try await books.pledge("z", to: "given", "10.00", zakat: true)
      #expect(try await books.state(of: "z") == .pledged)
      #expect(throws: Problem.self) {
        try CampaignUse("A project", books.mad("1.00"), tamlik: .iifa15Project)
      }
    }
  }

  @Test(
    "verify recomputes pledges, campaigns and rewards from their steps: what a superuser changes beside them is found",
    arguments: [
      "UPDATE pledge_states SET state = 'refunded' WHERE state = 'refund_sent'",
      "UPDATE pledge_states SET next_try_at = now()", "UPDATE pledge_states SET is_late = NOT is_late",
      "DELETE FROM pledge_states", "UPDATE campaign_totals SET raised_minor = raised_minor + 1",
      "UPDATE campaign_totals SET refunded_minor = 0", "UPDATE campaign_totals SET late_minor = 0",
      "UPDATE campaign_totals SET authorised_minor = authorised_minor + 1",
      "UPDATE campaign_totals SET released_minor = 1", "UPDATE campaign_totals SET state = 'failed'",
      "UPDATE campaign_rewards SET taken = taken + 1",
    ])
  func recomputed(tampering: String) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await CampaignBooks(app)
      let reward = try CampaignReward(Code("jar"), "un pot", from: books.mad("50.00"), stock: 5)
      try await books.open(books.definition("well", goal: "1000.00"), rewards: [reward])
      try await books.open(books.definition("oven", goal: "100.00"))
      try await books.give("a", to: "well", "100.00", reward: "jar")
      try await books.give("b", to: "well", "60.00", reward: "jar")
      try await books.pledge("c", to: "well", "70.00", reward: "jar")
      try await books.pledge("d", to: "well", "40.00")
      try await books.give("e", to: "oven", "150.00")
      try await books.tadamun.cancelPledge(Code("c"), at: books.moment("2026-05-11T10:00:00"), by: .api)
      #expect(try await books.tadamun.verifyBooks().isWhole)
      try await books.event(.captured, of: "d", "40.00", at: "2026-06-01T10:00:00")
      try await books.close("well")
      #expect(try await books.sheet("well").state == .refunding)
      #expect(try await books.close("oven") == .succeeded)
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T12:00:00")) == 3)
      try await books.event(.refunded, of: "a", "100.00", at: "2026-06-02T10:00:00")
      #expect(try await books.tadamun.verifyBooks().isWhole)
      try await admin.transaction { transaction in
        // Past every guard, as somebody with the server in hand would.
        try await transaction.execute("SET LOCAL session_replication_role = replica")
        try await transaction.execute("\(unsafeRaw: tampering)")
      }
      #expect(try await !books.tadamun.verifyBooks().differences.isEmpty)
    }
  }
}
