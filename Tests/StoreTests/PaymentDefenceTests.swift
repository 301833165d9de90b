import Domain
import Postgres
import Store
import TestSupport
import Testing

/// What the database refuses whoever asks: each statement is sent as the application's role, straight to the tables.
@Suite("Payments take two persons")
struct PaymentDefenceTests {
  /// The cooperative's custody holds 100.00, of which 60.00 are to be handed over.
  private struct Payment {
    let books: Books
    let handedOver: Int64
    let pool: Pool

    init(_ pool: Pool) async throws {
      self.pool = pool
      books = try await Books(in: pool)
      let key = Ledger.AccountKey(
        fund: books.fund, currency: .mad, kind: .disbursements, actor: books.cooperative)
      handedOver = try #require(try await Ledger.open([key], in: pool)[key])
      try await books.receive(100_00, key: "in", in: pool)
    }

    /// Asks for 60.00, as the program writes it down.
    func ask(_ amount: String = "60.00", approved: Bool = true, kind: DecisionKind = .disbursement) async throws
      -> ID<Decision>
    {
      let line = { (account: String, amount: String) in
        #"{"account":"\#(account)","actor":"coop","amount":"\#(amount)","currency":"MAD","fund":"grants"}"#
      }
      let body = #"""
        {"contributor":null,"description":"well","hold":null,"kind":"disbursement","lines":[\#(line("disbursements", amount)),\#(line("cash", "-" + amount))],"on":"2026-02-01"}
        """#
      let id = try await Decisions.insert(
        kind, on: "payment:well", body: body, policy: nil, by: Person("maker"), in: pool)
      if approved {
        let decision = try #require(try await Decisions.find(id, in: pool))
        try await Decisions.insert(.approved, on: decision, by: Person("checker"), reason: "", in: pool)
      }
      return id
    }

    /// Books `amount` straight into the tables.
    func book(
      _ decision: ID<Decision>?, _ amount: Int64 = 60_00, source: String = "payments", key: String = "payment:well",
      kind: String = "disbursement", on day: String = "2026-02-01", to account: Int64? = nil
    ) async -> String {
      await refusal {
        try await pool.transaction { transaction in
          let entry: Int64 = try await transaction.queryValue(
            """
            INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, decision_id, description)
            VALUES (\(source), \(key), sha256('a'), \(kind), \(day)::text::date, \(decision), 'well') RETURNING entry_id
            """)
          try await transaction.execute(books.line(entry, 1, account ?? handedOver, fund: books.fund, amount))
          try await transaction.execute(books.line(entry, 2, books.cash, fund: books.fund, -amount))
        }
      }
    }
  }

  @Test("cash leaves a fund by an approved decision whose text is just that entry, once, and in no other way")
  func twoPersons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let payment = try await Payment(pool)
      let refused = "payments_take_two_persons"
      #expect(await payment.book(nil) == refused)
      for source in ["api", "cli", "person:7", "importer", "test"] {
        #expect(await payment.book(nil, source: source, key: "k") == refused, "\(source)")
      }
      let pending = try await payment.ask(approved: false)
      #expect(await payment.book(pending) == "entry_stands_on_approval")
      #expect(try await payment.book(payment.ask(kind: .waiver)) == refused)
      let decision = try await payment.ask()
      #expect(await payment.book(decision, 60_01) == refused)
      #expect(await payment.book(decision, 59_99) == refused)
      #expect(await payment.book(decision, key: "payment:other") == refused)
      #expect(await payment.book(decision, source: "api") == refused)
      #expect(await payment.book(decision, kind: "receipt") == refused)
      #expect(await payment.book(decision, on: "2026-02-02") == refused)
      #expect(await payment.book(decision, to: payment.books.contributions) == refused)
      #expect(try await payment.books.balance(in: pool) == 100_00)
      #expect(try await Ledger.count(in: pool).entries == 1)
      #expect(await payment.book(decision) == "accepted")
      #expect(await payment.book(decision) == "one_entry_a_key")
      #expect(try await payment.books.balance(in: pool) == 40_00)
    }
  }

  @Test("less than nothing is no receipt for one person; within a fund one moves it; nobody becomes a file")
  func others() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let payment = try await Payment(pool)
      let books = payment.books
      #expect(
        await payment.book(nil, 1, source: "api", key: "k", kind: "receipt", to: books.contributions)
          == "payments_take_two_persons")
      let own = Ledger.AccountKey(fund: books.fund, currency: .mad, kind: .cash, actor: nil)
      let cash = try #require(try await Ledger.open([own], in: pool)[own])
      #expect(await payment.book(nil, 5_00, source: "api", key: "within", kind: "allocation", to: cash) == "accepted")
      for statement: SQL in [
        "INSERT INTO told_payment_sources VALUES ('mine', 'x')", "DELETE FROM told_payment_sources",
        "UPDATE told_payment_sources SET source = 'mine'", "DELETE FROM kept_funds",
        "INSERT INTO kept_funds (fund_id) VALUES (1)",
      ] {
        #expect(await refusal { try await pool.execute(statement) } == "42501")
      }
    }
  }

  @Test(
    "files tell what left a fund that is not kept here; from the first entry by hand on they tell it of that fund no more"
  )
  func files() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let payment = try await Payment(pool)
      let books = payment.books
      let kept = { try await pool.queryValue("SELECT count(*) FROM kept_funds", as: Int.self) }
      #expect(await payment.book(nil, 5_00, source: "import", key: "told") == "accepted")
      #expect(await payment.book(nil, 5_00, source: "iati:a-publisher", key: "published") == "accepted")
      // Two persons reverse what a file told: that corrects the file.
      let told: Int64 = try await pool.queryValue("SELECT entry_id FROM entries WHERE idempotency_key = 'told'")
      let approval = try await books.approval(of: told, in: pool)
      try await pool.transaction { transaction in
        let entry: Int64 = try await transaction.queryValue(books.header("back", reverses: told, decision: approval))
        try await transaction.execute(books.line(entry, 1, payment.handedOver, fund: books.fund, -5_00))
        try await transaction.execute(books.line(entry, 2, books.cash, fund: books.fund, 5_00))
      }
      #expect(try await kept() == 0)
      #expect(try await books.balance(in: pool) == 95_00)
      try await receiveByHand(books, in: pool)
      #expect(try await kept() == 1)
      let refused = "files_pay_out_of_no_kept_fund"
      for source in ["import", "iati:a-publisher", "sample"] {
        #expect(await payment.book(nil, 5_00, source: source, key: "late") == refused, "\(source)")
      }
      #expect(
        await payment.book(nil, 1, source: "import", key: "k", kind: "receipt", to: books.contributions) == refused)
      #expect(try await books.balance(in: pool) == 96_00)
      // What comes in is told as before, and two persons pay.
      try await books.receive(4_00, key: "more", in: pool)
      #expect(try await payment.book(payment.ask()) == "accepted")
      #expect(try await books.balance(in: pool) == 40_00)
      #expect(try await Told.faults(limit: 10, in: pool) == [])
    }
  }

  @Test("of a file and the first entry by hand at once, either the file was first or it is refused", arguments: 1...5)
  func atOnce(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let payment = try await Payment(pool)
      let books = payment.books
      async let byHand: Void = receiveByHand(books, in: pool)
      async let file = payment.book(nil, 5_00, source: "import", key: "told")
      try await byHand
      let said = await file
      #expect(["accepted", "files_pay_out_of_no_kept_fund"].contains(said))
      #expect(try await books.balance(in: pool) == (said == "accepted" ? 96_00 : 101_00))
      #expect(try await Told.faults(limit: 10, in: pool) == [])
    }
  }

  /// One dirham comes in by somebody's word.
  private func receiveByHand(_ books: Books, in pool: Pool) async throws {
    try await pool.transaction { transaction in
      let entry: Int64 = try await transaction.queryValue(books.header("by hand"))
      try await transaction.execute(books.line(entry, 1, books.cash, fund: books.fund, 1_00))
      try await transaction.execute(books.line(entry, 2, books.contributions, fund: books.fund, -1_00))
    }
  }
}
