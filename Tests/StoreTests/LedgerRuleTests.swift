import Domain
import Postgres
import Store
import TestSupport
import Testing

/// The ledger's rules L1 to L7, each sent in SQL as the program's role: what the database keeps true whoever asks.
/// L2 (balance), L3 (reversals) and L7 (spending) stand in the suites beside this one.
@Suite("The ledger's rules, said in SQL as the program")
struct LedgerRuleTests {
  @Test(
    "L1: nothing that was recorded about money is changed, deleted or truncated",
    arguments: [
      "funds", "accounts", "entries", "postings", "holds", "hold_ends", "hold_postings", "fiscal_period_states",
      "period_corrections", "receipts", "receipt_voids", "exchanges", "seals", "decisions", "decision_verdicts",
    ])
  func appendOnly(table: String) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let column: String = try await admin.queryValue(
        """
        SELECT column_name::text FROM information_schema.columns
        WHERE table_schema = 'tadamun' AND table_name = \(table) AND is_generated = 'NEVER' AND is_identity = 'NO'
        ORDER BY ordinal_position DESC LIMIT 1
        """)
      for statement: SQL in [
        "UPDATE \(identifier: table) SET \(identifier: column) = \(identifier: column)",
        "DELETE FROM \(identifier: table)", "TRUNCATE \(identifier: table) CASCADE",
      ] {
        #expect(await refusal { try await app.execute(statement) } == "42501")
        // Not even who owns everything: the triggers fire for the rows there are, and for TRUNCATE always.
      }
      let truncated = await refusal { try await admin.execute("TRUNCATE \(identifier: table) CASCADE") }
      #expect(truncated != "accepted")
    }
  }

  @Test("L1: what is derived cannot be set by hand")
  func derived() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      for statement: SQL in [
        "UPDATE fiscal_periods SET state = 'open'", "UPDATE receipt_counters SET last_number = 0",
        "INSERT INTO receipt_counters (fund_id, fiscal_year, last_number) VALUES (1, 2026, 7)",
        "INSERT INTO seals (first_entry, last_entry, entries, root, chain) VALUES (1, 1, 1, sha256('a'), sha256('a'))",
        "INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, tx) VALUES ('t', 'k', sha256('a'), 'receipt', '2026-01-01', '5')",
        "INSERT INTO receipts (fund_id, fiscal_year, number, entry_id) VALUES (1, 2026, 7, 1)",
      ] {
        #expect(await refusal { try await app.execute(statement) } == "42501")
      }
    }
  }

  private func book(_ key: String, _ amount: Int64, by source: String = "test", in session: some Session) async throws
    -> Ledger.Booking
  {
    let money = try Money(minor: amount, .mad)
    let entry = try JournalEntry(
      EntryKind(.receipt), on: CalendarDate(iso: "2026-01-31"),
      lines: [
        LedgerLine(fund: Code("grants"), account: .of(.cash, Code("coop")), amount: money),
        LedgerLine(fund: Code("grants"), account: .of(.contributions, Code("funder")), amount: money.negated),
      ])
    return try await Ledger.book(
      entry, key: key, bodyHash: Array(repeating: UInt8(amount), count: 32), by: source, in: session)
  }

  @Test("L4: sixty-four who send one key at once make one row; another body is told apart, and moves nothing")
  func keys() async throws {
    try await TestDatabase.withDatabase(as: .app, connections: 32) { app in
      let books = try await Books(in: app)
      for round in 1...3 {
        let new = try await withThrowingTaskGroup(of: Bool.self) { group in
          for _ in 0..<64 {
            group.addTask {
              if case .booked = try await book("k\(round)", 10, in: app) { return true }
              return false
            }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(new == 1)
        #expect(try await books.balance(in: app) == Int64(10 * round))
      }
      guard case .known(let known) = try await book("k1", 11, in: app) else {
        Issue.record("booked twice under one key")
        return
      }
      #expect(known.bodyHash == Array(repeating: 10, count: 32))
      #expect(await refusal { try await app.execute(books.header("k1")) } == "one_entry_a_key")
      #expect(try await books.balance(in: app) == 30)
    }
  }

  @Test("L4: a key that was used is known after its period was closed and its money spent")
  func keysOutliveTheirDay() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      _ = try await book("in", 100, by: "import", in: app)
      try await books.receive(-100, key: "spent", in: app)
      try await period("closed", in: app)
      guard case .known = try await book("in", 100, by: "import", in: app) else {
        Issue.record("a retry was not known")
        return
      }
    }
  }

  /// January 2026, in a state.
  private func period(_ state: String, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO fiscal_periods (code, first_on, last_on) VALUES ('2026-01', '2026-01-01', '2026-01-31')")
    try await session.execute(
      "INSERT INTO fiscal_period_states (period_id, state, set_by) SELECT period_id, \(state), 'test' FROM fiscal_periods"
    )
  }

  @Test("L5: a closed period takes nothing and stays closed; a softly closed one takes what two persons decided on")
  func periods() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let entry = try await books.receive(500, key: "before", in: app)
      try await period("soft_closed", in: app)
      #expect(
        await refusal { try await books.receive(1, key: "soft", in: app) } == "entry_lies_in_open_period")
      let decision = try await books.approval(of: entry, in: app)
      try await app.transaction { transaction in
        let reversal: Int64 = try await transaction.queryValue(
          books.header("decided", reverses: entry, decision: decision))
        try await transaction.execute(books.line(reversal, 1, books.cash, fund: books.fund, -500))
        try await transaction.execute(books.line(reversal, 2, books.contributions, fund: books.fund, 500))
      }
      try await app.execute(
        "INSERT INTO fiscal_period_states (period_id, state, set_by) SELECT period_id, 'closed', 't' FROM fiscal_periods"
      )
      #expect(
        await refusal { try await books.receive(1, key: "closed", in: app) } == "entry_lies_in_open_period")
      let reopening = await refusal {
        try await app.execute(
          "INSERT INTO fiscal_period_states (period_id, state, set_by) SELECT period_id, 'open', 't' FROM fiscal_periods"
        )
      }
      #expect(reopening == "closed_periods_stay_closed")
      try await books.receive(1, key: "after", on: "2026-02-01", in: app)
      #expect(try await books.balance(in: app) == 1)
      let overlap = await refusal {
        try await app.execute(
          "INSERT INTO fiscal_periods (code, first_on, last_on) VALUES ('x', '2026-01-31', '2026-02-28')")
      }
      #expect(overlap == "fiscal_periods_do_not_overlap")
    }
  }

  @Test("L6: an exchange is between two currencies, at a rate above zero, with one minor unit of rounding at most")
  func exchanges() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let entry = try await books.receive(500, key: "in", in: app)
      let insert = { (target: String, minor: Int64, residual: Int16, rate: String) in
        await refusal {
          try await app.execute(
            """
            INSERT INTO exchanges (entry_id, source_currency, source_minor, target_currency, target_minor,
              residual_minor, rate, rate_source, rate_on)
            VALUES (\(entry), 'EUR', 100, \(target), \(minor), \(residual), \(rate)::text::numeric, 'BAM', '2026-01-31')
            """)
        }
      }
      #expect(await insert("EUR", 100, 0, "1") == "currencies_differ")
      #expect(await insert("MAD", 1_073, 2, "10.7345") == "residual_is_one_at_most")
      #expect(await insert("MAD", 1_073, 0, "0") == "rate_positive")
      #expect(await insert("MAD", 0, 0, "10.7345") == "target_amount_positive")
      #expect(await insert("MAD", 1_073, 1, "10.7345") == "accepted")
    }
  }

  /// Kinds of accounts that tell nothing of what came to an actor: they speak of a giver, are the other side of an
  /// entry, or are the fund's own. A kind of money that brings accounts gives each a measure or names it here.
  private static let silentKinds: Set = [
    "contributions", "commitments_made", "interest", "loan_repayments", "reimbursements", "fx_clearing", "fx_rounding",
    "spending_accepted", "unallocated", "zakat_cash", "zakat_given", "amil_share", "impure_interest",
    "waqf_corpus", "istibdal_gains", "waqf_losses", "waqf_principal_cash", "waqf_assets", "istibdal_suspense",
    "waqf_returnable", "waqf_yield_cash", "waqf_undivided", "waqf_payable", "waqf_maintenance", "waqf_reserve",
    "waqf_fees", "waqf_applied", "escrow_cash", "escrow_given", "processor_fees", "processor_payable", "fees_earned",
    "campaign_losses", "match_cash", "match_given", "match_paid", "match_received",
  ]

  @Test("every kind of account says what it tells of its actor, or is known to tell nothing")
  func measures() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let silent: [String] = try await app.queryValue(
        """
        SELECT coalesce(array_agg(kind ORDER BY kind), '{}') FROM account_kinds
        WHERE kind NOT IN (SELECT account_kind FROM account_kind_measures)
        """)
      let undecided = Set(silent).subtracting(LedgerRuleTests.silentKinds)
      #expect(undecided.isEmpty, "give each a row in account_kind_measures, or name it above: \(undecided.sorted())")
    }
  }
}
