import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 2: ineligible category")
struct Case02IneligibleCategory {
  @Test("a cooperative is never one of the poor; its four entitled members are, through their wakālas")
  func cooperative() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "10000.00")
      let codes = try await refusals {
        try await books.submit("d1", "10000.00", [books.line(.fuqara, "10000.00", to: "coop-x")])
      }
      #expect(codes == ["recipient_kind_not_allowed"])
      #expect(try await pool.queryValue("SELECT count(*) FROM zakat_distributions", as: Int.self) == 0)

      var shares: [ZakatDistribution.Share] = []
      for member in 1...4 {
        try await books.entitle("m\(member)")
        shares.append(.init(try Code("m\(member)"), try books.mad("2500.00"), wakala: "wakala-\(member)"))
      }
      let line = ZakatDistribution.Line(
        .fuqara, try books.mad("10000.00"), actor: try Code("coop-x"), shares: shares)
      try await books.submit("d2", "10000.00", mode: .viaRecipientAgent, [line])
      try await books.approve("d2")
      try await books.pay("d2")
      #expect(try await books.report().paidMinor == 10_000_00)
      let money = try #require(try await books.tadamun.money(of: Code("coop-x")).first)
      #expect(money.instrument == .zakat && money.paidOut.decimal == "10000.00")
    }
  }

  @Test("a line of an agent without a wakāla of each member is refused")
  func wakala() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let line = ZakatDistribution.Line(
        .fuqara, try books.mad("10.00"), actor: try Code("coop-x"),
        shares: [.init(try Code("m1"), try books.mad("10.00"))])
      let codes = try await refusals { try await books.submit("d", "10.00", mode: .viaRecipientAgent, [line]) }
      #expect(codes == ["wakala_missing"])
    }
  }
}
