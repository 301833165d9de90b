import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Disputes over pledges")
struct CampaignDisputeTests {
  private func dispute(_ books: CampaignBooks, _ code: String, at moment: String = "2026-05-20T10:00:00") async throws {
    #expect(
      try await books.event(.disputed, of: code, "100.00", at: moment, reason: "not me").outcome == "disputed")
  }

  @Test(
    "what is in dispute stays in escrow, does not count for the result, and goes where the result says once it is won")
  func won() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "150.00"))
      for code in ["a", "b"] { try await books.give(code, to: "well", "100.00") }
      try await dispute(books, "b")
      #expect(try await books.sheet("well").heldNow.decimal == "200.00")
      // 100.00 of 150.00 are beyond doubt: it fails, and the disputed money waits for its own end.
      #expect(try await books.close("well") == .refunding)
      #expect(try await books.state(of: "a") == .refundDue)
      #expect(try await books.state(of: "b") == .disputed)
      try await books.event(.refunded, of: "a", "100.00", at: "2026-06-02T10:00:00")
      #expect(try await books.sheet("well").state == .refunding)
      #expect(try await books.event(.disputeWon, of: "b", "100.00", at: "2026-06-05T10:00:00").outcome == "won")
      #expect(try await books.state(of: "b") == .refundDue)
      try await books.event(.refunded, of: "b", "100.00", at: "2026-06-06T10:00:00")
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .refunded && sheet.refunded.decimal == "200.00" && sheet.heldNow.minor == 0)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("won while the campaign is open it counts again; won after a success it is the project's")
  func wonForTheProject() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      for code in ["a", "b", "c"] { try await books.give(code, to: "well", "100.00") }
      try await dispute(books, "a")
      try await dispute(books, "b")
      try await books.event(.disputeWon, of: "a", "100.00", at: "2026-05-25T10:00:00")
      #expect(try await books.close("well") == .succeeded)
      var sheet = try await books.sheet("well")
      #expect(sheet.heldForProject.decimal == "200.00" && sheet.heldNow.decimal == "100.00")
      try await books.event(.disputeWon, of: "b", "100.00", at: "2026-06-05T10:00:00")
      sheet = try await books.sheet("well")
      #expect(sheet.heldForProject.decimal == "300.00" && sheet.heldNow.minor == 0)
      #expect(try await books.state(of: "b") == .released)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("lost before the result it leaves escrow; lost after the money went to the project it is the platform's loss")
  func lost() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      for code in ["a", "b", "c"] { try await books.give(code, to: "well", "100.00") }
      try await dispute(books, "a")
      #expect(try await books.event(.disputeLost, of: "a", "100.00", at: "2026-05-22T10:00:00").outcome == "lost")
      var sheet = try await books.sheet("well")
      #expect(
        sheet.lost.decimal == "100.00" && sheet.heldNow.decimal == "200.00" && sheet.raisedEver.decimal == "300.00")
      #expect(try await books.close("well") == .succeeded)
      try await dispute(books, "b", at: "2026-06-10T10:00:00")
      try await books.event(.disputeLost, of: "b", "100.00", at: "2026-06-20T10:00:00")
      sheet = try await books.sheet("well")
      #expect(sheet.heldForProject.decimal == "200.00" && sheet.lost.decimal == "100.00")
      #expect(try await books.balance(.campaignLosses, of: "platform") == 100_00)
      #expect(try await books.balance(.processorPayable, of: "platform") == -100_00)
      // Told again, or of a pledge that nobody disputes, nothing changes.
      let entries = try await books.entries()
      #expect(
        try await books.event(.disputeLost, of: "b", "100.00", id: "again", at: "2026-06-21T10:00:00").outcome
          == "unchanged")
      #expect(
        try await books.event(.disputeLost, of: "c", "100.00", at: "2026-06-21T10:00:00").outcome == "unchanged")
      #expect(try await books.entries() == entries)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }
}
