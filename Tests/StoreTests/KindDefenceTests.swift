import Domain
import Postgres
import Store
import TestSupport
import Testing

/// What the database refuses whoever asks: each statement is sent as the application's role, straight to the tables.
@Suite("The ledger's guards of kinds and balances")
struct KindDefenceTests {
  @Test("a zakat fund has no account of interest, whoever opens it")
  func noInterestInZakat() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      let error = await #expect(throws: PostgresError.self) {
        try await app.execute(
          "INSERT INTO accounts (fund_id, currency, kind) VALUES (\(books.other), 'MAD', 'interest')")
      }
      #expect(error?.constraint == "account_kind_fits_fund")
      let unknown = await #expect(throws: PostgresError.self) {
        try await app.execute("INSERT INTO accounts (fund_id, currency, kind) VALUES (\(books.fund), 'MAD', 'slush')")
      }
      #expect(unknown?.constraint == "account_kind_is_known")
      #expect(try await app.queryValue("SELECT count(*) FROM accounts", as: Int.self) == 3)
    }
  }

  @Test("L7: cash is not spent below zero, and the refused posting moves nothing")
  func overspend() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      try await books.receive(100_00, key: "in", in: app)
      let error = await #expect(throws: PostgresError.self) { try await books.receive(-100_01, key: "out", in: app) }
      #expect(error?.constraint == "available_not_negative")
      #expect(try await books.balance(in: app) == 100_00)
      #expect(try await Ledger.count(in: app).entries == 1)
      try await books.receive(-100_00, key: "all", in: app)
      #expect(try await books.balance(in: app) == 0)
    }
  }

  @Test("L7: of many who spend at once, only as many as there is money for succeed", arguments: 1...5)
  func concurrentOverspend(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      try await books.receive(1_000, key: "in", in: app)
      let succeeded = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<20 {
          group.addTask { (try? await books.receive(-300, key: "out-\(number)", in: app)) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(succeeded == 3)
      #expect(try await books.balance(in: app) == 100)
    }
  }

  @Test("the application cannot set a balance")
  func balancesAreDerived() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      for statement: SQL in [
        "UPDATE balances SET balance_minor = 1000000", "DELETE FROM balances",
        "INSERT INTO balances (account_id) VALUES (\(books.contributions))",
        "SELECT move_balance(\(books.cash), 1000, 0)", "UPDATE account_kinds SET never_below_zero = false",
        "DELETE FROM account_kind_entry_kinds", "INSERT INTO entry_kinds (kind, meaning) VALUES ('x', 'x')",
      ] {
        let error = await #expect(throws: PostgresError.self) { try await app.execute(statement) }
        #expect(error?.sqlState == .insufficientPrivilege)
      }
      #expect(try await books.balance(in: app) == 0)
    }
  }

  @Test("an account kind with a list is touched by the listed entries only, and a fund class too")
  func listedEntries() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await Books(in: app)
      try await books.receive(500, key: "before", in: app)
      try await admin.execute("INSERT INTO account_kind_entry_kinds VALUES ('cash', 'receipt', 'debit')")
      try await books.receive(100, key: "in", in: app)
      let side = await #expect(throws: PostgresError.self) { try await books.receive(-100, key: "out", in: app) }
      #expect(side?.constraint == "entry_kind_may_touch_account")
      try await admin.execute(
        "INSERT INTO fund_class_entry_kinds VALUES ('grant', 'restricted_income', 'commitment')")
      let whole = await #expect(throws: PostgresError.self) { try await books.receive(100, key: "in2", in: app) }
      #expect(whole?.constraint == "entry_kind_may_touch_account")
      #expect(try await books.balance(in: app) == 600)
    }
  }

  @Test("who asked for a decision can't take it, whatever the capitals, and a verdict is final")
  func twoPersons() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let asker = try Person("maker")
      let id = try await Decisions.insert(.waiver, on: "x:1", body: "{}", policy: nil, by: asker, in: app)
      let decision = try #require(try await Decisions.find(id, in: app))
      for name in ["maker", "MAKER"] {
        let error = await #expect(throws: PostgresError.self) {
          try await Decisions.insert(.approved, on: decision, by: Person(name), reason: "", in: app)
        }
        #expect(error?.constraint == "maker_is_not_checker")
      }
      let forged = await #expect(throws: PostgresError.self) {
        try await app.execute(
          """
          INSERT INTO decision_verdicts (decision_id, requested_by, outcome, decided_by)
          VALUES (\(id), 'somebody', 'approved', 'maker')
          """)
      }
      #expect(forged?.sqlState == .foreignKeyViolation)
      try await Decisions.insert(.approved, on: decision, by: Person("checker"), reason: "", in: app)
      let again = await #expect(throws: PostgresError.self) {
        try await Decisions.insert(.refused, on: decision, by: Person("third"), reason: "no", in: app)
      }
      #expect(again?.constraint == "decision_verdicts_pkey")
      for statement: SQL in ["UPDATE decisions SET body = '{}'", "DELETE FROM decision_verdicts"] {
        let error = await #expect(throws: PostgresError.self) { try await app.execute(statement) }
        #expect(error?.sqlState == .insufficientPrivilege)
      }
    }
  }

  @Test("an entry that names a decision stands on an approved one of the kind it needs")
  func entriesStandOnDecisions() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await Books(in: app)
      try await admin.execute(
        "INSERT INTO entry_kinds (kind, decision_kind, meaning) VALUES ('payout', 'disbursement', 'test')")
      let post = { (key: String, decision: ID<Decision>?) in
        try await app.transaction { transaction in
          let entry: Int64 = try await transaction.queryValue(
            """
            INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, decision_id)
            VALUES ('test', \(key), sha256('a'), 'payout', DATE '2026-01-31', \(decision)) RETURNING entry_id
            """)
          try await transaction.execute(books.line(entry, 1, books.cash, fund: books.fund, 100))
          try await transaction.execute(books.line(entry, 2, books.contributions, fund: books.fund, -100))
        }
      }
      let ask = { (kind: DecisionKind) in
        try await Decisions.insert(kind, on: "x:1", body: "{}", policy: nil, by: Person("maker"), in: app)
      }
      let pending = try await ask(.disbursement)
      let other = try await ask(.waiver)
      try await Decisions.insert(
        .approved, on: #require(try await Decisions.find(other, in: app)), by: Person("checker"), reason: "", in: app)
      for (key, decision) in [("none", nil), ("pending", pending), ("other", other)] as [(String, ID<Decision>?)] {
        let error = await #expect(throws: PostgresError.self) { try await post(key, decision) }
        #expect(error?.constraint == "entry_stands_on_approval")
      }
      #expect(try await Ledger.count(in: app).entries == 0)
      try await Decisions.insert(
        .approved, on: #require(try await Decisions.find(pending, in: app)), by: Person("checker"), reason: "", in: app)
      try await post("approved", pending)
      #expect(try await books.balance(in: app) == 100)
    }
  }
}
