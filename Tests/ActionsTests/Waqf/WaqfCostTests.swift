import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Direct costs of a waqf")
struct WaqfCostTests {
  @Test("one person books that a cost is owed; it is paid by an order that another approved, in parts, within it, once")
  func twoPersons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("1000.00", on: books.day("2025-06-01"))
      try await books.owe("300.00")
      var yields = try await books.report().yields
      #expect(yields.cashMinor == 1_000_00 && yields.owedCostsMinor == 300_00 && yields.undividedMinor == 700_00)
      let order = try WaqfOrder(
        Code("tax-1"), of: books.waqf, .cost(Code("tax"), payee: "treasury", books.mad("100.00")))
      let decision = try await books.tadamun.request(order, on: books.day("2025-07-01"), by: books.maker)
      let execute = {
        try await books.tadamun.execute(waqfOrder: decision, on: books.day("2025-07-02"), by: books.maker)
      }
      #expect(try await refusals { _ = try await execute() } == ["decision_pending"])
      #expect(
        try await refusals { try await books.tadamun.approve(decision, by: books.maker) } == ["maker_is_not_checker"])
      #expect(try await books.report().yields.cashMinor == 1_000_00)
      try await books.tadamun.approve(decision, by: books.checker)
      let first = try await execute()
      #expect(first?.isNew == true)
      let again = try await execute()
      #expect(again?.id == first?.id && again?.isNew == false)
      #expect(
        try await refusals {
          try await books.order("tax-2", .cost(Code("tax"), payee: "treasury", books.mad("200.01")))
        } == ["waqf_cost_exceeded"])
      #expect(
        try await refusals {
          try await books.order("tax-2", .cost(Code("toll"), payee: "treasury", books.mad("1.00")))
        } == ["waqf_cost_unknown"])
      #expect(
        try await refusals { try await books.order("tax-2", .cost(Code("tax"), payee: " ", books.mad("1.00"))) } == [
          "payee_missing"
        ])
      try await books.order("tax-2", .cost(Code("tax"), payee: "treasury", books.mad("200.00")))
      yields = try await books.report().yields
      #expect(yields.cashMinor == 700_00 && yields.owedCostsMinor == 0 && yields.undividedMinor == 700_00)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("of two orders for the same rest that were both approved, one is carried out")
  func twoOrders() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("1000.00", on: books.day("2025-06-01"))
      try await books.owe("300.00")
      try await books.owe("300.00", "guard")
      var decisions: [ID<Decision>] = []
      for code in ["a", "b"] {
        let order = try WaqfOrder(
          Code(code), of: books.waqf, .cost(Code("tax"), payee: "treasury", books.mad("300.00")))
        decisions.append(try await books.tadamun.request(order, on: books.day("2025-07-01"), by: books.maker))
      }
      for decision in decisions { try await books.tadamun.approve(decision, by: books.checker) }
      try await books.tadamun.execute(waqfOrder: decisions[0], on: books.day("2025-07-02"), by: books.maker)
      #expect(
        try await refusals {
          try await books.tadamun.execute(waqfOrder: decisions[1], on: books.day("2025-07-02"), by: books.maker)
        } == ["waqf_cost_exceeded"])
      // What another cost is owed stays with it.
      #expect(try await books.report().yields.owedCostsMinor == 300_00)
    }
  }

  @Test("a cost that is paid is reversed after its payment; then nothing of it is owed")
  func reversal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("1000.00", on: books.day("2025-06-01"))
      try await books.owe("50.00", "guard")
      try await books.spend("40.00")
      let reverse = { (kind: String) in
        let entry: Int64 = try await pool.queryValue(
          "SELECT max(entry_id) FROM entries WHERE kind = \(kind) AND entry_id NOT IN (SELECT reverses FROM entries WHERE reverses IS NOT NULL)"
        )
        let decision = try await books.tadamun.requestReversal(
          of: entry, on: books.day("2025-12-31"), reason: "another waqf's tax", by: books.maker)
        try await books.tadamun.approve(decision, by: books.checker)
        try await books.tadamun.reverse(under: decision, by: .api)
      }
      #expect(try await refusals { try await reverse("waqf_cost") } == ["reversal_forbidden"])
      try await reverse("waqf_cost_payment")
      #expect(try await books.report().yields.owedCostsMinor == 90_00)
      try await reverse("waqf_cost")
      let yields = try await books.report().yields
      #expect(yields.owedCostsMinor == 50_00 && yields.cashMinor == 1_000_00 && yields.undividedMinor == 950_00)
      #expect(
        try await refusals {
          try await books.order("tax-2", .cost(Code("tax"), payee: "treasury", books.mad("1.00")))
        } == ["waqf_cost_exceeded"])
    }
  }

  /// What SQL may try past every action: each is refused, and the cash stays.
  @Test("SQL pays no cost but by an approved order about just that cost and amount, and no cost takes cash itself")
  func defence() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("1000.00", on: books.day("2025-06-01"))
      try await books.owe("300.00")
      try await books.owe("300.00", "guard")
      let ask = { (code: String, approved: Bool) in
        let order = try WaqfOrder(
          Code(code), of: books.waqf, .cost(Code("tax"), payee: "treasury", books.mad("100.00")))
        let decision = try await books.tadamun.request(order, on: books.day("2025-07-01"), by: books.maker)
        if approved { try await books.tadamun.approve(decision, by: books.checker) }
        return decision
      }
      let pay = { (decision: ID<Decision>?, named: ID<Decision>?, code: String, cost: String, minor: Int64) in
        try await books.refused {
          try await books.post(
            "waqf_cost_payment", [("waqf-yield", "waqf_payable", minor), ("waqf-yield", "waqf_yield_cash", -minor)],
            decision: decision?.rawValue, in: $0)
          try await $0.execute(
            """
            INSERT INTO waqf_cost_payments (code, cost_id, waqf_id, amount_minor, paid_on, decision_id, entry_id)
            SELECT \(code), cost_id, waqf_id, \(minor), '2026-02-01', \(named), (SELECT max(entry_id) FROM entries)
            FROM waqf_costs WHERE code = \(cost)
            """)
        }
      }
      let right = try await ask("right", true)
      let other = try await ask("other", true)
      let pending = try await ask("pending", false)
      #expect(try await pay(nil, nil, "right", "tax", 100_00) == "entry_stands_on_approval")
      #expect(try await pay(pending, pending, "pending", "tax", 100_00) == "entry_stands_on_approval")
      #expect(try await pay(right, other, "other", "tax", 100_00) == "done_by_its_own_decision")
      #expect(try await pay(other, other, "right", "tax", 100_00) == "stands_on_its_own_decision")
      #expect(try await pay(right, right, "right", "guard", 100_00) == "waqf_pays_as_ordered")
      #expect(try await pay(right, right, "right", "tax", 99_99) == "waqf_pays_as_ordered")
      #expect(try await pay(right, right, "right", "tax", 300_01) == "paid_within_cost")
      let atOnce = try await books.refused {
        try await books.post(
          "waqf_cost", [("waqf-yield", "waqf_undivided", 1), ("waqf-yield", "waqf_yield_cash", -1)], in: $0)
      }
      #expect(atOnce == "entry_kind_may_touch_account")
      let half = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO waqf_costs (code, waqf_id, amount_minor, owed_minor, incurred_on, description, entry_id)
          SELECT 'half', waqf_id, 2, 1, '2026-02-01', 'x', entry_id FROM waqf_yield_receipts
          """)
      }
      #expect(half == "cost_is_owed_first")
      #expect(try await books.report().yields.cashMinor == 1_000_00)
      #expect(try await pay(right, right, "right", "tax", 100_00) == nil)
      #expect(try await books.report().yields.cashMinor == 900_00)
    }
  }

  @Test("SQL pays a share, a fee and works only as they were ordered")
  func orders() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.earn("1000.00")
      try await books.run()
      let order = try WaqfOrder(Code("s"), of: books.waqf, .share(beneficiary: Code("school"), books.mad("10.00")))
      let decision = try await books.tadamun.request(order, on: books.day("2026-01-05"), by: books.maker)
      try await books.tadamun.approve(decision, by: books.checker)
      let pay = { (minor: Int64) in
        try await books.refused {
          try await books.post(
            "waqf_share_payment",
            [
              ("waqf-yield", "waqf_shares", minor), ("waqf-yield", "waqf_yield_cash", -minor),
              ("waqf-yield", "waqf_disbursements", minor), ("waqf-yield", "waqf_applied", -minor),
            ], for: "school", decision: decision.rawValue, in: $0)
          try await $0.execute(
            """
            INSERT INTO waqf_payouts (code, waqf_id, kind, beneficiary, actor_id, amount_minor, from_reserve_minor,
              paid_on, decision_id, entry_id)
            SELECT 's', waqf_id, 'share', 'school', (SELECT actor_id FROM actors WHERE code = 'school'), \(minor), 0,
              '2026-02-01', \(decision), (SELECT max(entry_id) FROM entries) FROM waqfs
            """)
        }
      }
      #expect(try await pay(10_01) == "waqf_pays_as_ordered")
      #expect(try await books.report().yields.distributedMinor == 0)
      #expect(try await pay(10_00) == nil)
    }
  }
}
