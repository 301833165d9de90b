import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Case 30: clock and closed books")
struct Case30ClosedBooksTests {
  private func closeJanuary(_ books: LedgerBooks) async throws {
    let january = try DateSpan(CalendarDate(iso: "2025-01-01"), through: CalendarDate(iso: "2025-01-31"))
    try await books.tadamun.openPeriod(Code("2025-01"), january, by: .commandLine)
    try await books.tadamun.setPeriod(Code("2025-01"), to: .closed, by: .commandLine)
  }

  @Test("a posting into a closed period is refused, and its correction lands in the open one with what it relates to")
  func closed() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      let entry = try await tadamun.book(books.receipt("70.00", on: "2025-01-30"), key: "before", by: .api).id
      try await closeJanuary(books)
      let late = try books.receipt("50.00", on: "2025-01-31")
      let problem = await #expect(throws: Problem.self) { try await tadamun.book(late, key: "late", by: .api) }
      #expect(problem?.code == "period_closed")
      #expect(try await books.entries() == 1)
      let correction = try await tadamun.bookCorrection(late, key: "late", by: .api)
      #expect(try await tadamun.bookCorrection(late, key: "late", by: .api).id == correction.id)
      let decision = try await tadamun.requestReversal(
        of: entry, on: CalendarDate(iso: "2025-01-30"), reason: "wrong", by: Person("maker"))
      try await tadamun.approve(decision, by: Person("checker"))
      let reversal = try await tadamun.reverse(under: decision, by: .api)
      let rows = try await pool.query(
        """
        SELECT e.entry_id, e.occurred_on::text AS day, p.code FROM entries e JOIN period_corrections c USING (entry_id)
        JOIN fiscal_periods p ON p.period_id = c.relates_to_period ORDER BY e.entry_id
        """)
      #expect(try rows.map { try $0.decode("entry_id", as: Int64.self) } == [correction.id, reversal])
      #expect(try rows.map { try $0.decode("day", as: String.self) } == ["2025-02-01", "2025-02-01"])
      let reopened = await #expect(throws: Problem.self) {
        try await tadamun.setPeriod(Code("2025-01"), to: .open, by: .commandLine)
      }
      #expect(reopened?.code == "period_closed")
    }
  }

  @Test("nobody slips an entry into a period that is being closed", arguments: 1...5)
  func closing(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      let january = try DateSpan(CalendarDate(iso: "2025-01-01"), through: CalendarDate(iso: "2025-01-31"))
      try await tadamun.openPeriod(Code("2025-01"), january, by: .commandLine)
      let booked = await withTaskGroup(of: Int.self) { group in
        for number in 0..<24 {
          let entry = try? books.receipt("1.00", on: "2025-01-15")
          group.addTask {
            guard let entry else { return 0 }
            if number == 12 { try? await tadamun.setPeriod(Code("2025-01"), to: .closed, by: .commandLine) }
            return (try? await tadamun.book(entry, key: "k\(number)", by: .api)) == nil ? 0 : 1
          }
        }
        return await group.reduce(0, +)
      }
      #expect(try await books.entries() == booked)
      #expect(try await tadamun.periods().map(\.state) == [.closed])
      let late = await #expect(throws: Problem.self) {
        try await tadamun.book(books.receipt("1.00", on: "2025-01-15"), key: "late", by: .api)
      }
      #expect(late?.code == "period_closed")
    }
  }

  @Test(
    "the night of 01:15 comes once a local day through both clock changes of 2025",
    arguments: [
      ["2025-02-22", "2025-02-23", "2025-02-24"], ["2025-04-05", "2025-04-06", "2025-04-07"],
    ])
  func nights(days: [String]) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let schedule = DailySchedule(
        name: "n", jobKind: "keep_books", arguments: "{}", localTime: try LocalTime("01:15"),
        timeZone: "Africa/Casablanca")
      let first: Int64 = try await pool.queryValue(
        "SELECT (extract(epoch FROM (\(days[0]) || ' 00:00+00')::timestamptz) * 1e6)::bigint")
      for step in 0..<(days.count * 144) {
        _ = try await tadamun.openDueSlots(
          of: [schedule], now: Moment(microseconds: first + Int64(step) * 600_000_000))
      }
      let rows = try await pool.query("SELECT slot_on::text AS day FROM slots WHERE outcome = 'run' ORDER BY 1")
      let found: [String] = try rows.map { try $0["day"] }
      // The night before the first day was due when the worker started.
      #expect(found.suffix(days.count) == days[...] && found.count <= days.count + 1)
      let hours: [String] = try await pool.query(
        "SELECT DISTINCT to_char(slot_at AT TIME ZONE 'Africa/Casablanca', 'HH24:MI') AS hour FROM slots"
      ).map { try $0["hour"] }
      #expect(hours == ["01:15"])
      #expect(try await pool.queryValue("SELECT count(*) FROM jobs", as: Int.self) == found.count)
    }
  }

  @Test(
    "a night at 02:30, which no clock showed on 6 April 2025, is that of 03:30 at +01, once, and its moment is kept")
  func hourThatIsNot() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let schedule = DailySchedule(
        name: "n", jobKind: "keep_books", arguments: "{}", localTime: try LocalTime("02:30"),
        timeZone: "Africa/Casablanca")
      let first: Int64 = try await pool.queryValue(
        "SELECT (extract(epoch FROM '2025-04-05 00:00+00'::timestamptz) * 1e6)::bigint")
      for step in 0..<(3 * 144) {
        _ = try await tadamun.openDueSlots(
          of: [schedule], now: Moment(microseconds: first + Int64(step) * 600_000_000))
      }
      let kept: [String] = try await pool.query(
        """
        SELECT to_char(slot_at AT TIME ZONE 'Africa/Casablanca', 'YYYY-MM-DD HH24:MI') AS moment FROM slots
        WHERE slot_on BETWEEN DATE '2025-04-05' AND DATE '2025-04-07' AND outcome = 'run' ORDER BY slot_at
        """
      ).map { try $0["moment"] }
      #expect(kept == ["2025-04-05 02:30", "2025-04-06 03:30", "2025-04-07 02:30"])
    }
  }
}
