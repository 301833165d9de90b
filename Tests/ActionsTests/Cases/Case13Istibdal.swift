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
      // The second begins with the same digits; the third would need no approval, and does not stand on this one.
      for worth in ["999999.99", "10000.00", "1029000.00"] {
        let other = try await refusals { try await books.replace(worth: worth, under: decision) }
        #expect(other == ["decision_differs"])
      }
      try await books.replace(worth: "1000000.00", under: decision)
      let principal = try await books.report().principal
      #expect(principal.assetsMinor == 1_000_000_00 && principal.cashMinor == 29_000_00)
      #expect(principal.suspenseMinor == 0 && principal.balanceMinor == 1_029_000_00)
    }
  }

  @Test("a sale that leaves less than every expert says takes a second approval about just that price and those costs")
  func saleBelowValue() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.giveLand(worth: "800000.00")
      // Of what the lower expert says a centime is missing, for the costs.
      let below = try await refusals {
        try await books.sellLand("1020999.99", costs: "21000.00", valued: "1000000.00")
      }
      #expect(below == ["sale_below_value"])
      #expect(try await books.report().principal.suspenseMinor == 0)
      let ask = { (price: String, costs: String) in
        try await books.tadamun.requestSale(
          under: Code("swap"), price: books.mad(price), costs: books.mad(costs), reason: "nobody offers more",
          by: books.maker)
      }
      let sell = { (price: String, costs: String, decision: ID<Decision>?) in
        try await books.tadamun.sell(
          under: Code("swap"), price: books.mad(price), costs: books.mad(costs), decision: decision,
          on: books.day("2026-02-01"), by: books.maker)
      }
      let bySQL = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO waqf_sales (istibdal_id, price_minor, costs_minor, book_minor, sold_on, due_on, entry_id)
          SELECT istibdal_id, 90000000, 0, 80000000, '2026-02-01', '2026-05-01', (SELECT max(entry_id) FROM entries)
          FROM waqf_istibdals
          """)
      }
      #expect(bySQL == "sold_at_its_worth")
      let report = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO waqf_expert_reports (istibdal_id, number, expert, reference, value_minor)
          SELECT istibdal_id, 3, 'third', 'r', 1 FROM waqf_istibdals
          """)
      }
      #expect(report == "reports_are_as_approved")

      let decision = try await ask("900000.00", "20000.00")
      #expect(try await refusals { _ = try await sell("900000.00", "20000.00", decision) } == ["decision_pending"])
      #expect(
        try await refusals { try await books.tadamun.approve(decision, by: books.maker) } == ["maker_is_not_checker"])
      try await books.tadamun.approve(decision, by: books.checker)
      for (price, costs) in [
        ("890000.00", "20000.00"), ("900000.00", "20000.01"), ("90000.00", "20000.00"), ("1100000.00", "0.00"),
      ] {
        #expect(try await refusals { _ = try await sell(price, costs, decision) } == ["decision_differs"])
      }
      let booked = try await sell("900000.00", "20000.00", decision)
      #expect(try await sell("900000.00", "20000.00", decision).id == booked.id)
      #expect(try await refusals { _ = try await ask("900000.00", "20000.00") } == ["already_sold"])
      #expect(try await books.report().principal.suspenseMinor == 880_000_00)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  private func sold(_ pool: Pool) async throws -> WaqfBooks {
    let books = try await WaqfBooks(pool)
    try await books.giveLand(worth: "800000.00")
    try await books.sellLand("1050000.00", costs: "21000.00")
    return books
  }
}
