import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 13: istibdāl")
struct Case13Istibdal {
  @Test("the price waits in suspense, is never distributed, and buys a replacement of its worth")
  func exchange() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await sold(pool)
      // The land bore something before it was sold, so that there is a beneficiary to whom the price might go.
      try await books.earn("100.00")
      try await books.run()
      var principal = try await books.report().principal
      #expect(principal.suspenseMinor == 1_029_000_00 && principal.assetsMinor == 0)
      #expect(principal.exchangeGainsMinor == 229_000_00 && principal.corpusMinor == 800_000_00)

      #expect(try await refusals { try await books.distribute("50000.00") } == ["waqf_share_exceeded"])
      let decision = try await books.tadamun.request(
        WaqfOrder(Code("small"), of: books.waqf, .share(beneficiary: Code("school"), books.mad("1.00"))),
        on: books.day("2026-02-01"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      let bySQL = try await books.refused {
        try await books.post(
          "waqf_share_payment",
          [("waqf-principal", "istibdal_gains", 50_000_00), ("waqf-principal", "istibdal_suspense", -50_000_00)],
          decision: decision.rawValue, in: $0)
      }
      #expect(bySQL == "entry_kind_may_touch_account")
      let cheap = try await refusals { try await books.replace(worth: "1000000.00") }
      #expect(cheap == ["replacement_below_price"])
      #expect(try await books.report().principal == principal)

      try await books.replace(worth: "1029000.00")
      let report = try await books.report()
      principal = report.principal
      #expect(principal.suspenseMinor == 0 && principal.assetsMinor == 1_029_000_00)
      let old = try #require(report.assets.first)
      #expect(old.state == .substituted && old.replacedBy?.text == "building")
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("worth less, a replacement takes a second approval about just that worth; what is left stays principal")
  func secondApproval() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await sold(pool)
      let decision = try await books.tadamun.requestReplacement(
        under: Code("swap"), worth: books.mad("1000000.00"), reason: "nothing nearer was for sale", by: books.maker)
      let pending = try await refusals { try await books.replace(worth: "1000000.00", under: decision) }
      #expect(pending == ["decision_pending"])
      let alone = try await refusals { try await books.tadamun.approve(decision, by: books.maker) }
      #expect(alone == ["maker_is_not_checker"])
      try await books.tadamun.approve(decision, by: books.checker)
      // The second begins with the same digits.
      for worth in ["999999.99", "10000.00"] {
        let other = try await refusals { try await books.replace(worth: worth, under: decision) }
        #expect(other == ["decision_differs"])
      }
      try await books.replace(worth: "1000000.00", under: decision)
      let principal = try await books.report().principal
      #expect(principal.assetsMinor == 1_000_000_00 && principal.cashMinor == 29_000_00)
      #expect(principal.suspenseMinor == 0 && principal.balanceMinor == 1_029_000_00)
    }
  }

  private func sold(_ pool: Pool) async throws -> WaqfBooks {
    let books = try await WaqfBooks(pool)
    try await books.giveLand(worth: "800000.00")
    try await books.sellLand("1050000.00", costs: "21000.00")
    return books
  }
}
