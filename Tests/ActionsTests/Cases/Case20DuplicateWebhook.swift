import Actions
import Domain
import TestSupport
import Testing

@Suite("Case 20: a provider tells the same thing again, and something else under the same number")
struct Case20DuplicateWebhook {
  @Test("one capture of 400.00; a repeat has the same answer; another body is a conflict, kept and said")
  func duplicates() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.pledge("a", to: "well", "400.00")
      let first = try await books.event(.captured, of: "a", "400.00", id: "evt_7")
      let conflict = try await refusals { try await books.event(.captured, of: "a", "4000.00", id: "evt_7") }
      #expect(conflict == ["event_conflict"])
      let again = try await books.event(.captured, of: "a", "400.00", id: "evt_7")
      #expect(again == first && again.outcome == "captured")
      #expect(try await books.sheet("well").raisedEver.decimal == "400.00")
      #expect(try await books.entries() == 1)
      #expect(try await books.events("provider_event_conflict") == 1)
      // The conflict told again is the same conflict.
      _ = try await refusals { try await books.event(.captured, of: "a", "4000.00", id: "evt_7") }
      #expect(try await books.events("provider_event_conflict") == 1)
    }
  }

  @Test("delivered eight times at once it is one capture, and all have the same answer; twenty times over")
  func atOnce() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00", mode: .keepWhatYouRaise))
      for repetition in 1...20 {
        try await books.pledge("p\(repetition)", to: "well", "400.00")
        let answers = try await withThrowingTaskGroup(of: ProviderAnswer.self) { group in
          for _ in 1...8 { group.addTask { try await books.event(.captured, of: "p\(repetition)", "400.00") } }
          return try await group.reduce(into: Set<ProviderAnswer>()) { $0.insert($1) }
        }
        #expect(answers.count == 1 && answers.first?.outcome == "captured")
        #expect(try await books.sheet("well").raisedEver.minor == Int64(repetition) * 400_00)
      }
    }
  }

  @Test("an event of a payment nobody pledged, or of another amount, is refused and not kept: it may come again")
  func unknown() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      #expect(try await refusals { try await books.event(.captured, of: "a", "400.00") } == ["payment_unknown"])
      try await books.pledge("a", to: "well", "400.00")
      #expect(try await refusals { try await books.event(.captured, of: "a", "400.01") } == ["amount_differs"])
      #expect(try await books.entries() == 0)
      #expect(try await books.event(.captured, of: "a", "400.00").outcome == "captured")
    }
  }
}
