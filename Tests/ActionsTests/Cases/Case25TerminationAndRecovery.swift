import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Case 25: termination and recovery")
struct Case25TerminationAndRecovery {
  private func prepare(_ pool: Pool) async throws -> (books: GrantBooks, grant: Code) {
    let books = try await GrantBooks(Tadamun(pool), cash: "400000.00")
    let grant = try books.application("well", "300000.00")
    try await books.sign(
      grant,
      books.agreement(
        [("120000.00", []), ("60000.00", []), ("120000.00", [])],
        reports: [books.report(1, quarter: 2, due: "2026-07-31")]))
    for tranche in 1...2 { try await books.pay(tranche, of: grant.code, on: "2026-04-0\(tranche)") }
    try await books.account("132500.00", in: 1, of: grant.code, on: "2026-07-20")
    try await books.perform(
      .terminate(
        on: GrantBooks.day("2026-08-01"), reason: "the project stopped", recoveryDueOn: GrantBooks.day("2026-09-01")),
      on: grant.code)
    return (books, grant.code)
  }

  @Test("what is not paid is cancelled and what was not spent is owed back, at once")
  func terminated() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let sheet = try await books.tadamun.grant(grant)
      #expect(sheet.state == .recovering)
      #expect(sheet.tranches.map(\.state) == [.accounted, .paid, .cancelled])
      #expect(sheet.money.paid == 180_000_00 && sheet.money.accepted == 132_500_00)
      #expect(sheet.money.agreed == 180_000_00 && sheet.money.outstanding == 0)
      #expect(sheet.recoveries.map(\.amountMinor) == [47_500_00] && sheet.recoveryOutstanding == 47_500_00)
      let day = try GrantBooks.day("2026-08-02")
      #expect(
        try await refusals { try await books.perform(.request(tranche: 3, on: day), on: grant) }
          == ["grant_not_running"])
    }
  }

  @Test("a receipt of more than is owed closes it; the rest is kept apart and sent back by two persons")
  func recovered() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let day = try GrantBooks.day("2026-08-20")
      try await books.perform(.receiveRecovery(GrantBooks.money("50000.00"), on: day, .payment), on: grant)
      var sheet = try await books.tadamun.grant(grant)
      #expect(sheet.state == .closed && sheet.recoveryOutstanding == 0)
      #expect(sheet.money.returned == 47_500_00 && sheet.money.unallocated == 2_500_00)
      let decision = try #require(try await books.perform(.askToSendBack(on: day), on: grant).decision)
      #expect(
        try await refusals { try await books.perform(.sendBack(decision, on: day), on: grant) }
          == ["maker_is_not_checker"])
      try await books.perform(.sendBack(decision, on: day), on: grant, by: books.director)
      sheet = try await books.tadamun.grant(grant)
      #expect(sheet.money.unallocated == 0)
      let cash: Int64 = try await pool.queryValue(
        "SELECT sum(amount_minor)::bigint FROM postings JOIN accounts USING (account_id) WHERE kind = 'cash'")
      #expect(cash == 400_000_00 - 180_000_00 + 47_500_00)
    }
  }

  @Test(
    "what zakat, a waqf or another fund holds is never set off against it",
    arguments: [Instrument.zakat, .waqf, .grant])
  func offset(instrument: Instrument) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let fund = try Code("other")
      try await books.tadamun.open(Fund(fund, instrument, names: Names(fr: "Autre")), by: .sample)
      let entries: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      let act = try GrantAct.receiveRecovery(
        GrantBooks.money("47500.00"), on: GrantBooks.day("2026-08-20"), .heldIn(fund))
      #expect(
        try await refusals { try await books.perform(act, on: grant) }
          == [instrument == .grant ? "offset_across_funds" : "offset_forbidden"])
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == entries)
    }
  }

  @Test("what the grant's own fund holds for the grantee is set off")
  func offsetWithinTheFund() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let day = try GrantBooks.day("2026-08-20")
      try await books.tadamun.record(
        [
          KeyedContribution(
            key: "set aside",
            try Contribution(
              .allocation, of: GrantBooks.money("47500.00"), fund: books.fund, for: books.cooperative, on: day))
        ], by: .sample)
      try await books.perform(
        .receiveRecovery(GrantBooks.money("47500.00"), on: day, .heldIn(books.fund)), on: grant)
      let sheet = try await books.tadamun.grant(grant)
      #expect(sheet.state == .closed && sheet.money.paid == 180_000_00 && sheet.money.returned == 47_500_00)
      #expect(try await books.tadamun.money(of: books.cooperative).first?.inCustody.minor == 0)
    }
  }

  @Test("no account for recoveries can exist in a fund of zakat or waqf", arguments: ["zakat", "waqf"])
  func heldByTheDatabase(instrument: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, _) = try await prepare(pool)
      try await books.tadamun.open(
        Fund(Code("other"), Instrument(word: instrument), names: Names(fr: "Autre")), by: .sample)
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO accounts (fund_id, currency, kind)
          SELECT fund_id, 'MAD', 'recoveries' FROM funds WHERE code = 'other'
          """)
      }
      #expect(refused == "account_kind_fits_fund")
    }
  }
}
