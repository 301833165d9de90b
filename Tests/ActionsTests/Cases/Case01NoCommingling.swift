import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 1: no commingling")
struct Case01NoCommingling {
  @Test("zakat does not pay staff: the entry is refused, balances stand, and the attempt is on record")
  func staffIsNotPaidOutOfZakat() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "50000.00")
      let amount = try books.mad("1200.00")
      let operating = try Code("operating")
      let entry = try JournalEntry(
        EntryKind(.expenditure), on: books.day("2026-02-01"),
        lines: [
          LedgerLine(fund: books.fund, account: .of(.disbursements, nil), amount: amount),
          LedgerLine(fund: books.fund, account: .of(.zakatCash, nil), amount: amount.negated),
          LedgerLine(fund: operating, account: .of(.cash, nil), amount: amount),
          LedgerLine(fund: operating, account: .of(.contributions, nil), amount: amount.negated),
        ], description: "salaries")
      let codes = try await refusals { try await books.tadamun.book(entry, key: "salaries", by: .api) }
      #expect(codes == ["entry_kind_not_allowed"])
      #expect(try await books.report().balanceMinor == 50_000_00)
      let operatingCash: Int64 = try await pool.queryValue(
        """
        SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p JOIN funds f USING (fund_id)
        WHERE f.code = 'operating'
        """)
      #expect(operatingCash == 0)
      #expect(try await books.events("posting_refused") == 1)
      #expect(try await books.tadamun.verifyBooks().faults.isEmpty)
    }
  }

  @Test("the older way of recording contributions finds no way in either")
  func generalContributionsAreRefused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      for stage in [Contribution.Stage.receipt, .direct, .commitment, .expenditure] {
        let contribution = try Contribution(
          stage, of: books.mad("10.00"), fund: books.fund, for: Code("coop-x"), on: books.day("2026-02-01"))
        let codes = try await refusals {
          try await books.tadamun.record(
            [KeyedContribution(key: "k-\(stage.rawValue)", contribution)], by: .api)
        }
        #expect(codes == ["fund_under_rule"])
      }
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == 0)
    }
  }
}
