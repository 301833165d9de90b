import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 7: debtor limit")
struct Case07DebtorLimit {
  @Test("of a debt of 18,400.00 with 15,000.00 settled, 3,400.00 go to the creditor and no more")
  func limit() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "20000.00")
      try await books.entitle("m1", as: .gharimin)
      try await books.tadamun.document(
        ZakatDebt(
          Code("debt-1"), of: Code("m1"), to: "creditor-ref-7", document: "court order", cause: "medical costs",
          amount: books.mad("18400.00"), settled: books.mad("15000.00")), by: .api)
      let line = { (amount: String) in
        ZakatDistribution.Line(
          .gharimin, try books.mad(amount), debt: try Code("debt-1"),
          shares: [.init(try Code("m1"), try books.mad(amount))])
      }
      let codes = try await refusals {
        try await books.submit("d1", "4000.00", mode: .ghariminSettlement, [line("4000.00")])
      }
      #expect(codes == ["debt_limit_exceeded"])
      #expect(try await pool.queryValue("SELECT count(*) FROM zakat_distributions", as: Int.self) == 0)

      // Two requests for the same rest: both pass as requests, and the second payment is refused.
      for code in ["d2", "d3"] {
        try await books.submit(code, "3400.00", mode: .ghariminSettlement, [line("3400.00")])
        try await books.approve(code)
      }
      try await books.pay("d2")
      #expect(try await refusals { try await books.pay("d3") } == ["debt_limit_exceeded"])
      #expect(try await books.report().paidMinor == 3_400_00)
      let payee: String = try await pool.queryValue(
        "SELECT b.creditor FROM zakat_lines l JOIN zakat_debts b USING (debt_id) JOIN zakat_distributions d USING (distribution_id) WHERE d.code = 'd2'"
      )
      #expect(payee == "creditor-ref-7")
    }
  }
}
