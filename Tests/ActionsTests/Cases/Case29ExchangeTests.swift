import Actions
import Domain
import Postgres
import Scoring
import TestSupport
import Testing

@Suite("Case 29: exchange and rounding")
struct Case29ExchangeTests {
  private static let cash = AccountPurpose(kind: .cash)

  private func euros(_ books: LedgerBooks, _ amount: String) throws -> JournalEntry {
    let money = try Money(decimal: amount, Currency("EUR"))
    return try JournalEntry(
      EntryKind(.receipt), on: books.day,
      lines: [
        LedgerLine(fund: books.fund, account: Case29ExchangeTests.cash, amount: money),
        LedgerLine(
          fund: books.fund, account: AccountPurpose(kind: .contributions, actor: books.giver), amount: money.negated),
      ])
  }

  private func rate(_ decimal: String, _ books: LedgerBooks) throws -> ExchangeRate {
    try ExchangeRate(decimal, from: Currency("EUR"), to: .mad, publisher: "bank", on: books.day)
  }

  @Test("100.00 euros at 10.7345 are 1,073.45 dirhams, converted once; seven equal shares of 153.35 leave nothing")
  func convertedOnce() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      try await books.tadamun.book(euros(books, "100.00"), key: "in", by: .api)
      let outcome = try await books.tadamun.exchange(
        Money(decimal: "100.00", Currency("EUR")), at: rate("10.7345", books), of: Case29ExchangeTests.cash,
        in: books.fund, on: books.day, key: "fx", by: .api)
      #expect(outcome.received.decimal == "1073.45")
      let shares = MoneySplit.split(outcome.received.minor, by: Array(repeating: 1, count: 7))
      #expect(shares == Array(repeating: 153_35, count: 7))
      #expect(shares.reduce(0, +) == 1_073_45)
      let again = try await books.tadamun.exchange(
        Money(decimal: "100.00", Currency("EUR")), at: rate("10.7345", books), of: Case29ExchangeTests.cash,
        in: books.fund, on: books.day, key: "fx", by: .api)
      #expect(again.booked.id == outcome.booked.id && !again.booked.isNew)
      let sums = try await pool.query(
        "SELECT currency, sum(amount_minor)::bigint AS total FROM postings GROUP BY currency ORDER BY currency")
      #expect(try sums.map { try $0.decode("total", as: Int64.self) } == [0, 0])
      let residual: Int = try await pool.queryValue("SELECT sum(residual_minor) FROM exchanges")
      #expect(residual == 0)
    }
  }

  @Test("what the bank rounds otherwise is booked apart, one minor unit at most; more is refused and moves nothing")
  func residual() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      try await books.tadamun.book(euros(books, "100.00"), key: "in", by: .api)
      let exchange = { (received: String, key: String) in
        try await books.tadamun.exchange(
          Money(decimal: "50.00", Currency("EUR")), at: rate("10.7345", books),
          received: Money(decimal: received, .mad), of: Case29ExchangeTests.cash, in: books.fund, on: books.day,
          key: key, by: .api)
      }
      // 50.00 at 10.7345 is 536.725: half to even is 536.72.
      let problem = await #expect(throws: Problem.self) { try await exchange("536.74", "a") }
      #expect(problem?.code == "fx_residual_too_large")
      #expect(try await books.entries() == 1)
      _ = try await exchange("536.73", "b")
      let rounding: Int64 = try await pool.queryValue(
        "SELECT sum(amount_minor)::bigint FROM postings p JOIN accounts a USING (account_id) WHERE a.kind = 'fx_rounding'"
      )
      #expect(rounding == -1)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("100.00 in three is 33.34, 33.33 and 33.33")
  func thirds() { #expect(MoneySplit.split(100_00, by: [1, 1, 1]) == [33_34, 33_33, 33_33]) }
}
