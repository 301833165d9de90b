import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("How a waqf lives")
struct WaqfLifeTests {
  @Test("maintenance is paid out of what is set aside, then out of the reserve; what is not needed goes to the reserve")
  func works() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, reserve: 1_000)
      try await books.earn("1000.00")
      try await books.need("300.00")
      try await books.run()
      try await books.order("mason", .work(need: Code("roof"), payee: "mason", books.mad("250.00")))
      #expect(
        try await refusals {
          try await books.order("mason-2", .work(need: Code("roof"), payee: "mason", books.mad("50.01")))
        } == ["need_exceeded"])
      try await books.tadamun.close(
        need: Code("roof"), on: books.day("2026-03-01"), reason: "repaired for less", by: books.maker)
      var yields = try await books.report().yields
      #expect(yields.maintenanceMinor == 0 && yields.reserveMinor == 150_00 && yields.cashMinor == 750_00)
      // A need that comes between two runs is met out of the reserve, up to it.
      try await books.need("120.00", .urgent, "door", found: "2026-03-02", due: "2026-03-31")
      try await books.order("smith", .work(need: Code("door"), payee: "smith", books.mad("120.00")), on: "2026-03-05")
      yields = try await books.report().yields
      #expect(yields.reserveMinor == 30_00 && yields.sharesMinor == 600_00)
      #expect(
        try await refusals {
          try await books.tadamun.close(
            need: Code("roof"), on: books.day("2026-03-01"), reason: "again", by: books.maker)
        } == ["already_closed"])
    }
  }

  @Test("principal buys what the deed allows, by two persons, and stays principal")
  func purchase() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, limits: [.building])
      try await books.give("1000.00")
      let shop = { (kind: WaqfAssetKind, amount: String) in
        WaqfOrder.Act.purchase(
          try WaqfAsset(
            Code("shop"), of: books.waqf, kind, title: "T 9", book: books.mad(amount),
            acquiredOn: books.day("2025-01-01")))
      }
      #expect(
        try await refusals { try await books.order("buy", shop(.shares, "400.00")) } == ["investment_forbidden_by_deed"]
      )
      #expect(try await refusals { try await books.order("buy", shop(.building, "1000.01")) } == ["insufficient_funds"])
      try await books.order("buy", shop(.building, "400.00"))
      let principal = try await books.report().principal
      #expect(principal.assetsMinor == 400_00 && principal.cashMinor == 600_00 && principal.balanceMinor == 1_000_00)
    }
  }

  @Test("an order is carried out once, and only as it was approved")
  func orders() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      try await books.run()
      let decision = try await books.tadamun.request(
        WaqfOrder(Code("one"), of: books.waqf, .share(beneficiary: Code("school"), books.mad("60.00"))),
        on: books.day("2026-02-01"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      let first = try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-02-02"), by: books.maker)
      let again = try await books.tadamun.execute(waqfOrder: decision, on: books.day("2026-02-02"), by: books.maker)
      #expect(first?.id == again?.id && again?.isNew == false)
      #expect(try await books.report().yields.distributedMinor == 60_00)
      // The beneficiary sees what it got and what waits for it.
      let rows = try await books.tadamun.moneyView(of: Code("school")).own
      #expect(rows.map(\.paidOut) == [60_00] && rows.map(\.custody) == [40_00] && rows.map(\.gross) == [100_00])
    }
  }

  @Test("yield that was booked wrongly is reversed by two persons until it is shared out")
  func reversal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      let entry: Int64 = try await pool.queryValue("SELECT entry_id FROM waqf_yield_receipts")
      let decision = try await books.tadamun.requestReversal(
        of: entry, on: books.day("2025-12-31"), reason: "another waqf's rent", by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      try await books.tadamun.reverse(under: decision, by: .api)
      #expect(try await books.report().yields.receivedMinor == 0)
      #expect(try await books.run().result.netMinor == 0)
      // It may be received again, and is shared out by the next run.
      try await books.tadamun.receive(
        yield: Code("rent"), books.mad("100.00"), receipt: Code("rent-in-2"), on: books.day("2026-01-05"), by: .api)
      #expect(try await books.run(books.year(2026)).result.distributableMinor == 100_00)
      let shared: Int64 = try await pool.queryValue("SELECT max(entry_id) FROM waqf_yield_receipts")
      let late = try await books.tadamun.requestReversal(
        of: shared, on: books.day("2026-12-31"), reason: "too late", by: books.maker)
      try await books.tadamun.approve(late, by: books.checker)
      #expect(try await refusals { try await books.tadamun.reverse(under: late, by: .api) } == ["reversal_forbidden"])
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("an exchange needs grounds and experts, and the deed may forbid it")
  func istibdal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.giveLand(worth: "100.00")
      let request = { (grounds: IstibdalGrounds, experts: [String]) in
        try await books.tadamun.request(
          Istibdal(
            Code("swap"), of: books.waqf, asset: Code("land"), grounds: grounds,
            reports: experts.map { Istibdal.Report(expert: $0, reference: "r", value: try books.mad("120.00")) },
            on: books.day("2026-01-01")), by: books.maker)
      }
      #expect(
        try await refusals { _ = try await request(.publicNecessity, ["a", "b"]) } == ["istibdal_grounds_forbidden"])
      #expect(try await refusals { _ = try await request(.decaying, ["a", "a"]) } == ["expert_reports_missing"])
      let decision = try await request(.decaying, ["a", "b"])
      let sale = {
        try await books.tadamun.sell(
          under: Code("swap"), price: books.mad("120.00"), costs: books.mad("0.00"), on: books.day("2026-01-02"),
          by: books.maker)
      }
      #expect(try await refusals { _ = try await sale() } == ["decision_pending"])
      #expect(try await refusals { try await books.replace(worth: "120.00") } == ["not_sold"])
      try await books.tadamun.approve(decision, by: books.checker)
      let booked = try await sale()
      #expect(try await sale().id == booked.id)
      #expect(try await books.report().principal.suspenseMinor == 120_00)
    }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, allowsIstibdal: false)
      try await books.giveLand(worth: "100.00")
      #expect(
        try await refusals { try await books.sellLand("200.00", costs: "0.00") } == ["istibdal_forbidden_by_deed"])
    }
  }

  @Test("only the deed's beneficiaries may have proposals out of its yield, up to what is set aside")
  func proposals() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("100.00")
      try await books.run()
      let rows = try await pool.query(
        """
        SELECT a.code, e.is_eligible, f.code AS fund FROM eligibility_findings e JOIN actors a USING (actor_id)
        JOIN funds f USING (fund_id)
        """)
      #expect(try rows.map { try $0.decode("code", as: String.self) } == ["school"])
      let spendable: Int64 = try await pool.queryValue(
        "SELECT amount_minor FROM spendable_amounts ORDER BY spendable_id DESC LIMIT 1")
      #expect(spendable == 100_00)
      try await books.distribute("30.00")
      let left: Int64 = try await pool.queryValue(
        "SELECT amount_minor FROM spendable_amounts ORDER BY spendable_id DESC LIMIT 1")
      #expect(left == 70_00)
    }
  }

  @Test(
    "the policies that are shipped are read, and none is said to be confirmed",
    arguments: ["waqf-ma", "waqf-perpetual"])
  func shipped(code: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      let text = try String(contentsOfFile: "config/policies/\(code).yml", encoding: .utf8)
      let decision = try await books.tadamun.adopt(policy: text, from: books.day("2024-01-01"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      let policy = try await books.tadamun.policy(Code(code), on: books.day("2025-01-01")).policy
      #expect(policy.status == .toBeConfirmed)
      #expect(try WaqfTerms(policy).allowsTemporary == (code == "waqf-ma"))
    }
  }
}
