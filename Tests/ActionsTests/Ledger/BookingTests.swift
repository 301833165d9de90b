import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Booking an entry")
struct BookingTests {
  @Test("an entry is booked once a key; the same key for something else is refused and moves nothing")
  func idempotent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let first = try await books.tadamun.book(books.receipt("100.00"), key: "k", by: .api)
      #expect(first.isNew)
      let again = try await books.tadamun.book(books.receipt("100.00"), key: "k", by: .api)
      #expect(!again.isNew && again.id == first.id)
      for other in [try books.receipt("100.01"), try books.receipt("100.00", description: "other")] {
        let problem = await #expect(throws: Problem.self) {
          try await books.tadamun.book(other, key: "k", by: .api)
        }
        #expect(problem?.code == "idempotency_conflict")
      }
      #expect(try await books.cash() == 100_00)
    }
  }

  @Test("L4: sixty-four who book at once under one key book one entry")
  func concurrentKeys() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      for round in 1...5 {
        let entry = try books.receipt("10.00")
        let booked = try await withThrowingTaskGroup(of: BookedEntry.self) { group in
          for _ in 0..<64 { group.addTask { try await books.tadamun.book(entry, key: "k\(round)", by: .api) } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(booked.filter(\.isNew).count == 1)
        #expect(Set(booked.map(\.id)).count == 1)
        #expect(try await books.entries() == round)
      }
    }
  }

  @Test("names that nobody bears are told, and nothing is written")
  func unknownNames() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let problem = await #expect(throws: Problem.self) {
        try await books.tadamun.book(books.receipt("1.00", of: "nobody"), key: "k", by: .api)
      }
      #expect(problem?.code == "actor_unknown")
      #expect(problem?.message.contains("nobody") == true)
      #expect(try await books.entries() == 0)
    }
  }

  @Test("spending more than there is is refused with its code, and moves nothing")
  func overspend() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      try await books.tadamun.book(books.receipt("100.00"), key: "in", by: .api)
      let problem = await #expect(throws: Problem.self) {
        try await books.tadamun.book(books.receipt("-100.01"), key: "out", by: .api)
      }
      #expect(problem?.code == "insufficient_funds")
      #expect(try await books.cash() == 100_00)
    }
  }

  @Test("L2: an entry that does not balance is refused before it is sent")
  func unbalanced() throws {
    let fund = try Code("fund")
    let line = { (minor: Int64, currency: Currency) in
      LedgerLine(
        fund: fund, account: AccountPurpose(kind: .cash), amount: try Money(minor: minor, currency))
    }
    let day = try CalendarDate(iso: "2026-02-01")
    let cases: [([LedgerLine], ProblemCode)] = [
      ([], "entry_empty"), ([try line(1, .mad)], "entry_empty"),
      ([try line(5, .mad), try line(-4, .mad)], "entry_unbalanced"),
      ([try line(5, .mad), try line(-5, Currency("EUR"))], "entry_unbalanced"),
      ([try line(0, .mad), try line(0, .mad)], "amount_zero"),
      (Array(repeating: try line(1, .mad), count: 201), "entry_too_long"),
    ]
    for (lines, code) in cases {
      let problem = #expect(throws: Problem.self) { try JournalEntry(EntryKind(.receipt), on: day, lines: lines) }
      #expect(problem?.code == code)
    }
  }
}
