import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 3: partly eligible members")
struct Case03PartlyEligibleMembers {
  @Test("of ten members four are named as not entitled; the six get 1,500.00 each")
  func members() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "9000.00")
      for member in 0..<10 { try await books.entitle("m\(member)", approved: member < 6) }
      let line = { (members: Range<Int>, amount: String) in
        ZakatDistribution.Line(
          .fuqara, try books.mad("9000.00"), actor: try Code("coop-x"),
          shares: try members.map {
            .init(try Code("m\($0)"), try books.mad(amount), wakala: "wakala-\($0)")
          })
      }
      let problems = await #expect(throws: Problems.self) {
        try await books.submit("d1", "9000.00", mode: .viaRecipientAgent, [line(0..<10, "900.00")])
      }
      #expect(problems?.list.map(\.code.rawValue) == Array(repeating: "recipient_not_eligible", count: 4))
      for (number, problem) in (problems?.list ?? []).enumerated() {
        #expect(problem.message.contains("m\(6 + number)"))
        #expect(problem.place?.field == "lines[0].shares[\(6 + number)].recipient")
      }
      #expect(try await pool.queryValue("SELECT count(*) FROM zakat_shares", as: Int.self) == 0)

      try await books.submit("d2", "9000.00", mode: .viaRecipientAgent, [line(0..<6, "1500.00")])
      try await books.approve("d2")
      try await books.pay("d2")
      #expect(try await books.report().balanceMinor == 0)
    }
  }
}
