import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 15: a fee on a loss")
struct Case15FeeOnALoss {
  @Test("a year that lost 2,000.00 pays no fee and nobody; the deficit is carried and the principal untouched")
  func loss() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, fee: 1_000)
      try await books.give("50000.00")
      try await books.earn("5000.00", on: books.day("2025-06-01"))
      try await books.spend("7000.00", paid: "5000.00")
      let run = try await books.run()
      #expect(run.result.netMinor == -2_000_00 && run.result.feeMinor == 0)
      #expect(run.result.distributableMinor == 0 && run.result.deficitCarriedMinor == 2_000_00)
      var report = try await books.report()
      #expect(report.yields.undividedMinor == -2_000_00 && report.yields.owedCostsMinor == 2_000_00)
      #expect(report.principal.balanceMinor == 50_000_00)

      // The next year makes it good before anybody gets anything.
      try await books.earn("3000.00", "rent-26", over: books.year(2026))
      try await books.order(
        "tax-rest", .cost(Code("tax"), payee: "treasury", books.mad("2000.00")), on: "2026-12-31")
      let next = try await books.run(books.year(2026))
      #expect(next.result.deficitCoveredMinor == 2_000_00 && next.result.feeMinor == 100_00)
      #expect(next.result.distributableMinor == 900_00)
      report = try await books.report()
      #expect(report.yields.cashMinor == 1_000_00 && report.yields.undividedMinor == 0)
    }
  }
}
