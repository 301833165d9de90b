import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("What leaves zakat beside its distributions")
struct ZakatOutflowTests {
  @Test("the administrators' share and a refund leave as two persons decided, whatever SQL says")
  func outflows() async throws {
    try await withApproved { books, pool in
      try await books.receive("r2", "80.00", on: "2026-01-11")
      let asked = try await books.tadamun.requestAmilCharge(
        books.mad("10.00"), to: books.fund, reference: Code("c1"), on: books.day("2026-06-30"), by: books.assessor)
      let refund = try await books.tadamun.requestZakatRefund(
        Code("r2"), on: books.day("2026-06-30"), reason: "sent twice", by: books.assessor)
      let none = try await books.tadamun.request(.disbursement, on: "other:1", body: "{}", by: books.assessor)
      for decision in [asked, refund, none] { try await books.tadamun.approve(decision, by: books.approver) }
      // A charge of `amount` whose entry has this key and names this decision.
      let charge = { (decision: ID<Decision>?, amount: Int64, key: String) in
        { (transaction: Transaction) async throws -> Void in
          let entry: Int64 = try await transaction.queryValue(
            """
            INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on, decision_id)
            VALUES ('zakat', \(key), sha256('a'), 'amil_charge', DATE '2026-06-30', \(decision)) RETURNING entry_id
            """)
          try await transaction.execute(
            """
            INSERT INTO zakat_amil_charges (fund_id, entry_id, amount_minor, period_first, period_last, charged_on, cap_bp, policy_id)
            SELECT fund_id, \(entry)::bigint, \(amount)::bigint, '2026-01-01', '2026-12-31', '2026-06-30', 1250, policy_id
            FROM zakat_receipts LIMIT 1
            """)
        }
      }
      let (right, other) = ("amil_charge:zakat:c1", "amil_charge:zakat:c2")
      let refused: [(ID<Decision>?, Int64, String, String)] = [
        (nil, 10_00, right, "entry_stands_on_approval"), (none, 10_00, right, "zakat_leaves_as_decided"),
        (asked, 10_01, right, "zakat_leaves_as_decided"), (asked, 10_00, other, "zakat_leaves_as_decided"),
        (refund, 10_00, right, "zakat_leaves_as_decided"),
      ]
      for (decision, amount, key, constraint) in refused {
        try await expectConstraint(constraint, pool, charge(decision, amount, key))
      }
      try await expectConstraint("zakat_leaves_as_decided", pool) { transaction in
        try await transaction.execute(
          """
          INSERT INTO zakat_refunds (receipt_id, entry_id, refunded_on, reason)
          SELECT receipt_id, entry_id, '2026-06-30', 'sent twice' FROM zakat_receipts WHERE code = 'r2'
          """)
      }
      #expect(
        try await refusals { try await books.tadamun.refundZakat(under: asked, by: .api) } == ["decision_differs"])
      #expect(
        try await refusals { try await books.tadamun.chargeAmil(under: refund, by: .api) } == ["decision_differs"])
      #expect(try await books.report().balanceMinor == 1_080_00)
      try await books.tadamun.chargeAmil(under: asked, by: .api)
      #expect(try await !books.tadamun.chargeAmil(under: asked, by: .api).isNew)
      #expect(try await books.report().amilMinor == 10_00)
    }
  }

  @Test("a refund leaves the administrators' share below its cap, or waits until the year received as much again")
  func refundsKeepTheCap() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "100000.00", on: "2026-01-10")
      try await books.receive("r2", "100000.00", on: "2026-02-10")
      try await books.receive("small", "7.99", on: "2026-02-11")
      try await books.receive("before", "90000.00", on: "2025-12-31")
      try await books.charge("25000.00", "c1")
      // Of 200,007.99 at 1,250 basis points 25,000.99 may be charged.
      try await books.refund("small", on: "2026-07-01")
      let decision = try await books.tadamun.requestZakatRefund(
        Code("r2"), on: books.day("2026-07-03"), reason: "mistake", by: books.assessor)
      try await books.tadamun.approve(decision, by: books.approver)
      let refund = { _ = try await books.tadamun.refundZakat(under: decision, by: .api) }
      #expect(try await refusals(refund) == ["amil_cap_exceeded"])
      #expect(try await books.report().balanceMinor == 265_000_00)
      try await books.receive("r3", "100000.00", on: "2026-07-02")
      #expect(try await refusals(refund) == [])
      #expect(try await books.report().balanceMinor == 265_000_00)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a Hijri year that an announced month ends a day sooner has the charges of its own days alone")
  func movedYear() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["amil_year": "hijri", "month_starts": "announced"])
      try await books.receive("r1", "1000.00", on: "2026-05-10")
      try await books.charge("125.00", "c1", on: "2026-06-01")
      let last: CalendarDate = try await pool.queryValue("SELECT period_last FROM zakat_amil_charges")
      try await books.tadamun.recordMonthStart(
        .init(HijriMonth(year: 1448, month: 1), firstOn: last, source: "sighted a day sooner"), by: .api)
      try await books.receive("r2", "1000.00", on: "2026-07-01")
      #expect(try await refusals { try await books.charge("125.01", "c2", on: "2026-07-02") } == ["amil_cap_exceeded"])
      try await books.charge("125.00", "c2", on: "2026-07-02")
      let firsts: [CalendarDate] = try await pool.query(
        "SELECT period_first FROM zakat_amil_charges ORDER BY charge_id"
      )
      .map { try $0["period_first"] }
      #expect(firsts.last == last)
    }
  }

  private func withApproved(_ body: (ZakatBooks, Pool) async throws -> Void) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "1000.00")
      try await body(books, pool)
    }
  }

  private func expectConstraint(_ name: String, _ pool: Pool, _ body: (Transaction) async throws -> Void) async throws {
    let error = await #expect(throws: PostgresError.self) { try await pool.transaction { try await body($0) } }
    #expect(error?.constraint == name)
  }
}
