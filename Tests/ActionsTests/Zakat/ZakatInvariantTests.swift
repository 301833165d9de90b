import Actions
import Domain
import Postgres
import Store
import TestSupport
import Testing

/// Z1–Z12 of the design, each where it is held: by the database even for SQL sent as the application's role.
@Suite("What always holds of zakat")
struct ZakatInvariantTests {
  @Test("Z1: a fund is never spent below zero, however many pay at once")
  func balanceStaysAboveZero() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "1000.00")
      for number in 0..<4 {
        try await books.entitle("m\(number)")
        try await books.submit("d\(number)", "250.00", [books.line(.fuqara, "250.00", to: "m\(number)")])
        try await books.approve("d\(number)")
      }
      try await books.submit("d9", "0.01", [books.line(.fuqara, "0.01", to: "m0")])
      #expect(try await refusals { try await books.approve("d9") } == ["insufficient_funds"])
      let paid = await withTaskGroup(of: Int.self) { group in
        for round in 0..<16 { group.addTask { (try? await books.pay("d\(round % 4)")) == nil ? 0 : 1 } }
        return await group.reduce(0, +)
      }
      // Each is paid once; a repeat on the same day finds the payment.
      #expect(paid == 16)
      let report = try await books.report()
      #expect(report.balanceMinor == 0 && report.paidMinor == 1_000_00)
      #expect(try await pool.queryValue("SELECT count(*) FROM zakat_steps WHERE state = 'paid'", as: Int.self) == 4)
    }
  }

  @Test("Z2: lines add up to their distribution, and each is of one of the eight")
  func linesAddUp() async throws {
    try await withApproved { books, pool in
      let line = try books.line(.fuqara, "10.00", to: "m1")
      #expect(try await refusals { try await books.submit("x", "10.01", [line]) } == ["lines_do_not_add_up"])
      let insert = { (decision: ID<Decision>) -> SQL in
        """
        INSERT INTO zakat_distributions (code, fund_id, mode, amount_minor, requested_on, policy_id, decision_id)
        SELECT 'y', fund_id, 'institutional', 500, requested_on, policy_id, \(decision) FROM zakat_distributions
        """
      }
      let own = try await books.tadamun.request(
        .disbursement, on: "zakat_distribution:y", body: "{}", by: books.assessor)
      try await expectConstraint("lines_add_up", pool) { try await $0.execute(insert(own)) }
      let other = try await books.tadamun.request(
        .disbursement, on: "zakat_distribution:z", body: "{}", by: books.assessor)
      try await expectConstraint("stands_on_its_own_decision", pool) { try await $0.execute(insert(other)) }
      await #expect(throws: PostgresError.self) {
        try await pool.execute(
          "INSERT INTO zakat_lines SELECT distribution_id, 2, mode, 'friends', 5 FROM zakat_distributions")
      }
    }
  }

  @Test("Z3: nothing is paid without an approved assessment that holds that day, even by SQL")
  func assessmentsHold() async throws {
    try await withApproved { books, pool in
      try await books.tadamun.revokeZakatAssessment(
        Code("a-m1-fuqara"), on: books.day("2026-02-02"), reason: "moved away", by: books.approver)
      #expect(try await refusals { try await books.pay("d1") } == ["recipient_not_eligible"])
      try await expectConstraint("recipients_are_entitled", pool) { transaction in
        try await transaction.execute(
          """
          INSERT INTO zakat_steps (distribution_id, step, state, on_day, taken_by, entry_id)
          SELECT distribution_id, 3, 'paid', '2026-02-03', 'sql', (SELECT min(entry_id) FROM entries) FROM zakat_distributions
          """)
      }
      #expect(try await books.report().balanceMinor == 1_000_00)
    }
  }

  @Test("Z3: who assesses does not approve; who asks for a distribution does not either")
  func twoPersons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "10.00")
      try await books.entitle("m1", approved: false)
      let alone = try await refusals {
        try await books.tadamun.approveZakatAssessment(Code("a-m1-fuqara"), by: Person("Assessor"))
      }
      #expect(alone == ["maker_is_not_checker"])
      #expect(
        try await refusals { try await books.submit("d", "10.00", [books.line(.fuqara, "10.00", to: "m1")]) }
          == ["recipient_not_eligible"])
      try await books.tadamun.approveZakatAssessment(Code("a-m1-fuqara"), by: books.approver)
      try await books.submit("d", "10.00", [books.line(.fuqara, "10.00", to: "m1")])
      let own = try await refusals {
        try await books.tadamun.approveZakatDistribution(Code("d"), on: books.day("2026-02-02"), by: books.assessor)
      }
      #expect(own == ["maker_is_not_checker"])
      #expect(try await refusals { try await books.pay("d") } == ["distribution_state_forbids"])
      #expect(try await books.state("d") == .draft)
    }
  }

  @Test("Z4: the cap holds for SQL as well")
  func capHolds() async throws {
    try await withApproved { books, pool in
      try await expectConstraint("charges_within_cap", pool) { transaction in
        try await transaction.execute(
          """
          INSERT INTO zakat_amil_charges (fund_id, entry_id, amount_minor, period_first, period_last, charged_on, cap_bp, policy_id)
          SELECT fund_id, entry_id, 12501, '2026-01-01', '2026-12-31', '2026-06-30', 1250, policy_id FROM zakat_receipts
          """)
      }
    }
  }

  @Test("Z5: an entry of zakat that is about nothing is refused at commit, and none is reversed")
  func looseEntries() async throws {
    try await withApproved { books, pool in
      let amount = try books.mad("5.00")
      let cases: [(EntryKind, AccountPurpose, AccountPurpose)] = [
        (.zakatPayment, .of(.disbursements, nil), .of(.zakatCash, nil)),
        (.zakatReceipt, .of(.zakatCash, nil), .of(.zakatGiven, nil)),
        (.zakatReturn, .of(.zakatCash, nil), .of(.disbursements, nil)),
        (.amilCharge, .of(.amilShare, nil), .of(.zakatCash, nil)),
      ]
      for (kind, debit, credit) in cases {
        let decision: Int64 = try await pool.queryValue("SELECT decision_id FROM zakat_distributions")
        let entry = try JournalEntry(
          kind, on: books.day("2026-02-03"),
          lines: [
            LedgerLine(fund: books.fund, account: debit, amount: amount),
            LedgerLine(fund: books.fund, account: credit, amount: amount.negated),
          ], decision: ID(decision))
        let codes = try await refusals { try await books.tadamun.book(entry, key: kind.rawValue, by: .api) }
        #expect(codes == ["zakat_entry_loose"])
      }
      // What reached one actor is not made another's by an entry that moves no cash.
      let shift = try JournalEntry(
        EntryKind(.direct), on: books.day("2026-02-03"),
        lines: [
          LedgerLine(fund: books.fund, account: .of(.disbursements, Code("coop-x")), amount: amount),
          LedgerLine(fund: books.fund, account: .of(.disbursements, nil), amount: amount.negated),
        ])
      #expect(
        try await refusals { try await books.tadamun.book(shift, key: "shift", by: .api) }
          == ["entry_kind_not_allowed"])
      let receipt: Int64 = try await pool.queryValue("SELECT entry_id FROM zakat_receipts")
      let decision = try await books.tadamun.requestReversal(
        of: receipt, on: books.day("2026-02-03"), reason: "wrong", by: books.assessor)
      try await books.tadamun.approve(decision, by: books.approver)
      let header = Ledger.Header(
        source: "sql", idempotencyKey: "r", bodyHash: Array(repeating: 1, count: 32), kind: "reversal",
        contributor: nil, occurredOn: try books.day("2026-02-03"), description: "", decision: decision)
      let reversal = await #expect(throws: PostgresError.self) {
        try await pool.transaction { try await Ledger.reverse(receipt, header: header, in: $0) }
      }
      #expect(reversal?.constraint == "ruled_money_has_its_own_way_back")
      #expect(try await books.report().balanceMinor == 1_000_00)
    }
  }

  @Test("Z6: an institution gets zakat only where the policy says so, in the cause of God")
  func institutions() async throws {
    let line = { (books: ZakatBooks, category: AsnafCategory) in
      ZakatDistribution.Line(category, try books.mad("10.00"), actor: try Code("coop-x"), shares: [])
    }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let codes = try await refusals {
        try await books.submit("d", "10.00", mode: .institutional, [line(books, .fiSabilillah)])
      }
      #expect(codes == ["zakat_mode_forbidden"])
      let project = try await refusals {
        try await books.submit("d", "10.00", mode: .iifa15Project, [line(books, .fuqara)])
      }
      #expect(project == ["zakat_mode_forbidden"])
    }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["institutional": "true", "investment": "iifa_15"])
      try await books.receive("r1", "20.00")
      let poor = try await refusals {
        try await books.submit("d", "10.00", mode: .institutional, [line(books, .fuqara)])
      }
      #expect(poor == ["zakat_line_malformed"])
      try await books.submit("d1", "10.00", mode: .institutional, [line(books, .fiSabilillah)])
      try await books.submit("d2", "10.00", mode: .iifa15Project, [line(books, .fuqara)])
      for code in ["d1", "d2"] {
        try await books.approve(code)
        try await books.pay(code)
      }
      #expect(try await books.report().balanceMinor == 0)
    }
  }

  @Test("Z7: shares add up to their line")
  func sharesAddUp() async throws {
    try await withApproved { books, _ in
      let shares = [ZakatDistribution.Share(try Code("m1"), try books.mad("9.99"), wakala: "w")]
      let line = ZakatDistribution.Line(.fuqara, try books.mad("10.00"), actor: try Code("coop-x"), shares: shares)
      let codes = try await refusals { try await books.submit("x", "10.00", mode: .viaRecipientAgent, [line]) }
      #expect(codes == ["shares_do_not_add_up"])
    }
  }

  @Test("Z9: a zakat fund has no account of interest; what a bank pays goes to the fund for purification")
  func interest() async throws {
    try await withApproved { books, pool in
      try await books.tadamun.recordImpureInterest(
        books.mad("3.17"), on: books.fund, reference: Code("line-9"), day: books.day("2026-03-31"), by: .api)
      let held: Int64 = try await pool.queryValue(
        """
        SELECT sum(p.amount_minor)::bigint FROM postings p JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = a.fund_id
        WHERE f.code = 'purification' AND a.kind = 'cash'
        """)
      #expect(held == 3_17)
      #expect(try await books.report().balanceMinor == 1_000_00)
      for kind in ["interest", "impure_interest", "cash", "contributions"] {
        let error = await #expect(throws: PostgresError.self) {
          try await pool.execute(
            "INSERT INTO accounts (fund_id, currency, kind) SELECT fund_id, 'MAD', \(kind) FROM zakat_funds")
        }
        #expect(["account_kind_fits_fund", "ruled_funds_have_own_accounts"].contains(error?.constraint))
      }
      await #expect(throws: PostgresError.self) {
        try await pool.execute("UPDATE zakat_funds SET interest_bearing = true")
      }
    }
  }

  @Test("Z11: a payer's wish for a category or a region is kept, the oldest lots first")
  func wishes() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("poor", "100.00", on: "2026-01-03", only: .fuqara)
      try await books.receive("east", "50.00", on: "2026-01-02", region: "02")
      try await books.receive("free", "30.00", on: "2026-01-01")
      try await books.entitle("m1")
      try await books.entitle("m2", as: .masakin)
      try await books.submit("d1", "40.00", [books.line(.masakin, "40.00", to: "m2")])
      try await books.approve("d1")
      #expect(try await refusals { try await books.pay("d1") } == ["zakat_restricted"])
      #expect(try await books.state("d1") == .approved)
      try await books.submit("d2", "40.00", region: "02", [books.line(.masakin, "40.00", to: "m2")])
      try await books.approve("d2")
      try await books.pay("d2")
      let left = try await pool.query("SELECT code, remaining_minor FROM zakat_lots ORDER BY code")
      #expect(
        try left.map { "\(try $0["code"] as String) \(try $0["remaining_minor"] as Int64)" }
          == ["east 4000", "free 0", "poor 10000"])
      let error = await #expect(throws: PostgresError.self) {
        try await pool.execute(
          """
          INSERT INTO zakat_lot_uses (receipt_id, distribution_id, line, entry_id, amount_minor)
          SELECT r.receipt_id, u.distribution_id, u.line, u.entry_id, 1 FROM zakat_receipts r, zakat_lot_uses u
          WHERE r.code = 'poor' LIMIT 1
          """)
      }
      #expect(error?.constraint == "payers_wishes_are_kept")
      #expect(
        try await refusals {
          try await books.charge("1.00", "c", on: "2026-03-01")
        } == ["zakat_restricted"])
    }
  }

  @Test("Z12: a recipient served through an agent stays below the niṣāb, and what it owns is known")
  func nisab() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["agent_below_nisab": "true"])
      try await books.receive("r1", "10000.00")
      try await books.entitle("m1", assets: 5_000_00)
      try await books.entitle("m2", assets: nil)
      let submit = { (member: String, amount: String) in
        let share = ZakatDistribution.Share(try Code(member), try books.mad(amount), wakala: "w")
        let line = ZakatDistribution.Line(
          .fuqara, try books.mad(amount), actor: try Code("coop-x"), shares: [share])
        return try await refusals {
          try await books.submit("d-\(member)-\(amount)", amount, mode: .viaRecipientAgent, [line])
        }
      }
      #expect(try await submit("m1", "2438.00") == ["nisab_exceeded"])
      #expect(try await submit("m1", "2437.99") == [])
      #expect(try await submit("m2", "1.00") == ["assets_not_known"])
    }
  }

  private func withApproved(_ body: (ZakatBooks, Pool) async throws -> Void) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "1000.00")
      try await books.entitle("m1")
      try await books.submit("d1", "1000.00", [books.line(.fuqara, "1000.00", to: "m1")])
      try await books.approve("d1")
      try await body(books, pool)
    }
  }

  private func expectConstraint(_ name: String, _ pool: Pool, _ body: (Transaction) async throws -> Void) async throws {
    let error = await #expect(throws: PostgresError.self) { try await pool.transaction { try await body($0) } }
    #expect(error?.constraint == name)
  }
}
