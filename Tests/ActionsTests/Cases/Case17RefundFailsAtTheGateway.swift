import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 17: a refund fails at the gateway")
struct Case17RefundFailsAtTheGateway {
  @Test("the campaign stays refunding with 250.00 in escrow, the refund is tried again after a pause that doubles")
  func failure() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100000.00"))
      try await books.give("a", to: "well", "250.00")
      for number in 0..<5 { try await books.give("p\(number)", to: "well", "400.00") }
      try await books.close("well")
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T02:00:00")) == 6)
      for number in 0..<5 {
        try await books.event(.refunded, of: "p\(number)", "400.00", at: "2026-06-01T03:00:00")
      }
      let failed = try await books.event(
        .refundFailed, of: "a", "250.00", at: "2026-06-01T03:00:00", reason: "card expired")
      #expect(failed.outcome == "refund_failed")
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .refunding && sheet.heldNow.decimal == "250.00")
      let pledge = try await books.tadamun.pledge(Code("a"))
      #expect(pledge.state == .refundFailed && pledge.reason == "card expired" && pledge.attempts == 1)
      #expect(pledge.nextTryAt?.description == "2026-06-01T03:00:00Z")
      // Before the pause is over nothing goes out; then one order does; the second pause is twice as long.
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T03:59:59")) == 0)
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T04:00:00")) == 1)
      let orders = try await books.tadamun.refundOrders(limit: 10)
      #expect(orders.map(\.order.key) == ["a:refund:2"] && orders.map(\.order.amount.decimal) == ["250.00"])
      try await books.event(.refundFailed, of: "a", "250.00", id: "f2", at: "2026-06-01T05:00:00")
      #expect(try await books.tadamun.pledge(Code("a")).nextTryAt?.description == "2026-06-01T06:00:00Z")
    }
  }

  @Test("no command makes it refunded without the provider's number or a line of the bank, and the database neither")
  func evidence() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100000.00"))
      try await books.give("a", to: "well", "250.00")
      try await books.close("well")
      let entries = try await books.entries()
      let at = try books.moment("2026-06-02T10:00:00")
      for evidence in [RefundEvidence.provider(" "), .provider("")] {
        let codes = try await refusals {
          try await books.tadamun.confirmRefund(of: Code("a"), by: evidence, at: at, person: books.officer)
        }
        #expect(codes == ["refund_unevidenced"])
      }
      let noLine = try await refusals {
        try await books.tadamun.confirmRefund(of: Code("a"), by: .bankLine(1), at: at, person: books.officer)
      }
      #expect(noLine == ["bank_line_unknown"])
      #expect(throws: Problem.self) {
        try ProviderEvent(
          Code("pay"), "e", .refunded, of: "tx-a", books.mad("250.00"), at: at, refundReference: "  ")
      }
      let byHand = try await constraint {
        try await pool.execute(
          """
          INSERT INTO pledge_steps (pledge_id, step, state, at, taken_by, entry_id)
          SELECT s.pledge_id, s.step + 1, 'refunded', now(), 'x', (SELECT max(entry_id) FROM entries)
          FROM pledge_states s
          """)
      }
      #expect(byHand == "refunds_are_evidenced")
      #expect(try await books.state(of: "a") == .refundDue)
      #expect(try await books.entries() == entries)
      try await books.tadamun.confirmRefund(of: Code("a"), by: .provider("re-1"), at: at, person: books.officer)
      #expect(try await books.sheet("well").state == .refunded)
    }
  }

  @Test("past the last attempt the money waits for its backer, and may still reach him or her")
  func unclaimed() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["refund_attempts": "1"])
      try await books.open(books.definition("well", goal: "100000.00"))
      try await books.give("a", to: "well", "250.00")
      try await books.close("well")
      try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T02:00:00"))
      let answer = try await books.event(.refundFailed, of: "a", "250.00", at: "2026-06-01T03:00:00")
      #expect(answer.outcome == "unclaimed")
      #expect(try await books.sheet("well").heldNow.decimal == "250.00")
      #expect(try await books.sheet("well").state == .refunding)
      try await books.tadamun.retryRefund(of: Code("a"), at: books.moment("2026-08-01T10:00:00"), by: books.officer)
      try await books.event(.refunded, of: "a", "250.00", at: "2026-08-02T10:00:00")
      #expect(try await books.sheet("well").state == .refunded)
    }
  }
}
