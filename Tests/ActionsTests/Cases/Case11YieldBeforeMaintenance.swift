import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 11: yield before maintenance")
struct Case11YieldBeforeMaintenance {
  @Test("an urgent need takes the net and the reserve, what is open stops every share, and the fee waits")
  func maintenanceFirst() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      // The year before left a reserve of 4,000.00 and something for the beneficiary.
      let books = try await WaqfBooks(pool, reserve: 1_000, fee: 500)
      try await books.earn("40000.00", "rent-24", over: books.year(2024))
      try await books.run(books.year(2024), on: "2025-01-15")
      #expect(try await books.report().yields.reserveMinor == 4_000_00)
      try await books.earn("20000.00")
      try await books.need("26000.00")

      #expect(try await refusals { try await books.distribute("1.00", on: "2025-06-01") } == ["maintenance_first"])
      let run = try await books.run()
      #expect(run.result.netMinor == 20_000_00)
      #expect(run.result.maintenanceMinor == 20_000_00 && run.result.fromReserveMinor == 4_000_00)
      #expect(run.result.openNeedMinor == 2_000_00)
      #expect(run.result.feeMinor == 0 && run.result.distributableMinor == 0)
      #expect(try await refusals { try await books.distribute("1.00") } == ["maintenance_first"])
      let report = try await books.report()
      #expect(report.openNeeds.map(\.openMinor) == [2_000_00])
      #expect(report.yields.distributedMinor == 0 && report.yields.reserveMinor == 0)
      #expect(report.yields.maintenanceMinor == 24_000_00)
    }
  }

  @Test("the database refuses a share that was approved before the need was found")
  func databaseRefuses() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      try await books.run()
      let decision = try await books.tadamun.request(
        WaqfOrder(Code("early"), of: books.waqf, .share(beneficiary: Code("school"), books.mad("1.00"))),
        on: books.day("2026-01-10"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      try await books.need("0.01", found: "2026-01-11", due: "2026-02-01")
      let codes = try await refusals {
        try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-01-12"), by: books.maker)
      }
      #expect(codes == ["maintenance_first"])
      #expect(try await books.report().yields.distributedMinor == 0)
    }
  }
}
