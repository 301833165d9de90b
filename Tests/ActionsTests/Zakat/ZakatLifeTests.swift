import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("The life of zakat")
struct ZakatLifeTests {
  @Test("a payment that did not arrive goes back into the fund and into the lots it came from")
  func failure() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "300.00", on: "2026-01-01")
      try await books.receive("r2", "300.00", on: "2026-01-02")
      try await books.paid("d1", ["400.00"])
      let give = { try await books.tadamun.returnZakat(Code("d1"), on: books.day("2026-02-20"), by: books.assessor) }
      #expect(try await refusals { _ = try await give() } == ["distribution_state_forbids"])
      #expect(
        try await refusals {
          try await books.tadamun.failZakatDistribution(
            Code("d1"), on: books.day("2026-02-19"), reason: "", by: books.assessor)
        } == ["reason_missing"])
      try await books.tadamun.failZakatDistribution(
        Code("d1"), on: books.day("2026-02-19"), reason: "account closed", by: books.assessor)
      #expect(try await give().isNew)
      #expect(try await !give().isNew)
      #expect(try await books.state("d1") == .returnedToFund)
      let report = try await books.report()
      #expect(report.balanceMinor == 600_00 && report.paidMinor == 0)
      #expect(try await books.report(on: "2026-02-10").paidMinor == 400_00)
      let remaining: Int64 = try await pool.queryValue("SELECT sum(remaining_minor)::bigint FROM zakat_lots")
      #expect(remaining == 600_00)
      #expect(try await books.tadamun.verifyBooks().faults.isEmpty)
    }
  }

  @Test("what arrived does not fail; nothing is approved without a right to it, nor paid before it was approved")
  func order() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "600.00", on: "2026-01-01")
      try await books.paid("d1", ["100.00", "200.00"])
      try await books.tadamun.prove(
        ZakatProof(.signature, reference: "receipt-1", on: books.day("2026-02-10")), of: Code("d1"), line: 1,
        by: books.assessor)
      let failed = try await refusals {
        try await books.tadamun.failZakatDistribution(
          Code("d1"), on: books.day("2026-02-19"), reason: "account closed", by: books.assessor)
      }
      #expect(failed == ["line_proven"])
      try await books.entitle("late", until: "2026-02-10")
      try await books.submit("d2", "50.00", [books.line(.fuqara, "50.00", to: "late")])
      let expired = try await refusals { try await books.approve("d2", on: "2026-02-11") }
      #expect(expired == ["recipient_not_eligible"])
      try await books.approve("d2", on: "2026-02-09")
      #expect(try await refusals { try await books.pay("d2", on: "2026-02-08") } == ["day_before_last_step"])
      try await books.pay("d2", on: "2026-02-10")
    }
  }

  @Test("a receipt is given back whole and once, while nothing of it is distributed")
  func refund() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "300.00", on: "2026-01-01")
      try await books.receive("r2", "50.00", on: "2026-01-02")
      try await books.paid("d1", ["100.00"])
      let refund = { (code: String, reason: String) in
        try await refusals {
          try await books.refund(code, on: "2026-03-01", reason: reason)
        }
      }
      #expect(try await refund("r1", "mistake") == ["receipt_distributed"])
      #expect(try await refund("r9", "mistake") == ["receipt_unknown"])
      #expect(try await refund("r2", "sent twice") == [])
      #expect(try await refund("r2", "sent twice") == [])
      let report = try await books.report()
      #expect(report.refundedMinor == 50_00 && report.balanceMinor == 200_00)
    }
  }

  @Test("a receipt recorded twice is one; another under its code is refused")
  func repeated() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let first = try await books.receive("r1", "300.00")
      #expect(try await books.receive("r1", "300.00") == first)
      #expect(try await refusals { try await books.receive("r1", "300.01") } == ["receipt_exists"])
      #expect(try await refusals { try await books.receive("r1", "300.00", only: .fuqara) } == ["receipt_exists"])
      #expect(try await books.report().receivedMinor == 300_00)
      let eur = try Money(decimal: "1.00", Currency("EUR"))
      let receipt = try ZakatReceipt(Code("r2"), fund: books.fund, amount: eur, receivedOn: books.day("2026-01-10"))
      #expect(try await refusals { try await books.tadamun.receive(receipt, by: .api) } == ["currency_differs"])
    }
  }

  @Test("who a payer is stands apart: the application reads it only through a function that records who and why")
  func donors() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let books = try await ZakatBooks(app)
      let donor = try await books.tadamun.recordZakatDonor(
        Code("payer-1"), name: "a payer", contact: nil, by: .api)
      try await books.receive("r1", "10.00", donor: donor)
      let denied = await #expect(throws: PostgresError.self) { try await app.query("SELECT * FROM zakat_donors") }
      #expect(denied?.sqlState == .insufficientPrivilege)
      #expect(
        try await refusals { _ = try await books.tadamun.zakatDonor(donor, reason: " ", by: books.approver) }
          == ["reason_missing"])
      #expect(try await books.events("zakat_donor_read") == 0)
      #expect(try await books.tadamun.zakatDonor(donor, reason: "certificate", by: books.approver).name == "a payer")
      #expect(try await books.events("zakat_donor_read") == 1)
      let readers = try await admin.query(
        "SELECT grantee FROM information_schema.role_table_grants WHERE table_name = 'zakat_donors' AND privilege_type = 'SELECT' AND grantee <> 'tadamun_owner'"
      )
      #expect(try readers.map { try $0["grantee"] as String } == ["tadamun_donors"])
      let login: Bool = try await admin.queryValue("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'tadamun_donors'")
      #expect(!login)
    }
  }

  @Test("an announced month moves the day that a ḥawl ends, where the policy follows announcements")
  func announcements() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool, policy: ["month_starts": "announced"])
      let ramadan = try HijriMonth(year: 1446, month: 9)
      try await books.tadamun.recordMonthStart(
        .init(ramadan, firstOn: books.day("2025-03-02"), source: "announcement of 28 February 2025"), by: .api)
      let terms = try await books.receive("r1", "10.00", on: "2025-03-10")
      #expect(terms.hijri == "1446-09-09" && terms.hawlEndsOn.description == "2026-02-26")
      let wrong = try await refusals {
        try await books.tadamun.recordMonthStart(
          .init(ramadan, firstOn: books.day("2025-03-09"), source: "typing error"), by: .api)
      }
      #expect(wrong == ["hijri_start_implausible"])
      #expect(try await books.tadamun.hijriCalendar().isObserved(ramadan))
    }
  }

  @Test("an asset becomes the undivided property of named recipients, proven by a deed")
  func asset() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.receive("r1", "9000.00")
      for member in 1...3 { try await books.entitle("m\(member)") }
      let shares = try (1...3).map { ZakatDistribution.Share(try Code("m\($0)"), try books.mad("3000.00")) }
      let line = ZakatDistribution.Line(.fuqara, try books.mad("9000.00"), item: "olive press", shares: shares)
      try await books.submit("d1", "9000.00", mode: .assetTamlik, [line])
      try await books.approve("d1")
      try await books.pay("d1")
      try await books.tadamun.prove(
        ZakatProof(.deed, reference: "deed-12", on: books.day("2026-02-15")), of: Code("d1"), line: 1,
        by: books.assessor)
      try await books.tadamun.closeZakatDistribution(Code("d1"), on: books.day("2026-02-16"), by: books.approver)
      #expect(try await books.report().dischargedMinor == 9_000_00)
    }
  }

  @Test("a fund opens under its rules only while no general entry touched it, and once")
  func opening() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let names = try Names(fr: "Exemple")
      let other = try Code("other")
      try await books.tadamun.open(Fund(other, .zakat, names: names), by: .api)
      let open = { (account: String) in
        try await refusals {
          try await books.tadamun.open(
            ZakatFund(
              other, kind: .fitr, currency: .mad, policy: Code("zakat-test"), bankAccount: account,
              purification: Code("purification")), on: books.day("2026-01-01"), by: .api)
        }
      }
      #expect(try await open("MA64 0001") == ["bank_account_taken"])
      let gift = try Contribution(
        .direct, of: books.mad("1.00"), fund: other, for: Code("coop-x"), on: books.day("2026-01-01"))
      try await books.tadamun.record([KeyedContribution(key: "k", gift)], by: .api)
      #expect(try await open("MA64 0002") == ["fund_under_rule"])
    }
  }
}
