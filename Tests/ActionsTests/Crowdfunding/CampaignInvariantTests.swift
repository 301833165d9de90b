import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("What always holds of campaigns' money and results (C1–C6)")
struct CampaignInvariantTests {
  @Test("C1: while it is open or refunding the escrow is captured less refunded; the database refuses anything else")
  func escrow() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.give("a", to: "well", "300.00")
      try await books.give("b", to: "well", "200.00")
      try await books.tadamun.requestRefund(
        of: Code("a"), reason: "changed mind", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      try await books.event(.refunded, of: "a", "300.00", at: "2026-05-13T10:00:00")
      let sheet = try await books.sheet("well")
      #expect(sheet.raisedEver.decimal == "500.00" && sheet.refunded.decimal == "300.00")
      #expect(sheet.heldNow.decimal == "200.00")
      let entries = try await books.entries()
      // An entry about nothing that happened.
      let loose = try await refusals {
        try await books.tadamun.book(
          JournalEntry(
            .campaignRefund, on: books.day("2026-05-14"),
            lines: [
              LedgerLine(fund: Code("fund-well"), account: .of(.escrowGiven, nil), amount: books.mad("1.00")),
              LedgerLine(fund: Code("fund-well"), account: .of(.escrowCash, nil), amount: books.mad("-1.00")),
            ]), key: "x", by: .api)
      }
      #expect(loose == ["campaign_entry_loose"])
      // A step that borrows another's entry.
      let borrowed = try await constraint {
        try await pool.execute(
          """
          INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, entry_id)
          SELECT s.pledge_id, s.step + 1, 'refund_due', now(), 'x', NULL FROM pledge_states s WHERE s.state = 'captured'
          """)
      }
      #expect(borrowed == "failure_has_a_reason")
      let unbooked = try await constraint {
        try await pool.transaction { transaction in
          try await transaction.execute(
            """
            INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, reason)
            SELECT s.pledge_id, s.step + 1, 'refund_due', now(), 'x', 'y' FROM pledge_states s WHERE s.state = 'captured'
            """)
          try await transaction.execute(
            """
            INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, provider_ref, entry_id)
            SELECT s.pledge_id, s.step + 1, 'refunded', now(), 'x', 'z', (SELECT min(entry_id) FROM entries)
            FROM pledge_states s WHERE s.state = 'refund_due'
            """)
        }
      }
      #expect(unbooked == "escrow_holds_what_stands")
      #expect(try await books.entries() == entries)
      #expect(try await books.sheet("well").heldNow.decimal == "200.00")
    }
  }

  @Test("C2: money is paid out after a success alone, by two persons, and never more than was raised less fees")
  func payouts() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["platform_fee_bp": "500", "processor_fees_by": "project"])
      let tadamun = books.tadamun
      try await books.open(books.definition("well", goal: "900.00"))
      try await books.give("a", to: "well", "1000.00", fee: "15.50")
      let day = try books.day("2026-06-02")
      let request = { (code: String, amount: String) async throws -> Void in
        _ = try await tadamun.requestPayout(
          Code(code), of: Code("well"), books.mad(amount), to: "MA6400010001", on: day, by: books.officer)
      }
      #expect(try await refusals { try await request("early", "1.00") } == ["campaign_state_forbids"])
      #expect(try await books.close("well") == .succeeded)
      let sheet = try await books.sheet("well")
      #expect(sheet.fees.decimal == "65.50" && sheet.heldForProject.decimal == "934.50" && sheet.heldNow.minor == 0)
      #expect(try await refusals { try await request("much", "934.51") } == ["insufficient_funds"])
      try await request("all", "934.50")
      try await request("more", "1.00")
      #expect(
        try await refusals { try await tadamun.pay(payout: Code("all"), on: day, by: books.officer) }
          == ["decision_not_approved"])
      #expect(
        try await refusals { try await tadamun.approvePayout(Code("all"), on: day, by: books.officer) }
          == ["maker_is_not_checker"])
      for code in ["all", "more"] { try await tadamun.approvePayout(Code(code), on: day, by: books.director) }
      let paid = try await tadamun.pay(payout: Code("all"), on: day, by: books.officer)
      #expect(try await tadamun.pay(payout: Code("all"), on: day, by: books.officer).id == paid.id)
      #expect(
        try await refusals { try await tadamun.pay(payout: Code("more"), on: day, by: books.officer) }
          == ["insufficient_funds"])
      #expect(try await books.sheet("well").state == .delivering)
      try await tadamun.endCampaign(Code("well"), on: day, by: books.director)
      #expect(try await books.sheet("well").paidOut.decimal == "934.50")
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }

  @Test("C3: a failed campaign is refunded in full: a refund short of it does not end it")
  func fullRefund() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      for code in ["a", "b"] { try await books.give(code, to: "well", "100.00", fee: "2.00") }
      try await books.close("well")
      try await books.event(.refunded, of: "a", "100.00", at: "2026-06-02T10:00:00")
      #expect(
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO campaign_steps (campaign_id, step, state, on_day, taken_by)
            SELECT t.campaign_id, t.step + 1, 'refunded', DATE '2026-06-02', 'x' FROM campaign_totals t
            """)
        } == "refunded_in_full")
      #expect(try await books.sheet("well").state == .refunding)
      try await books.event(.refunded, of: "b", "100.00", at: "2026-06-02T11:00:00")
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .refunded && sheet.refunded == sheet.raisedEver && sheet.processorFees.decimal == "4.00")
    }
  }

  @Test("C4: a pledge is refunded once, also when twenty say so at once")
  func refundedOnce() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.give("a", to: "well", "100.00")
      try await books.close("well")
      let at = try books.moment("2026-06-02T10:00:00")
      let done = await withTaskGroup(of: Bool.self) { group in
        for number in 1...20 {
          group.addTask {
            let confirmed: Void? = try? await books.tadamun.confirmRefund(
              of: Code("a"), by: .provider("re-\(number)"), at: at, person: books.officer)
            return confirmed != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
      #expect(try await books.sheet("well").refunded.decimal == "100.00")
      #expect(try await books.event(.refunded, of: "a", "100.00", at: "2026-06-03T10:00:00").outcome == "unchanged")
    }
  }

  @Test("C5: a result is final, follows from captures alone, and cannot be had before the last day is over")
  func result() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.give("a", to: "well", "999.99")
      try await books.pledge("b", to: "well", "500.00")
      try await books.event(.authorised, of: "b", "500.00")
      #expect(try await refusals { try await books.close("well", on: "2026-05-31") } == ["campaign_not_over"])
      for (state, counted) in [("succeeded", 1_499_99), ("succeeded", 999_99), ("failed", 1)] as [(String, Int64)] {
        #expect(
          try await constraint {
            try await pool.execute(
              """
              INSERT INTO campaign_steps (campaign_id, step, state, on_day, taken_by, counted_minor)
              SELECT t.campaign_id, t.step + 1, \(state), DATE '2026-06-01', 'x', \(counted) FROM campaign_totals t
              """)
          } == "result_follows_from_captures")
      }
      #expect(try await books.close("well") == .refunding)
      #expect(try await books.close("well", on: "2026-07-01") == .refunding)
      #expect(try await books.state(of: "b") == .released)
      #expect(
        try await refusals {
          try await books.tadamun.resumeCampaign(Code("well"), on: books.day("2026-06-02"), by: books.officer)
        } == ["campaign_state_forbids"])
    }
  }

  @Test("C6: the database itself holds the ceiling")
  func ceiling() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["donation_ceiling": "500.00 MAD"])
      try await books.open(books.definition("well", goal: "400.00"))
      try await books.give("a", to: "well", "400.00")
      try await books.pledge("b", to: "well", "100.01")
      let forced = try await constraint {
        try await pool.execute(
          """
          INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, entry_id)
          SELECT s.pledge_id, 2, 'captured', TIMESTAMPTZ '2026-05-10', 'x', (SELECT max(entry_id) FROM entries)
          FROM pledge_states s WHERE s.state = 'pledged'
          """)
      }
      #expect(forced == "raised_within_ceiling")
      #expect(
        try await refusals {
          try await books.tadamun.draft(
            books.definition("big", goal: "500.01"), on: books.day("2026-04-01"), by: books.officer)
        } == ["fund_unknown"])
      try await books.tadamun.open(Fund(Code("fund-big"), .crowdfunding, names: Names(fr: "S")), by: .api)
      #expect(
        try await refusals {
          try await books.tadamun.draft(
            books.definition("big", goal: "500.01"), on: books.day("2026-04-01"), by: books.officer)
        } == ["goal_above_ceiling"])
    }
  }
}
