import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 14: an interrupted family waqf")
struct Case14InterruptedFamilyWaqf {
  private static let children: [(String, String?, Int)] = [("children", nil, 10_000)]

  @Test("with a fallback in the deed the waqf becomes public, the principal stays, and what waited follows the purpose")
  func fallback() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await interrupted(pool, fallback: true)
      let report = try await books.report()
      #expect(report.state == .transferredToPublic)
      #expect(report.principal.balanceMinor == 300_000_00)
      #expect(report.beneficiaries.first { $0.code.text == "fallback" }?.unpaidMinor == 5_000_00)
      #expect(report.beneficiaries.first { $0.code.text == "children" }?.unpaidMinor == 0)
      // The next yield goes there as well.
      try await books.earn("100.00", "rent-26", over: books.year(2026))
      #expect(try await books.run(books.year(2026)).result.shares.map(\.beneficiary.text) == ["fallback"])
      try await books.distribute("5100.00", to: "fallback", on: "2027-01-10")
      #expect(try await books.report(on: "2027-12-31").yields.sharesMinor == 0)
    }
  }

  @Test("without one it waits, unpaid, for a decision of two persons that names their like")
  func like() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await interrupted(pool, fallback: false)
      #expect(try await books.state() == .interrupted)
      let order = try WaqfOrder(
        Code("like"), of: books.waqf, .redirection(to: Code("clinic"), purpose: "orphans of the town"),
        reason: "nearest to the founder's kin")
      let decision = try await books.tadamun.request(order, on: books.day("2026-03-01"), by: books.maker)
      let pending = try await refusals {
        try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-03-02"), by: books.maker)
      }
      #expect(pending == ["decision_pending"])
      #expect(try await books.report().beneficiaries.map(\.unpaidMinor) == [5_000_00])
      try await books.tadamun.approve(decision, by: books.checker)
      try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-03-02"), by: books.maker)
      let report = try await books.report()
      #expect(report.state == .transferredToPublic && report.principal.balanceMinor == 300_000_00)
      #expect(report.beneficiaries.first { $0.code.text == "clinic" }?.unpaidMinor == 5_000_00)
    }
  }

  @Test("a public waqf has no last private beneficiary, and evidence is needed")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      let codes = try await refusals {
        try await books.tadamun.interrupt(
          waqf: books.waqf, on: books.day("2026-01-01"), evidence: "register", by: books.maker)
      }
      #expect(codes == ["waqf_state_forbids"])
      #expect(try await books.state() == .active)
    }
  }

  private func interrupted(_ pool: Pool, fallback: Bool) async throws -> WaqfBooks {
    let books = try await WaqfBooks(pool, type: .family, beneficiaries: Self.children, fallback: fallback)
    try await books.give("300000.00")
    try await books.earn("5000.00")
    try await books.run()
    let silent = try await refusals {
      try await books.tadamun.interrupt(waqf: books.waqf, on: books.day("2026-02-20"), evidence: "", by: books.maker)
    }
    #expect(silent == ["reason_missing"])
    try await books.tadamun.interrupt(
      waqf: books.waqf, on: books.day("2026-02-20"), evidence: "extract of the civil register", by: books.maker)
    return books
  }
}
