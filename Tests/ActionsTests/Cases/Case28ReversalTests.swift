import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 28: reversing a reversed entry")
struct Case28ReversalTests {
  @Test(
    "reversing it again, and reversing the reversal, are refused; at once, exactly one reversal comes", arguments: 1...5
  )
  func reversedOnce(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      let entry = try await tadamun.book(books.receipt("700.00"), key: "e", by: .api).id
      var decisions: [ID<Decision>] = []
      for maker in ["maker-1", "maker-2", "maker-3", "maker-4"] {
        let decision = try await tadamun.requestReversal(of: entry, on: books.day, reason: "twice", by: Person(maker))
        try await tadamun.approve(decision, by: Person("checker"))
        decisions.append(decision)
      }
      let outcomes = await withTaskGroup(of: String.self) { group in
        for decision in decisions + decisions {
          group.addTask {
            do { return "R\(try await tadamun.reverse(under: decision, by: .api))" } catch {
              return (error as? Problem)?.code.rawValue ?? "\(error)"
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      // Whoever's decision won gets its one reversal, however often it asks; the others are refused.
      let reversals = Set(outcomes.filter { $0.hasPrefix("R") })
      #expect(reversals.count == 1)
      #expect(outcomes.filter { $0.hasPrefix("R") }.count == 2)
      #expect(outcomes.filter { $0 == "already_reversed" }.count == 6)
      #expect(try await books.cash() == 0)
      #expect(try await books.entries() == 2)

      let again = await #expect(throws: Problem.self) {
        try await tadamun.requestReversal(of: entry, on: books.day, reason: "again", by: Person("maker"))
      }
      #expect(again?.code == "already_reversed")
      let reversal = try #require(reversals.first.flatMap { Int64($0.dropFirst()) })
      let ofReversal = await #expect(throws: Problem.self) {
        try await tadamun.requestReversal(of: reversal, on: books.day, reason: "again", by: Person("maker"))
      }
      #expect(ofReversal?.code == "cannot_reverse_reversal")
      #expect(try await books.entries() == 2)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }
}
