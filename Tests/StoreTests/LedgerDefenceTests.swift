import Domain
import Postgres
import Store
import TestSupport
import Testing

/// What the database refuses whoever asks: each statement is sent as the application's role, straight to the tables.
@Suite("The ledger's own defences")
struct LedgerDefenceTests {
  @Test(
    "a posted row can't be changed, deleted or truncated",
    arguments: [
      "UPDATE postings SET amount_minor = 1", "DELETE FROM postings", "TRUNCATE postings",
      "UPDATE entries SET description = 'x'", "DELETE FROM entries", "TRUNCATE entries CASCADE",
      "ALTER TABLE postings DISABLE TRIGGER ALL", "SET session_replication_role = replica",
      "DELETE FROM accounts", "UPDATE funds SET instrument = 'operating'", "DELETE FROM events",
    ])
  func postedRowsStay(statement: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      try await books.receive(100_00, key: "a", in: app)
      let error = await #expect(throws: PostgresError.self) {
        try await app.execute(SQL(unsafeRaw: statement))
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      let sums = try await app.queryValue("SELECT sum(abs(amount_minor))::bigint FROM postings", as: Int64.self)
      #expect(sums == 200_00)
    }
  }

  @Test("not even the owner of the tables changes a posted row")
  func ownerIsRefusedToo() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await Books(in: app)
      try await books.receive(100_00, key: "a", in: app)
      await #expect(throws: PostgresError.self) { try await admin.execute("UPDATE postings SET amount_minor = 1") }
      await #expect(throws: PostgresError.self) { try await admin.execute("TRUNCATE postings") }
    }
  }

  @Test("L2: an entry that does not add up to zero is refused at commit")
  func unbalanced() async throws {
    try await expectRefusal("entries_balance") { books, transaction in
      let entry: Int64 = try await transaction.queryValue(books.header("a"))
      try await transaction.execute(books.line(entry, 1, books.cash, fund: books.fund, 100))
      try await transaction.execute(books.line(entry, 2, books.contributions, fund: books.fund, -99))
    }
  }

  @Test("L2: an entry that balances only across two funds is refused")
  func acrossFunds() async throws {
    try await expectRefusal("entries_balance") { books, transaction in
      let entry: Int64 = try await transaction.queryValue(books.header("a"))
      try await transaction.execute(books.line(entry, 1, books.cashOfOther, fund: books.other, 100))
      try await transaction.execute(books.line(entry, 2, books.contributions, fund: books.fund, -100))
    }
  }

  @Test("L2: a header without lines is refused")
  func withoutLines() async throws {
    try await expectRefusal("entries_have_lines") { books, transaction in
      let _: Int64 = try await transaction.queryValue(books.header("a"))
    }
  }

  @Test("a line can't come to an entry of an earlier transaction")
  func closedEntry() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let entry = try await books.receive(100, key: "a", in: app)
      let error = await #expect(throws: PostgresError.self) {
        try await app.transaction { transaction in
          try await transaction.execute(books.line(entry, 3, books.cash, fund: books.fund, 5))
          try await transaction.execute(books.line(entry, 4, books.contributions, fund: books.fund, -5))
        }
      }
      #expect(error?.constraint == "entries_are_closed")
    }
  }

  @Test("lines written under a savepoint belong to their entry")
  func savepoint() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      try await app.transaction { outer in
        let entry: Int64 = try await outer.queryValue(books.header("a"))
        try await outer.transaction { inner in
          try await inner.execute(books.line(entry, 1, books.cash, fund: books.fund, 100))
          try await inner.execute(books.line(entry, 2, books.contributions, fund: books.fund, -100))
        }
      }
      #expect(try await Ledger.count(in: app).postings == 2)
    }
  }

  @Test("a line in another currency or fund than its account is refused")
  func foreignAccount() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      await #expect(throws: PostgresError.self) {
        try await app.transaction { transaction in
          let entry: Int64 = try await transaction.queryValue(books.header("a"))
          try await transaction.execute(books.line(entry, 1, books.cash, fund: books.fund, 100, currency: "EUR"))
        }
      }
    }
  }

  @Test("L3: an entry is reversed once, by its mirror, and a reversal never")
  func reversal() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let entry = try await books.receive(700_00, key: "a", in: app)
      let reverse = { (target: Int64, key: String) in
        let decision = try await books.approval(of: target, in: app)
        return try await app.transaction { transaction in
          let header = Ledger.Header(
            source: "test", idempotencyKey: key, bodyHash: Array(repeating: 1, count: 32), kind: "reversal",
            contributor: nil, occurredOn: try CalendarDate(iso: "2026-02-01"), description: "wrong fund",
            decision: decision)
          return try await Ledger.reverse(target, header: header, in: transaction) ?? 0
        }
      }
      let reversal = try await reverse(entry, "r1")
      let second = await #expect(throws: PostgresError.self) { try await reverse(entry, "r2") }
      #expect(second?.constraint == "reversed_once")
      let ofReversal = await #expect(throws: PostgresError.self) { try await reverse(reversal, "r3") }
      #expect(ofReversal?.constraint == "reversals_mirror" || ofReversal?.constraint == "reversals_are_final")
      let balance = try await app.queryValue("SELECT sum(amount_minor)::bigint FROM postings", as: Int64.self)
      #expect(balance == 0)
      #expect(try await Ledger.money(of: Code("coop"), in: app).first?.inCustody.minor == 0)
    }
  }

  @Test("L3: a reversal that does not mirror its entry is refused")
  func falseMirror() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let entry = try await books.receive(700, key: "a", in: app)
      let alone = await #expect(throws: PostgresError.self) {
        try await app.execute(books.header("r", reverses: entry))
      }
      #expect(alone?.constraint == "entry_stands_on_approval")
      let decision = try await books.approval(of: entry, in: app)
      let error = await #expect(throws: PostgresError.self) {
        try await app.transaction { transaction in
          let reversal: Int64 = try await transaction.queryValue(
            books.header("r", reverses: entry, decision: decision))
          try await transaction.execute(books.line(reversal, 1, books.cash, fund: books.fund, -699))
          try await transaction.execute(books.line(reversal, 2, books.contributions, fund: books.fund, 699))
        }
      }
      #expect(error?.constraint == "reversals_mirror")
    }
  }

  @Test("no table of the ledger, the reports or the runs lets the application delete or truncate")
  func grants() async throws {
    try await TestDatabase.withDatabase { pool in
      let rows = try await pool.query(
        """
        SELECT table_name || ' ' || privilege_type AS granted FROM information_schema.role_table_grants
        WHERE grantee = 'tadamun_app' AND privilege_type IN ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
        """)
      let granted: [String] = try rows.map { try $0["granted"] }
      // Identifiers are replaced with their actor, cells and reasons with their draft; what somebody proved who they are by
      // is taken away, counted tries age, and a sign-in elsewhere is over once it came back.
      #expect(
        Set(granted) == [
          "actor_identifiers DELETE", "second_factors DELETE", "recovery_codes DELETE", "sign_in_attempts DELETE",
          "report_draft_cells DELETE", "report_draft_reasons DELETE", "issuer_sign_ins DELETE",
        ])
      let owned: Int = try await pool.queryValue(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'tadamun_app'")
      #expect(owned == 0)
    }
  }

  private func expectRefusal(
    _ constraint: String, _ body: @escaping @Sendable (Books, Transaction) async throws -> Void
  ) async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let error = await #expect(throws: PostgresError.self) {
        try await app.transaction { transaction in try await body(books, transaction) }
      }
      #expect(error?.sqlState == .checkViolation)
      #expect(error?.constraint == constraint)
      #expect(try await Ledger.count(in: app).entries == 0)
    }
  }
}
