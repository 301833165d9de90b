import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 19: a capture after the end")
struct Case19LateCapture {
  @Test("it is recorded, goes back by itself, and the result stays")
  func late() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.give("a", to: "well", "950.00")
      try await books.pledge("b", to: "well", "100.00", at: "2026-05-31T23:50:00")
      try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
      #expect(try await books.sheet("well").state == .refunding)
      let answer = try await books.event(.captured, of: "b", "100.00", at: "2026-06-01T00:03:00")
      #expect(answer.outcome == "refund_due" && answer.reason == "late")
      #expect(try await books.state(of: "b") == .refundDue)
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .refunding && sheet.raisedEver.decimal == "950.00" && sheet.late.decimal == "100.00")
      #expect(sheet.heldNow.decimal == "1050.00")
      #expect(try await books.tadamun.sendRefunds(at: books.moment("2026-06-01T02:00:00")) == 2)
      try await books.event(.refunded, of: "b", "100.00", at: "2026-06-01T03:00:00")
      try await books.event(.refunded, of: "a", "950.00", at: "2026-06-01T03:00:00")
      #expect(try await books.sheet("well").state == .refunded)
      #expect(try await books.sheet("well").heldNow.minor == 0)
    }
  }

  @Test("after midnight and before the night's work it is late too; a moment before midnight it counts")
  func midnight() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.pledge("in", to: "well", "400.00", at: "2026-05-31T23:50:00")
      try await books.pledge("out", to: "well", "600.00", at: "2026-05-31T23:50:00")
      #expect(try await books.event(.captured, of: "in", "400.00", at: "2026-05-31T23:59:59").outcome == "captured")
      #expect(try await books.event(.captured, of: "out", "600.00", at: "2026-06-01T00:00:00").outcome == "refund_due")
      #expect(try await books.close("well") == .refunding)
      #expect(try await books.sheet("well").raisedEver.decimal == "400.00")
    }
  }

  @Test("after a success what comes late goes back as well, and what the project has is untouched")
  func afterSuccess() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "900.00"))
      try await books.give("a", to: "well", "950.00")
      try await books.pledge("b", to: "well", "100.00")
      #expect(try await books.close("well") == .succeeded)
      try await books.event(.captured, of: "b", "100.00", at: "2026-06-02T10:00:00")
      let sheet = try await books.sheet("well")
      #expect(
        sheet.state == .succeeded && sheet.heldForProject.decimal == "950.00" && sheet.heldNow.decimal == "100.00")
      try await books.event(.refunded, of: "b", "100.00", at: "2026-06-03T10:00:00")
      #expect(try await books.sheet("well").heldNow.minor == 0)
    }
  }
}
