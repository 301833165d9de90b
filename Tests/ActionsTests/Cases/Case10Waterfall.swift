import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 10: the waterfall")
struct Case10Waterfall {
  private static let beneficiaries: [(String, String?, Int)] = [
    ("school", "school", 5_000), ("clinic", "clinic", 3_000), ("mosque", "mosque", 2_000),
  ]

  @Test("120,000.00 less costs goes to maintenance, reserve, fee and three beneficiaries, and is shared out once")
  func waterfall() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, beneficiaries: Self.beneficiaries, reserve: 1_000, fee: 500)
      try await books.give("900000.00")
      try await books.earn("120000.00", on: books.day("2025-06-01"))
      try await books.spend("8000.00")
      try await books.need("30000.00")
      let run = try await books.run()
      #expect(run.result.netMinor == 112_000_00)
      #expect(run.result.maintenanceMinor == 30_000_00)
      #expect(run.result.toReserveMinor == 11_200_00)
      #expect(run.result.feeMinor == 5_600_00)
      #expect(run.result.distributableMinor == 65_200_00)
      #expect(run.result.shares.map(\.minor) == [32_600_00, 19_560_00, 13_040_00])

      let entries = try await books.entries()
      #expect(try await books.run() == run)
      #expect(try await books.entries() == entries)
      let report = try await books.report()
      #expect(report.yields.maintenanceMinor == 30_000_00 && report.yields.reserveMinor == 11_200_00)
      #expect(report.yields.feesMinor == 5_600_00 && report.yields.sharesMinor == 65_200_00)
      #expect(report.yields.undividedMinor == 0 && report.yields.cashMinor == 112_000_00)
      #expect(report.beneficiaries.map(\.unpaidMinor).sorted() == [13_040_00, 19_560_00, 32_600_00])
      #expect(report.principal.balanceMinor == 900_000_00)
    }
  }

  @Test("eight who run the same period at once make one run")
  func race() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, beneficiaries: Self.beneficiaries)
      try await books.earn("100.00")
      let runs = await withTaskGroup(of: Int64?.self) { group in
        for _ in 0..<8 { group.addTask { try? await books.run().run } }
        return await group.reduce(into: [Int64?]()) { $0.append($1) }
      }
      #expect(Set(runs).count == 1 && runs.allSatisfy { $0 != nil })
      #expect(try await books.report().yields.sharesMinor == 100_00)
    }
  }
}
