import Actions
import Domain
import Postgres
import TestSupport
import Testing
import Worker

@Suite("Seals of the worker")
struct SealerTests {
  private func books(_ pool: Pool) async throws -> Tadamun {
    let tadamun = Tadamun(pool)
    try await tadamun.open(Fund(Code("fund"), .grant, names: Names(fr: "F")), by: .sample)
    return tadamun
  }

  private func receive(_ keys: Range<Int>, _ tadamun: Tadamun) async throws {
    for key in keys {
      let gift = try Contribution(
        .receipt, of: Money(decimal: "1.00", .mad), fund: Code("fund"), for: nil, on: CalendarDate(iso: "2026-02-01"))
      try await tadamun.record([KeyedContribution(key: "k\(key)", gift)], by: .sample)
    }
  }

  @Test("once in its interval, whatever is booked meanwhile; then the rest, chained to what was sealed before")
  func interval() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await books(pool)
      let minute = Sealer(tadamun)
      let often = Sealer(tadamun, every: .zero)
      try await receive(0..<3, tadamun)
      #expect(try await minute.runOnce() == 3)
      try await receive(3..<5, tadamun)
      #expect(try await minute.runOnce() == 0)
      #expect(try await often.runOnce() == 2)
      #expect(try await often.runOnce() == 0)
      let seals = try await tadamun.seals(limit: 10)
      #expect(seals.map(\.entries) == [3, 2])
      let check = try await tadamun.verifyBooks()
      #expect(check.isWhole && check.seals == 2 && check.head == seals.last?.chain)
    }
  }

  @Test("workers that seal at once while others book leave one chain over every entry", arguments: 0..<3)
  func together(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await books(pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await receive(0..<40, tadamun) }
        for _ in 0..<4 {
          group.addTask {
            let sealer = Sealer(tadamun, every: .zero)
            for _ in 0..<10 { _ = try await sealer.runOnce() }
          }
        }
        try await group.waitForAll()
      }
      _ = try await tadamun.sealEntries()
      let seals = try await tadamun.seals(limit: 500)
      #expect(seals.reduce(0) { $0 + $1.entries } == 40)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }
}
