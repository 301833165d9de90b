import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 22: a quadratic round over a pool of 10,000.00")
struct Case22QuadraticRound {
  /// A 25 x 100.00, B 2,500.00 of one person, C 4 x 400.00, all of verified persons.
  private func round(_ books: CampaignBooks, splitB: Bool) async throws -> MatchPoolSheet {
    for code in ["a", "b", "c"] { try await books.open(books.definition(code, goal: "1000.00")) }
    try await books.openPool("round", .quadratic(QuadraticRound()), for: ["a", "b", "c"], received: "10000.00")
    let give = { (campaign: String, number: Int, amount: String, person: String) async throws in
      try await books.give("\(campaign)\(number)", to: campaign, amount)
      try await books.verify("backer-\(campaign)\(number)", as: person)
    }
    for number in 0..<25 { try await give("a", number, "100.00", "person-\(number)") }
    for number in 0..<(splitB ? 25 : 1) { try await give("b", number, splitB ? "100.00" : "2500.00", "rich") }
    for number in 0..<4 { try await give("c", number, "400.00", "person-\(number)") }
    // Nobody knows who this is: it is raised, and not matched.
    try await books.give("a99", to: "a", "100.00")
    let kept = try await books.tadamun.keepBooks(on: books.day("2026-06-01"))
    #expect(kept.steps.first { $0.name == "campaigns" }?.changed == 4)
    return try await books.pool("round")
  }

  @Test(
    "9,259.26, 0.00 and 740.74, also where B comes from 25 accounts of one verified person", arguments: [false, true])
  func matches(splitB: Bool) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let sheet = try await round(books, splitB: splitB)
      #expect(sheet.state == .settled && sheet.leftovers.isEmpty)
      #expect(sheet.shares.map(\.matched.decimal) == ["9259.26", "0.00", "740.74"])
      #expect(sheet.shares.map(\.paid.decimal) == ["9259.26", "0.00", "740.74"])
      #expect(sheet.shares.compactMap(\.result?.reason) == ["matched", "nothing_to_match", "matched"])
      #expect(sheet.shares.compactMap(\.result?.persons) == [25, 1, 4])
      #expect(sheet.shares.compactMap(\.result?.given.decimal) == ["2500.00", "2500.00", "1600.00"])
      #expect(sheet.paid.decimal == "10000.00" && sheet.available.minor == 0)
      #expect(try await books.sheet("a").heldForProject.decimal == "11859.26")
      #expect(try await books.sheet("b").heldForProject.decimal == "2500.00")
      #expect(try await books.sheet("c").heldForProject.decimal == "2340.74")
      #expect(try await books.balance(.matchCash, of: "fund-round") == 0)
      #expect(try await books.tadamun.verifyBooks().differences == [])
      // Held again, the result stands.
      let entries = try await books.entries()
      #expect(try await books.settle("round", on: "2026-06-02") == .settled)
      #expect(try await books.entries() == entries)
    }
  }
}
