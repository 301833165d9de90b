import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 16: a campaign fails and everything goes back")
struct Case16RefundAfterFailure {
  /// 60 amounts that add up to 84,350.00, and 60 fees that add up to 1,687.00.
  static let amounts = Array(repeating: "1400.00", count: 59) + ["1750.00"]
  static let fees = Array(repeating: "28.00", count: 59) + ["35.00"]

  @Test("60 refunds of 84,350.00 leave the escrow empty; the processor's 1,687.00 are the platform's own cost")
  func refunds() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await Case16RefundAfterFailure.fail(books)
      #expect(try await books.sheet("well").state == .refunding)
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T02:00:00")) == 60)
      for (number, amount) in Case16RefundAfterFailure.amounts.enumerated() {
        try await books.event(.refunded, of: "p\(number)", amount, at: "2026-06-02T10:00:00")
      }
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .refunded)
      #expect(sheet.raisedEver.decimal == "84350.00" && sheet.refunded == sheet.raisedEver)
      #expect(sheet.heldNow.minor == 0 && sheet.processorFees.decimal == "1687.00")
      #expect(sheet.pledges == [.init(state: .refunded, count: 60, amountMinor: 84_350_00)])
      #expect(try await books.balance(.escrowCash, of: "fund-well") == 0)
      #expect(try await books.balance(.processorFees, of: "platform") == 1_687_00)
      #expect(try await books.balance(.processorFees, of: "fund-well") == 0)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  /// A campaign of 60 captured pledges, 84,350.00 of 100,000.00, whose last day is over.
  static func fail(_ books: CampaignBooks) async throws {
    try await books.open(books.definition("well", goal: "100000.00"))
    for (number, amount) in amounts.enumerated() {
      try await books.give("p\(number)", to: "well", amount, fee: fees[number])
    }
    #expect(try await books.sheet("well").heldNow.decimal == "84350.00")
    let kept = try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
    #expect(kept.steps.first { $0.name == "campaigns" }?.changed == 1)
    #expect(try await books.events("campaign_failed") == 1)
  }
}
