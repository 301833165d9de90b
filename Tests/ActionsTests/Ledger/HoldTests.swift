import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Money held back")
struct HoldTests {
  private static let cash = AccountPurpose(kind: .cash)

  private func held(_ pool: Pool) async throws -> Int64 {
    try await pool.queryValue("SELECT sum(held_minor)::bigint FROM balances")
  }

  @Test("L8: what is held is spent by its own entry only, and a hold ends once")
  func lifecycle() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      try await tadamun.book(books.receipt("100.00"), key: "in", by: .importedFile)
      let hold = { (amount: String, key: String) in
        try await tadamun.hold(
          Money(decimal: amount, .mad), of: HoldTests.cash, in: books.fund, for: "tranche", through: books.day,
          key: key, by: .api)
      }
      let first = try await hold("80.00", "h1")
      #expect(try await hold("80.00", "h1") == first)
      let conflict = await #expect(throws: Problem.self) { try await hold("81.00", "h1") }
      #expect(conflict?.code == "idempotency_conflict")
      let over = await #expect(throws: Problem.self) { try await hold("20.01", "h2") }
      #expect(over?.code == "insufficient_funds")
      let spend = await #expect(throws: Problem.self) {
        try await tadamun.book(books.receipt("-20.01"), key: "out", by: .api)
      }
      #expect(spend?.code == "insufficient_funds")
      #expect(try await held(pool) == 80_00)
      let more = await #expect(throws: Problem.self) {
        try await tadamun.post(hold: first, as: books.receipt("-80.01"), key: "post", by: .importedFile)
      }
      #expect(more?.code == "posted_hold_differs")
      #expect(try await books.cash() == 100_00)
      let posted = try await tadamun.post(hold: first, as: books.receipt("-80.00"), key: "post", by: .importedFile)
      #expect(
        try await tadamun.post(hold: first, as: books.receipt("-80.00"), key: "post", by: .importedFile).id == posted.id
      )
      let ended = await #expect(throws: Problem.self) { try await tadamun.void(hold: first, by: .api) }
      #expect(ended?.code == "already_ended")
      let second = try await hold("20.00", "h3")
      try await tadamun.void(hold: second, by: .api)
      #expect(try await held(pool) == 0)
      #expect(try await books.cash() == 20_00)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a hold expires with the night after its last day, once")
  func expiry() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      try await books.tadamun.book(books.receipt("100.00"), key: "in", by: .importedFile)
      try await books.tadamun.hold(
        Money(decimal: "60.00", .mad), of: HoldTests.cash, in: books.fund, for: "tranche", through: books.day,
        key: "h", by: .api)
      _ = try await books.tadamun.keepBooks(on: books.day)
      #expect(try await held(pool) == 60_00)
      let night = try await books.tadamun.keepBooks(on: books.day.adding(days: 1))
      #expect(night.steps.first { $0.name == "expire_holds" }?.changed == 1)
      let again = try await books.tadamun.keepBooks(on: books.day.adding(days: 1))
      #expect(again.steps.first { $0.name == "expire_holds" }?.changed == 0)
      #expect(try await held(pool) == 0)
    }
  }

  @Test("of holds and payments at once, no more goes than there is", arguments: 1...5)
  func concurrent(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      try await tadamun.book(books.receipt("100.00"), key: "in", by: .importedFile)
      let payment = try books.receipt("-30.00")
      let amount = try Money(decimal: "30.00", .mad)
      let taken = await withTaskGroup(of: Int.self) { group in
        for number in 0..<16 {
          group.addTask {
            if number.isMultiple(of: 2) {
              return (try? await tadamun.book(payment, key: "p\(number)", by: .importedFile)) == nil ? 0 : 1
            }
            let hold = try? await tadamun.hold(
              amount, of: HoldTests.cash, in: books.fund, for: "x", through: books.day, key: "h\(number)", by: .api)
            return hold == nil ? 0 : 1
          }
        }
        return await group.reduce(0, +)
      }
      #expect(taken == 3)
      #expect(try await books.cash() - held(pool) == 10_00)
    }
  }
}
