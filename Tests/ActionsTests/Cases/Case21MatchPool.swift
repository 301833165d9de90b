import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 21: a pool matches pledge by pledge until it is spent")
struct Case21MatchPool {
  /// A pool of 10,000.00 that matches pledges up to 100.00 one to one, of which 9,950.00 are promised.
  private func prepare(_ books: CampaignBooks) async throws {
    try await books.open(books.definition("well", goal: "1000.00"))
    try await books.openPool(
      "autumn", CampaignBooks.perPledge(part: "100.00"), for: ["well"], received: "10000.00")
    for number in 0..<99 { try await books.give("p\(number)", to: "well", "120.00") }
    try await books.give("last", to: "well", "50.00")
    let pool = try await books.pool("autumn")
    #expect(pool.promised.decimal == "9950.00" && pool.available.decimal == "50.00")
  }

  @Test("80.00 captured are matched with the 50.00 that are left; refunded, the 50.00 are available again")
  func spent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await prepare(books)
      try await books.give("a", to: "well", "80.00")
      let spent = try await books.pool("autumn")
      #expect(spent.promised.decimal == "10000.00" && spent.available.minor == 0)
      #expect(spent.shares.map(\.matchedPledges) == [101])
      try await books.give("b", to: "well", "80.00")
      #expect(try await books.pool("autumn").promised.decimal == "10000.00")
      try await books.tadamun.requestRefund(
        of: Code("a"), reason: "changed mind", at: books.moment("2026-05-12T10:00:00"), by: books.officer)
      let back = try await books.pool("autumn")
      #expect(back.promised.decimal == "9950.00" && back.available.decimal == "50.00")
      try await books.event(.refunded, of: "a", "80.00", at: "2026-05-13T10:00:00")
      #expect(try await books.pool("autumn").available.decimal == "50.00")
      // The next one has it; the one that came when nothing was left stays without.
      try await books.give("c", to: "well", "20.00")
      #expect(try await books.pool("autumn").available.decimal == "30.00")
      let reasons: [String] = try await pool.query(
        "SELECT m.reason FROM match_movements m JOIN pledges p USING (pledge_id) WHERE m.kind = 'award' AND p.code IN ('p0', 'last', 'a', 'b', 'c') ORDER BY m.movement_id"
      ).map { try $0["reason"] }
      #expect(reasons == ["contribution_part", "matched", "pool_spent", "pool_spent", "matched"])
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }

  @Test("twenty captures at once never promise more than the pool has; ten times over")
  func atOnce() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.open(books.definition("oven", goal: "1000.00"))
      for repetition in 1...10 {
        let code = "pool\(repetition)"
        let day = "2026-05-\(repetition + 9)"
        try await books.openPool(
          code, CampaignBooks.perPledge(), for: ["well", "oven"], received: "100.00", from: day, through: day)
        let moment = "\(day)T10:00:00"
        for number in 0..<20 {
          try await books.pledge(
            "r\(repetition)p\(number)", to: number.isMultiple(of: 2) ? "well" : "oven", "30.00", at: moment)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<20 {
            group.addTask { try await books.event(.captured, of: "r\(repetition)p\(number)", "30.00", at: moment) }
          }
          try await group.waitForAll()
        }
        let sheet = try await books.pool(code)
        #expect(sheet.promised.decimal == "100.00" && sheet.shares.reduce(0) { $0 + $1.matchedPledges } == 4)
      }
      #expect(try await books.tadamun.verifyBooks().differences == [])
    }
  }
}
