import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing
import Worker

@Suite("The worker sends refunds of campaigns")
struct RefundSenderTests {
  @Test("what is due goes out once, not again within the minute, and another worker finds nothing left")
  func sends() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      try await cancelledCampaign(tadamun, pledges: 3)
      let sender = RefundSender(tadamun)
      #expect(try await sender.runOnce() == 3)
      #expect(try await sender.runOnce() == 0)
      #expect(try await RefundSender(tadamun).runOnce() == 0)
      let orders = try await tadamun.refundOrders(limit: 10)
      #expect(orders.map(\.order.key) == ["p0:refund:1", "p1:refund:1", "p2:refund:1"])
      #expect(orders.map(\.order.amount.decimal) == ["50.00", "50.00", "50.00"])
    }
  }

  @Test("two workers at once send each refund once")
  func atOnce() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      try await cancelledCampaign(tadamun, pledges: 20)
      let sent = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 { group.addTask { try await RefundSender(tadamun).runOnce() } }
        return try await group.reduce(0, +)
      }
      #expect(sent == 20)
      #expect(
        try await pool.queryValue("SELECT count(*) FROM pledge_steps WHERE state = 'refund_sent'", as: Int.self) == 20)
    }
  }

  /// A campaign that was cancelled with captured pledges of 50.00 each.
  private func cancelledCampaign(_ tadamun: Tadamun, pledges: Int) async throws {
    let (officer, director) = (try Person("officer"), try Person("director"))
    let day = { (text: String) throws in try CalendarDate(iso: text) }
    let text = try String(contentsOfFile: "config/policies/crowdfunding-ma.yml", encoding: .utf8)
    let decision = try await tadamun.adopt(policy: text, from: day("2024-01-01"), by: officer)
    try await tadamun.approve(decision, by: director)
    let names = try Names(fr: "Exemple")
    try await tadamun.open(Fund(Code("escrow"), .crowdfunding, names: names), by: .api)
    try await tadamun.open(Fund(Code("platform"), .operating, names: names), by: .api)
    _ = try await tadamun.registerMissing([Actor(code: Code("coop"), kind: .cooperative, names: names)], by: .api)
    let (well, amount) = (try Code("well"), try Money(decimal: "50.00", .mad))
    let campaign = try Campaign(
      well, for: Code("coop"), fund: Code("escrow"), platformFund: Code("platform"), names: names,
      category: .donation, goalMode: .allOrNothing, minimumGoal: Money(decimal: "5000.00", .mad),
      days: DateSpan(day("2026-05-01"), through: day("2026-05-31")),
      basis: .sfc(name: "P", licence: "L-1", url: "https://p.example", reference: "1"), policy: Code("crowdfunding-ma"))
    try await tadamun.draft(campaign, on: day("2026-04-01"), by: officer)
    try await tadamun.submitCampaign(well, on: day("2026-04-02"), by: officer)
    try await tadamun.approveCampaign(well, on: day("2026-04-03"), by: director)
    try await tadamun.openCampaign(well, on: day("2026-05-01"), by: .api)
    let at = try Moment(rfc3339: "2026-05-10T10:00:00+01:00")
    for number in 0..<pledges {
      try await tadamun.record(
        Pledge(
          Code("p\(number)"), to: well, from: Code("b\(number)"), amount, method: Code("card"), provider: Code("pay"),
          externalID: "tx-\(number)", at: at), by: .api)
      _ = try await tadamun.receive(
        ProviderEvent(Code("pay"), "e-\(number)", .captured, of: "tx-\(number)", amount, at: at), by: .api)
    }
    try await tadamun.cancelCampaign(well, on: day("2026-05-11"), reason: "the land is gone", by: officer)
  }
}
