import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 6: overdue lot")
struct Case06OverdueLot {
  @Test("3,200.00 of 10 March 2025 are overdue on 28 February 2026, said once, shown with their age")
  func overdue() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let terms = try await books.receive("r1", "5000.00", on: "2025-03-10")
      #expect(terms.hijri == "1446-09-10")
      #expect(terms.hawlEndsOn.description == "2026-02-27" && terms.dueOn.description == "2026-02-27")
      try await books.paid("d1", ["1800.00"])

      try await books.tadamun.keepBooks(on: books.day("2026-02-27"))
      #expect(try await books.events("zakat_lot_overdue") == 0)
      #expect(try await books.report(on: "2026-02-27").overdueMinor == 0)
      try await books.tadamun.keepBooks(on: books.day("2026-02-28"))
      #expect(try await books.events("zakat_lot_overdue") == 1)
      try await books.tadamun.keepBooks(on: books.day("2026-03-01"))
      #expect(try await books.events("zakat_lot_overdue") == 1)

      let report = try await books.report(on: "2026-02-28")
      #expect(report.overdueMinor == 3_200_00)
      #expect(report.overdueLots.map(\.receipt.text) == ["r1"])
      #expect(report.oldestLot?.ageDays == 355)
    }
  }
}
