import Domain
import Postgres
import Store
import TestSupport
import Testing

/// Rules L8 to L10, each sent in SQL as the program's role.
@Suite("Holds, receipts and seals, said in SQL as the program")
struct LedgerRecordTests {
  private func hold(_ amount: Int64, on account: Int64, key: String, in session: some Session) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO holds (account_id, amount_minor, purpose, last_on, source, idempotency_key, body_hash)
      VALUES (\(account), \(amount), 'test', '2026-06-30', 'test', \(key), sha256('a')) RETURNING hold_id
      """)
  }

  @Test("L8: what is held cannot be spent; a hold ends once, and as posted only with its entry")
  func holds() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      try await books.receive(100, key: "in", in: app)
      let first = try await hold(80, on: books.cash, key: "h", in: app)
      #expect(await refusal { _ = try await hold(21, on: books.cash, key: "h2", in: app) } == "available_not_negative")
      #expect(await refusal { _ = try await hold(0, on: books.cash, key: "h2", in: app) } == "held_amount_positive")
      #expect(await refusal { _ = try await hold(1, on: books.cash, key: "h", in: app) } == "one_hold_a_key")
      #expect(
        await refusal { _ = try await hold(1, on: books.contributions, key: "h2", in: app) }
          == "held_account_is_guarded")
      #expect(await refusal { try await books.receive(-21, key: "out", in: app) } == "available_not_negative")
      let end = { (outcome: String) in
        await refusal {
          try await app.execute(
            "INSERT INTO hold_ends (hold_id, outcome, ended_by) VALUES (\(first), \(outcome), 'test')")
        }
      }
      #expect(await end("posted") == "posted_hold_has_its_entry")
      #expect(await end("lost") == "outcome_is_known")
      let post = { (amount: Int64) in
        try await app.transaction { transaction in
          try await transaction.execute(
            "INSERT INTO hold_ends (hold_id, outcome, ended_by) VALUES (\(first), 'posted', 'test')")
          let entry: Int64 = try await transaction.queryValue(books.header("p\(amount)", by: "import"))
          try await transaction.execute(books.line(entry, 1, books.cash, fund: books.fund, -amount))
          try await transaction.execute(books.line(entry, 2, books.contributions, fund: books.fund, amount))
          try await transaction.execute("INSERT INTO hold_postings VALUES (\(first), \(entry))")
        }
      }
      #expect(await refusal { try await post(81) } == "posted_hold_has_its_entry")
      #expect(try await books.balance(in: app) == 100)
      try await post(80)
      #expect(await end("void") == "hold_ends_once")
      #expect(try await books.balance(in: app) == 20)
      #expect(try await app.queryValue("SELECT sum(held_minor)::bigint FROM balances", as: Int64.self) == 0)
    }
  }

  @Test("L9: a number that is rolled back is given again, numbers have no gap, and only money received has a receipt")
  func receipts() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let books = try await Books(in: app)
      var entries: [Int64] = []
      for number in 1...4 { entries.append(try await books.receive(1, key: "k\(number)", in: app)) }
      let issue = { (entry: Int64, session: any Session) in
        try await session.queryOne(
          "INSERT INTO receipts (fund_id, fiscal_year, entry_id) VALUES (\(books.fund), 2026, \(entry)) RETURNING number"
        ).decode("number", as: Int.self)
      }
      #expect(try await issue(entries[0], app) == 1)
      struct Abandoned: Error {}
      await #expect(throws: Abandoned.self) {
        try await app.transaction { transaction in
          #expect(try await issue(entries[1], transaction) == 2)
          throw Abandoned()
        }
      }
      #expect(try await issue(entries[2], app) == 2)
      #expect(await refusal { _ = try await issue(entries[2], app) } == "an_entry_has_one_receipt")
      let void: SQL = """
        INSERT INTO receipt_voids (fund_id, fiscal_year, number, reason, voided_by)
        VALUES (\(books.fund), 2026, 1, 'misprint', 'clerk')
        """
      #expect(await refusal { try await app.execute(void) } == "accepted")
      #expect(await refusal { try await app.execute(void) } == "receipt_is_voided_once")
      #expect(try await issue(entries[3], app) == 3)
      let numbers: [Int] = try await app.queryValue("SELECT array_agg(number::bigint ORDER BY number) FROM receipts")
      #expect(numbers == [1, 2, 3])
      let decision = try await books.approval(of: entries[3], in: app)
      let reversal = try await app.transaction { transaction in
        let reversal: Int64 = try await transaction.queryValue(
          books.header("r", reverses: entries[3], decision: decision))
        try await transaction.execute(books.line(reversal, 1, books.cash, fund: books.fund, -1))
        try await transaction.execute(books.line(reversal, 2, books.contributions, fund: books.fund, 1))
        return reversal
      }
      #expect(await refusal { _ = try await issue(reversal, app) } == "receipt_is_for_money_received")
    }
  }

  @Test("L10: any byte of any sealed entry that is flipped is found", arguments: [1, 2, 3, 4] as [UInt64])
  func seals(seed: UInt64) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await Books(in: app)
      for number in 1...40 { try await books.receive(Int64(number), key: "k\(number)", in: app) }
      #expect(try await Seals.seal(atMost: 25, in: app) == 25)
      #expect(try await Seals.seal(atMost: 25, in: app) == 15)
      #expect(try await Seals.broken(limit: 100, in: app).isEmpty)
      for table in ["entries", "postings"] {
        try await admin.execute("ALTER TABLE \(identifier: table) DISABLE TRIGGER ALL")
      }
      var state = seed
      for _ in 0..<25 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let (entry, bit, field) = (Int64(state >> 33) % 40 + 1, Int64(state >> 20) % 256, state >> 60)
        let flip: SQL =
          switch field % 4 {
          case 0:
            "UPDATE entries SET body_hash = set_bit(body_hash, \(bit), 1 - get_bit(body_hash, \(bit))) WHERE entry_id = \(entry)"
          case 1:
            "UPDATE postings SET amount_minor = amount_minor # (1::bigint << \(Int32(bit % 40))) WHERE entry_id = \(entry) AND line = 1"
          case 2:
            "UPDATE entries SET idempotency_key = overlay(idempotency_key PLACING 'x' FROM 1) WHERE entry_id = \(entry)"
          default: "UPDATE entries SET recorded_at = recorded_at + interval '1 microsecond' WHERE entry_id = \(entry)"
          }
        struct Undone: Error {}
        await #expect(throws: Undone.self) {
          try await admin.transaction { transaction in
            #expect(try await transaction.execute(flip) == 1)
            let broken = try await Seals.broken(limit: 100, in: transaction)
            #expect(broken.count == 1 && broken.first?.entry == (entry <= 25 ? 1 : 26))
            throw Undone()
          }
        }
      }
      #expect(try await Seals.broken(limit: 100, in: app).isEmpty)
    }
  }
}
