import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

/// G5 to G8, each by the program and, where it is held there, by the database against its own application role.
@Suite("How a grant ends")
struct GrantEndingTests {
  @Test("G5: a grant closes when what was paid is spent or returned, and not before, nor by SQL")
  func closing() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { books in
        try books.agreement([("100000.00", [])], reports: [books.report(1, quarter: 1, due: "2026-04-30", final: true)])
      }
      let code = try Code("g")
      try await books.pay(1, of: code, on: "2026-02-10")
      let day = try GrantBooks.day("2026-05-01")
      try await books.perform(.expectFinalReport(on: day), on: code)
      #expect(try await refusals { try await books.perform(.windUp(on: day), on: code) } == ["final_report_missing"])
      try await books.account("99000.00", in: 1, of: code, on: "2026-05-02")
      try await books.perform(.windUp(on: day), on: code)
      #expect(try await refusals { try await books.perform(.close(on: day), on: code) } == ["grant_does_not_add_up"])
      let step = try await sheet(books).step
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO grant_steps (grant_id, step, from_state, to_state, on_day, recorded_by)
          SELECT grant_id, \(Int32(step + 1)), 'closing', 'closed', DATE '2026-05-03', 'somebody' FROM grants
          """)
      }
      #expect(refused == "closed_grants_add_up")
      try await books.perform(.demandUnspent(on: day, dueOn: GrantBooks.day("2026-06-01")), on: code)
      try await books.perform(.receiveRecovery(GrantBooks.money("1000.00"), on: day, .payment), on: code)
      try await books.perform(.close(on: day), on: code)
      #expect(try await sheet(books).state == .closed)
      #expect(try await refusals { try await books.perform(.close(on: day), on: code) } == ["step_not_allowed"])
    }
  }

  @Test("G6: nothing is asked back that was spent as agreed")
  func recovery() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", [])]) }
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO grant_recoveries (grant_id, recovery, cause, amount_minor, due_on, recorded_by)
          SELECT grant_id, 1, 'unspent', 10000001, DATE '2026-06-01', 'somebody' FROM grants
          """)
      }
      #expect(refused == "recovery_within_unspent")
      #expect(
        try await refusals {
          try await books.perform(
            .receiveRecovery(GrantBooks.money("1.00"), on: GrantBooks.day("2026-06-01"), .payment), on: Code("g"))
        } == ["nothing_to_recover"])
    }
  }

  @Test("G7: a termination that leaves a tranche open does not happen")
  func termination() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", [])]) }
      let step = try await sheet(books).step
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO grant_steps (grant_id, step, from_state, to_state, on_day, reason, recorded_by)
          SELECT grant_id, \(Int32(step + 1)), 'agreed', 'terminated', DATE '2026-05-03', 'why', 'somebody' FROM grants
          """)
      }
      #expect(refused == "termination_stops_tranches")
      try await books.perform(
        .terminate(on: GrantBooks.day("2026-05-03"), reason: "why", recoveryDueOn: GrantBooks.day("2026-06-03")),
        on: Code("g"))
      let ended = try await sheet(books)
      #expect(ended.state == .closed && ended.tranches.first?.state == .cancelled && ended.money.agreed == 0)
    }
  }

  @Test("G8: what is outstanding is what is agreed less what is paid and taken back, in the ledger too")
  func outstanding() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await signed(pool) { try $0.agreement([("100000.00", []), ("50000.00", [])]) }
      try await books.pay(1, of: Code("g"), on: "2026-02-10")
      #expect(try await sheet(books).money.outstanding == 50_000_00)
      let money = try #require(try await books.tadamun.money(of: books.cooperative).first)
      #expect(money.promised.minor == 150_000_00 && money.paidOut.minor == 100_000_00)
      let entry: Int64 = try await pool.queryValue("SELECT entry_id FROM entries WHERE kind = 'commitment'")
      let decision = try await books.tadamun.requestReversal(
        of: entry, on: GrantBooks.day("2026-03-01"), reason: "wrong", by: Person("maker"))
      try await books.tadamun.approve(decision, by: Person("checker"))
      let refused = try await constraint {
        try await pool.transaction { transaction in
          let reversal: Int64 = try await transaction.queryValue(
            """
            INSERT INTO entries (source, idempotency_key, body_hash, kind, reverses, occurred_on, decision_id)
            VALUES ('somebody', 'r', sha256('r'), 'reversal', \(entry), DATE '2026-03-01', \(decision))
            RETURNING entry_id
            """)
          try await transaction.execute(
            """
            INSERT INTO postings SELECT \(reversal), line, account_id, fund_id, currency, -amount_minor FROM postings
            WHERE entry_id = \(entry)
            """)
        }
      }
      #expect(refused == "paid_within_agreed")
    }
  }
}
