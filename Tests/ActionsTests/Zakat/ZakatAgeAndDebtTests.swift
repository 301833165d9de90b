import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("How long zakat lies, and how much of a debt it settles (Z8, Z10)")
struct ZakatAgeAndDebtTests {
  @Test(
    "Z8: a lot older than the policy's days is told once, each by its own day; the report has the oldest with its age")
  func age() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["max_days_undistributed": "30"])
      try await books.receive("r1", "100.00", on: "2026-01-10")
      try await books.receive("r2", "50.00", on: "2026-01-20")
      for (day, alerts) in [
        ("2026-02-09", 0), ("2026-02-10", 1), ("2026-02-19", 1), ("2026-02-20", 2), ("2026-02-21", 2),
      ] {
        try await books.tadamun.keepBooks(on: books.day(day))
        #expect(try await books.events("zakat_lot_overdue") == alerts, "\(day)")
      }
      var report = try await books.report(on: "2026-02-20")
      #expect(report.oldestLot?.receipt.text == "r1" && report.oldestLot?.ageDays == 41)
      #expect(report.overdueMinor == 150_00)
      // What is handed over is old no more: the next lot is the oldest.
      try await books.paid("d1", ["100.00"])
      report = try await books.report(on: "2026-02-20")
      #expect(report.oldestLot?.receipt.text == "r2" && report.oldestLot?.ageDays == 31)
      #expect(report.overdueLots.map(\.receipt.text) == ["r2"] && report.overdueMinor == 50_00)
    }
  }

  @Test("Z10: the database settles no more of a debt than is owed, however many pay parts of it at once")
  func debt() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "20000.00")
      try await books.entitle("m1", as: .gharimin)
      try await books.tadamun.document(
        ZakatDebt(
          Code("debt"), of: Code("m1"), to: "creditor", document: "court order", cause: "medical costs",
          amount: books.mad("1000.00"), settled: books.mad("100.00")), by: .api)
      for number in 0..<4 {
        try await books.submit(
          "d\(number)", "300.00", mode: .ghariminSettlement,
          [
            ZakatDistribution.Line(
              .gharimin, books.mad("300.00"), debt: Code("debt"), shares: [.init(Code("m1"), books.mad("300.00"))])
          ])
        try await books.approve("d\(number)")
      }
      let paid = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<4 { group.addTask { (try? await books.pay("d\(number)")) != nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(paid == 3)
      #expect(try await books.report().paidMinor == 900_00)
      let entries: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      // By SQL of the program's own role, past every action.
      let forced = try await constraint {
        try await pool.execute(
          """
          INSERT INTO zakat_steps (distribution_id, step, state, on_day, taken_by, entry_id)
          SELECT d.distribution_id, (SELECT max(s.step) + 1 FROM zakat_steps s WHERE s.distribution_id = d.distribution_id),
            'paid', DATE '2026-02-03', 'x', (SELECT max(e.entry_id) FROM entries e)
          FROM zakat_distributions d WHERE NOT EXISTS (SELECT FROM zakat_steps s
            WHERE s.distribution_id = d.distribution_id AND s.state = 'paid')
          """)
      }
      #expect(forced == "settled_within_debt")
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == entries)
    }
  }

  @Test("the niṣāb of who is served through an agent is of all that a distribution gives")
  func nisabOfAll() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["agent_below_nisab": "true"])
      try await books.receive("r1", "10000.00")
      try await books.entitle("m1", assets: 5_000_00)
      let half = ZakatDistribution.Share(try Code("m1"), try books.mad("1219.00"), wakala: "w")
      let line = ZakatDistribution.Line(.fuqara, try books.mad("1219.00"), actor: try Code("coop-x"), shares: [half])
      let twice = try await refusals {
        try await books.submit("d-twice", "2438.00", mode: .viaRecipientAgent, [line, line])
      }
      #expect(Set(twice) == ["nisab_exceeded"])
      try await books.submit("d-once", "1219.00", mode: .viaRecipientAgent, [line])
      // What is on its way by another distribution counts until it has arrived, or fails to.
      let again = { try await refusals { try await books.submit("d-2", "1219.00", mode: .viaRecipientAgent, [line]) } }
      #expect(try await again() == ["nisab_exceeded"])
      try await books.approve("d-once")
      #expect(try await again() == ["nisab_exceeded"])
      try await books.tadamun.withdrawZakatDistribution(
        Code("d-once"), on: books.day("2026-02-02"), reason: "no agent", by: books.assessor)
      #expect(try await again() == [])
    }
  }
}
