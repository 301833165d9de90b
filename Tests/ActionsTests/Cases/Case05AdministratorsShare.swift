import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 5: administrators' share")
struct Case05AdministratorsShare {
  @Test("of 200,000.00 at 1,250 basis points 25,000.00 may be charged, and not a centime more")
  func cap() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "150000.00", on: "2026-01-10")
      try await books.receive("r2", "50000.00", on: "2026-05-10")
      try await books.charge("24000.00", "c1")
      let refused = await #expect(throws: Problem.self) { try await books.charge("1000.01", "c2") }
      #expect(refused?.code == "amil_cap_exceeded")
      #expect(refused?.message.contains("25000.00 MAD") == true)
      #expect(try await books.report().amilMinor == 24_000_00)
      // Asked for by one person it is charged by nobody.
      let asked = try await books.tadamun.requestAmilCharge(
        books.mad("1000.00"), to: books.fund, reference: Code("c3"), on: books.day("2026-06-30"), by: books.assessor)
      #expect(
        try await refusals { try await books.tadamun.approve(asked, by: books.assessor) } == ["maker_is_not_checker"])
      #expect(try await refusals { try await books.tadamun.chargeAmil(under: asked, by: .api) } == ["decision_pending"])
      try await books.charge("1000.00", "c3")
      #expect(try await books.report().amilMinor == 25_000_00)
      #expect(try await books.report().balanceMinor == 175_000_00)
      // A repeat changes nothing; another year has its own cap.
      try await books.charge("1000.00", "c3")
      #expect(try await books.report().amilMinor == 25_000_00)
      #expect(try await refusals { try await books.charge("0.01", "c4", on: "2027-01-01") } == ["amil_cap_exceeded"])
    }
  }

  @Test("under a cap of 0 not even a centime is charged")
  func capOfZero() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["amil_cap_bp": "0"])
      try await books.receive("r1", "200000.00")
      #expect(try await refusals { try await books.charge("0.01", "c1") } == ["amil_cap_exceeded"])
      #expect(try await books.report().balanceMinor == 200_000_00)
    }
  }

  @Test("twenty charges at once do not pass the cap")
  func concurrent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "200000.00")
      let charged = await withTaskGroup(of: Int.self) { group in
        for number in 0..<20 {
          group.addTask { (try? await books.charge("3000.00", "c\(number)")) == nil ? 0 : 1 }
        }
        return await group.reduce(0, +)
      }
      #expect(charged == 8)
      #expect(try await books.report().amilMinor == 24_000_00)
    }
  }
}
