import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 8: no tamlīk, no closing")
struct Case08NoTamlikNoClosing {
  @Test("with two of three lines proven it stays open, and the report tells both sums")
  func unproven() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "6000.00")
      try await books.paid("d1", ["2000.00", "2000.00", "2000.00"])
      try await prove(books, line: 1)
      try await prove(books, line: 2)
      let close = {
        try await books.tadamun.closeZakatDistribution(Code("d1"), on: books.day("2026-03-01"), by: books.assessor)
      }
      #expect(try await refusals(close) == ["tamlik_unproven"])
      #expect(try await books.state("d1") == .paid)
      var report = try await books.report()
      #expect(report.dischargedMinor == 4_000_00 && report.paidUnprovenMinor == 2_000_00)

      // A condition shows that ownership did not pass.
      let states = try await prove(books, line: 3, condition: "beneficiary returns 500 to the centre")
      #expect(states == ["proven", "proven", "tamlik_disputed"])
      #expect(try await refusals(close) == ["tamlik_unproven"])
      report = try await books.report()
      #expect(report.disputedMinor == 2_000_00 && report.dischargedMinor == 4_000_00)

      #expect(try await prove(books, line: 3) == ["proven", "proven", "proven"])
      #expect(try await books.state("d1") == .proven)
      try await close()
      #expect(try await books.state("d1") == .closed)
      #expect(try await books.report().dischargedMinor == 6_000_00)
    }
  }

  @discardableResult
  private func prove(_ books: ZakatBooks, line: Int, condition: String? = nil) async throws -> [String] {
    try await books.tadamun.prove(
      ZakatProof(.signature, reference: "receipt-\(line)", condition: condition, on: books.day("2026-02-10")),
      of: Code("d1"), line: line, by: books.assessor)
  }
}
