import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 12: a temporary waqf ends")
struct Case12TemporaryWaqfExpires {
  @Test("the night after its last day the principal is owed exactly, and the yield still reaches the beneficiary")
  func ends() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool, endsOn: "2026-06-30")
      try await books.give("200000.00")
      for month in 1...6 {
        let first = try CalendarDate(year: 2026, month: month, day: 1)
        let next = try CalendarDate(year: 2026, month: month + 1, day: 1)
        try await books.earn("1000.00", "rent-\(month)", over: DateSpan(first, through: next.adding(days: -1)))
      }
      let late = try await refusals {
        try await books.earn(
          "1000.00", "rent-7", over: DateSpan(books.day("2026-07-01"), through: books.day("2026-07-31")))
      }
      #expect(late == ["yield_after_end"])

      try await books.tadamun.keepBooks(on: books.day("2026-06-30"))
      #expect(try await books.state() == .active)
      try await books.tadamun.keepBooks(on: books.day("2026-07-01"))
      #expect(try await books.state() == .returning)
      let entries = try await books.entries()
      try await books.tadamun.keepBooks(on: books.day("2026-07-02"))
      #expect(try await books.entries() == entries)
      #expect(try await books.events("waqf_ended") == 1)
      let owed = try await books.report(on: "2026-07-01").principal
      #expect(owed.returnableMinor == 200_000_00 && owed.cashMinor == 200_000_00 && owed.corpusMinor == 0)
      #expect(try await refusals { try await books.give("1.00", on: "2026-07-01") } == ["waqf_state_forbids"])

      let half = try DateSpan(books.day("2026-01-01"), through: books.day("2026-06-30"))
      #expect(try await books.run(half, on: "2026-07-05").result.distributableMinor == 6_000_00)
      try await books.distribute("6000.00", on: "2026-07-10")
      let open = try await refusals {
        try await books.tadamun.step(waqf: books.waqf, to: .closed, on: books.day("2026-07-11"), by: books.maker)
      }
      #expect(open == ["waqf_not_empty"])
      try await books.order("back", .principalReturn, on: "2026-07-12")
      try await books.tadamun.step(waqf: books.waqf, to: .closed, on: books.day("2026-07-13"), by: books.maker)
      let report = try await books.report()
      #expect(report.state == .closed && report.principal.balanceMinor == 0 && report.principal.returnableMinor == 0)
      #expect(report.yields.distributedMinor == 6_000_00)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a perpetual waqf never goes back, whoever says so")
  func perpetual() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.give("10.00")
      try await books.tadamun.keepBooks(on: books.day("2099-01-01"))
      #expect(try await books.state() == .active)
      let byHand = try await books.refused {
        try await $0.execute(
          """
          INSERT INTO waqf_steps (waqf_id, step, state, on_day, taken_by)
          SELECT waqf_id, 5, 'returning', '2099-01-01', 'sql' FROM waqfs
          """)
      }
      #expect(byHand == "waqf_follows_its_states")
      let owed = try await books.refused {
        try await $0.execute(
          "INSERT INTO accounts (fund_id, currency, kind) SELECT principal_fund_id, 'MAD', 'waqf_returnable' FROM waqfs"
        )
      }
      #expect(owed == "account_kind_fits_fund")
    }
  }
}
