import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("What is done by SQL is what two persons decided on")
struct DoneAsDecidedTests {
  @Test("a payout goes to the account, of the amount and the campaign that the decision names")
  func payouts() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.give("a", to: "well", "400.00", fee: "9.60")
      #expect(try await books.close("well") == .succeeded)
      let decision = try await books.tadamun.request(
        .disbursement, on: "payout:x",
        body: #"{"account":"MA6400010001","amount":"100.00 MAD","campaign":"well","payout":"x"}"#, by: books.officer)
      let insert = { (account: String, minor: Int64) in
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO payouts (code, campaign_id, amount_minor, to_account, requested_on, decision_id)
            SELECT 'x', campaign_id, \(minor), \(account), '2026-06-02', \(decision) FROM campaigns
            """)
        }
      }
      #expect(try await insert("MA6400010002", 100_00) == "done_as_decided")
      #expect(try await insert("MA6400010001", 100_01) == "done_as_decided")
      #expect(try await insert("MA6400010001", 100_00) == nil)
    }
  }

  @Test("a waiver lets pass what the decision names, for its reason")
  func waivers() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement(
          [("60000.00", []), ("40000.00", [])],
          reports: [books.report(1, quarter: 1, due: "2026-04-30"), books.report(2, quarter: 2, due: "2026-05-30")])
      }
      let day = try GrantBooks.day("2026-06-01")
      _ = try await books.tadamun.keepBooks(on: day)
      let asked = try await books.perform(
        .askWaiver(tranche: 1, .report(1), on: day, reason: "the office burnt"), on: Code("g"))
      let decision = try #require(asked.decision)
      try await books.tadamun.approve(decision, by: books.director)
      let insert = { (tranche: Int16, report: Int16, reason: String) in
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO grant_waivers (decision_id, grant_id, version, tranche, report, reason, on_day)
            SELECT \(decision), grant_id, 1, \(tranche), \(report), \(reason), '2026-06-01' FROM grants
            """)
        }
      }
      #expect(try await insert(2, 1, "the office burnt") == "done_as_decided")
      #expect(try await insert(1, 2, "the office burnt") == "done_as_decided")
      #expect(try await insert(1, 1, "no reason") == "done_as_decided")
      #expect(try await insert(1, 1, "the office burnt") == nil)
    }
  }

  @Test("an assessment of a recipient says what the decision says")
  func assessments() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.entitle("m1")
      try await books.entitle("m2")
      let body: String = try await pool.queryValue(
        "SELECT body FROM decisions WHERE subject = 'zakat_assessment:a-m1-fuqara'")
      let decision = try await books.tadamun.request(
        .recipientEligibility, on: "zakat_assessment:x", body: body.replacing("a-m1-fuqara", with: "x"),
        by: books.assessor)
      let insert = { (recipient: String, category: String, assets: Int64) in
        try await constraint {
          try await pool.execute(
            """
            INSERT INTO zakat_assessments (code, recipient_id, category, evidence, income_minor, assets_minor, debts_minor,
              valid_from, valid_to, policy_id, decision_id)
            SELECT 'x', (SELECT recipient_id FROM zakat_recipients WHERE code = \(recipient)), \(category), evidence,
              income_minor, \(assets), debts_minor, valid_from, valid_to, policy_id, \(decision)
            FROM zakat_assessments WHERE code = 'a-m1-fuqara'
            """)
        }
      }
      #expect(try await insert("m2", "fuqara", 0) == "done_as_decided")
      #expect(try await insert("m1", "masakin", 0) == "done_as_decided")
      #expect(try await insert("m1", "fuqara", 1) == "done_as_decided")
      #expect(try await insert("m1", "fuqara", 0) == nil)
    }
  }

  @Test("a distribution is approved while its lines and shares are those of the decision")
  func distributions() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "2000.00")
      for recipient in ["m1", "m2"] { try await books.entitle(recipient) }
      let right = try await books.submit("d1", "600.00", [books.line(.fuqara, "600.00", to: "m1")])
      let body: String = try await pool.queryValue("SELECT body FROM decisions WHERE decision_id = \(right)")
      let decision = try await books.tadamun.request(
        .disbursement, on: "zakat_distribution:y", body: body, by: books.assessor)
      try await books.tadamun.approve(decision, by: books.approver)
      let insert = { (recipient: String, amount: Int64) in
        try await constraint {
          try await pool.transaction { transaction in
            let id: Int64 = try await transaction.queryValue(
              """
              INSERT INTO zakat_distributions (code, fund_id, mode, amount_minor, requested_on, policy_id, decision_id)
              SELECT 'y', fund_id, mode, \(amount), requested_on, policy_id, \(decision) FROM zakat_distributions
              RETURNING distribution_id
              """)
            try await transaction.execute(
              """
              INSERT INTO zakat_lines (distribution_id, line, mode, category, amount_minor)
              SELECT \(id)::bigint, line, mode, category, \(amount) FROM zakat_lines
              """)
            try await transaction.execute(
              """
              INSERT INTO zakat_shares (distribution_id, line, mode, recipient_id, assessment_id, amount_minor)
              SELECT \(id)::bigint, 1, 'direct_individual', a.recipient_id, a.assessment_id, \(amount)::bigint
              FROM zakat_assessments a JOIN zakat_recipients r USING (recipient_id) WHERE r.code = \(recipient)
              """)
            for (step, state) in [(Int16(1), "draft"), (2, "approved")] {
              try await transaction.execute(
                """
                INSERT INTO zakat_steps (distribution_id, step, state, on_day, taken_by)
                VALUES (\(id), \(step), \(state), '2026-02-02', 'sql')
                """)
            }
          }
        }
      }
      #expect(try await insert("m2", 600_00) == "done_as_decided")
      #expect(try await insert("m1", 599_99) == "done_as_decided")
      #expect(try await insert("m1", 600_00) == nil)
      try await books.approve("d1")
    }
  }
}
