import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("One refusal of a night keeps nothing else from being done")
struct NightRefusalTests {
  private func hold(_ amount: String, of campaign: String, through last: String, _ books: CampaignBooks) async throws
    -> Int64
  {
    try await books.tadamun.hold(
      books.mad(amount), of: AccountPurpose(kind: .escrowCash), in: Code("fund-\(campaign)"), for: "a dispute",
      through: books.day(last), key: "hold-\(campaign)", by: .api)
  }

  @Test("what is no longer held back is free before a campaign is judged")
  func expiredHold() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.give("a", to: "well", "100.00")
      _ = try await hold("60.00", of: "well", through: "2026-05-31", books)
      let kept = try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
      #expect(kept.steps.first?.name == "expire_holds" && kept.steps.first?.changed == 1)
      #expect(try await books.sheet("well").state == .succeeded)
    }
  }

  @Test("a campaign that is refused is named; the others are judged, later steps are done, the next night tries again")
  func refusedCampaign() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      for code in ["well", "oven"] {
        try await books.open(books.definition(code, goal: "100.00"))
        try await books.give("for-\(code)", to: code, "100.00")
      }
      try await books.open(books.definition("mill", goal: "100.00", through: "2026-06-30"))
      try await books.pledge("p", to: "mill", "20.00", expires: "2026-05-31")
      let held = try await hold("60.00", of: "well", through: "2026-12-31", books)
      let before = try await books.entries()
      let problem = await #expect(throws: Problem.self) {
        try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
      }
      #expect(problem?.code == "books_kept_in_part")
      let sentence = try #require(problem?.message)
      #expect(sentence.contains("campaigns, campaign:well: ") && sentence.contains("[insufficient_funds]"))
      #expect(sentence.contains("2026-06-01 1 were") && !sentence.contains("oven"))
      // Nothing of the one moved, all of the other; and the promise to the third has ended.
      #expect(try await books.sheet("well").state == .open)
      #expect(try await books.balance(.escrowCash, of: "fund-well") == 100_00)
      #expect(try await books.sheet("oven").state == .succeeded)
      #expect(try await books.state(of: "p") == .expired)
      #expect(try await books.entries() > before)
      try await books.tadamun.void(hold: held, by: .api)
      let kept = try await books.tadamun.keepBooks(on: books.day("2026-06-02"))
      #expect(kept.steps.first { $0.name == "campaigns" }?.changed == 1)
      #expect(try await books.sheet("well").state == .succeeded)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("of many refusals ten are told, and how many more there are")
  func many() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      for number in 0..<12 {
        let code = "well-\(number)"
        try await books.open(books.definition(code, goal: "100.00"))
        try await books.give("for-\(code)", to: code, "100.00")
        _ = try await hold("60.00", of: code, through: "2026-12-31", books)
      }
      let problem = await #expect(throws: Problem.self) {
        try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
      }
      let sentence = try #require(problem?.message)
      #expect(sentence.contains("2026-06-01 12 were") && sentence.hasSuffix("; and 2 more"))
      #expect(sentence.components(separatedBy: "campaign:").count == 11)
    }
  }

  @Test("what is no refusal ends the night at once")
  func fault() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await CampaignBooks(app)
      try await books.open(books.definition("well", goal: "100.00"))
      try await admin.execute("REVOKE SELECT ON tadamun.campaigns FROM tadamun_app")
      await #expect(throws: PostgresError.self) {
        try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
      }
    }
  }
}
