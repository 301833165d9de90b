import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A zakat fund's bank account")
struct ZakatBankTests {
  private func prepare(_ pool: Pool) async throws -> ZakatBooks {
    let books = try await ZakatBooks(pool)
    try await books.tadamun.open(
      BankAccount(Code("zakat-bank"), fund: books.fund, number: "MA640001", currency: .mad), by: .api)
    try await books.receive("receipt-1", "1000.00", on: "2026-03-01")
    let rows = [
      "booked_on,amount,currency,end_to_end_id,counterparty,description",
      "2026-03-02,1000.00,MAD,receipt-1,,zakat", "2026-03-31,12.34,MAD,,Banque,interets crediteurs",
      "2026-04-02,-12.34,MAD,,,virement", "2026-04-03,7.00,MAD,,,don",
    ]
    _ = try await books.tadamun.importBankTable(
      Data(rows.joined(separator: "\n").utf8), name: "z.csv", account: Code("zakat-bank"), by: .api)
    return books
  }

  private func line(_ minor: Int64, _ pool: Pool) async throws -> Int64 {
    try await pool.queryValue("SELECT line_id FROM bank_lines WHERE amount_minor = \(minor)")
  }

  @Test(
    "Z9: interest that the bank credited is set aside once, outside of zakat, and its line and its leaving are explained"
  )
  func interest() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let (credited, sent) = (try await line(12_34, pool), try await line(-12_34, pool))
      let early = try await refusals { try await books.tadamun.setAsideInterest(line: sent, by: .api) }
      #expect(early == ["interest_entry_missing"])
      let booked = try await books.tadamun.setAsideInterest(line: credited, by: .api)
      let again = try await books.tadamun.setAsideInterest(line: credited, by: .api)
      #expect(booked.isNew && again.id == booked.id && !again.isNew)
      let other = try await line(7_00, pool)
      let forged = try await refusals {
        try await books.tadamun.setAsideInterest(line: other, entry: booked.id, by: .api)
      }
      #expect(forged == ["interest_differs"])
      try await books.tadamun.setAsideInterest(line: sent, entry: booked.id, by: .api)

      #expect(try await books.report().balanceMinor == 1_000_00)
      let purified: Int64 = try await pool.queryValue(
        """
        SELECT sum(p.amount_minor)::bigint FROM postings p JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = a.fund_id
        WHERE f.code = 'purification' AND a.kind = 'cash'
        """)
      #expect(purified == 12_34)
      _ = try await books.tadamun.matchBankLines(by: .worker)
      let open = try await books.tadamun.unmatchedBankLines(asOf: books.day("2026-12-31"), limit: 10)
      #expect(open.map(\.open.minor) == [7_00])
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a receipt of zakat is found on the statement by its code")
  func receipt() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let counts = try await books.tadamun.matchBankLines(by: .worker)
      #expect(counts.byReference == 1 && counts.open == 3)
      let matched = try await refusals {
        try await books.tadamun.setAsideInterest(line: try await line(1_000_00, pool), by: .api)
      }
      #expect(matched == ["bank_line_matched"])
    }
  }
}
