import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Payouts that fail or are given up, fees of processors, and what the law asks an appeal for")
struct CampaignPayoutTests {
  private func appeal() throws -> CampaignBasis {
    .appeal(
      authorisation: "A-17",
      valid: try DateSpan(CampaignBooks.day("2026-04-01"), through: CampaignBooks.day("2026-12-31")), account: "MA6499")
  }

  private func succeed(_ books: CampaignBooks, basis: CampaignBasis = CampaignBooks.platform) async throws {
    try await books.open(books.definition("well", goal: "100.00", basis: basis))
    try await books.give("a", to: "well", "400.00", fee: "9.60")
    #expect(try await books.close("well") == .succeeded)
  }

  private func ask(_ books: CampaignBooks, _ code: String, _ amount: String, on day: String = "2026-06-02") async throws
  {
    let day = try books.day(day)
    _ = try await books.tadamun.requestPayout(
      Code(code), of: Code("well"), books.mad(amount), to: "MA6400010001", on: day, by: books.officer)
    try await books.tadamun.approvePayout(Code(code), on: day, by: books.director)
  }

  @Test("a payout that did not arrive is back in the fund, once, and is asked for anew")
  func returned() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let tadamun = books.tadamun
      try await succeed(books)
      try await ask(books, "o1", "400.00")
      let day = try books.day("2026-06-03")
      let back = { (reason: String) async throws in
        try await refusals { try await tadamun.returnPayout(Code("o1"), on: day, reason: reason, by: books.officer) }
      }
      #expect(try await back("closed account") == ["payout_state_forbids"])
      try await tadamun.pay(payout: Code("o1"), on: day, by: books.officer)
      #expect(try await books.sheet("well").state == .delivering)
      #expect(try await back(" ") == ["reason_missing"])
      for _ in 0..<2 { #expect(try await back("closed account") == []) }
      var sheet = try await books.sheet("well")
      #expect(sheet.heldForProject.decimal == "400.00" && sheet.paidOut.minor == 0)
      #expect(sheet.payouts.map(\.state) == [.returned])
      #expect(
        try await refusals { try await tadamun.endCampaign(Code("well"), on: day, by: books.director) }
          == ["campaign_holds_money"])
      #expect(
        try await refusals { try await tadamun.pay(payout: Code("o1"), on: day, by: books.officer) } == [])
      #expect(try await books.sheet("well").heldForProject.decimal == "400.00")
      try await ask(books, "o2", "400.00", on: "2026-06-04")
      try await tadamun.pay(payout: Code("o2"), on: books.day("2026-06-05"), by: books.officer)
      sheet = try await books.sheet("well")
      #expect(sheet.heldForProject.minor == 0 && sheet.paidOut.decimal == "400.00")
      try await tadamun.endCampaign(Code("well"), on: books.day("2026-06-06"), by: books.director)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a payout that is withdrawn is never paid; one that is paid is not withdrawn")
  func withdrawn() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let tadamun = books.tadamun
      try await succeed(books)
      for code in ["o1", "o2"] { try await ask(books, code, "100.00") }
      let day = try books.day("2026-06-03")
      let withdraw = { (code: String) async throws in
        try await refusals {
          try await tadamun.withdrawPayout(Code(code), on: day, reason: "wrong account", by: books.officer)
        }
      }
      for _ in 0..<2 { #expect(try await withdraw("o1") == []) }
      let entries = try await books.entries()
      #expect(
        try await refusals { try await tadamun.pay(payout: Code("o1"), on: day, by: books.officer) }
          == ["payout_state_forbids"])
      #expect(try await books.entries() == entries)
      try await tadamun.pay(payout: Code("o2"), on: day, by: books.officer)
      #expect(try await withdraw("o2") == ["payout_state_forbids"])
      #expect(try await books.sheet("well").heldForProject.decimal == "300.00")
    }
  }

  @Test(
    "what is owed to processors is paid out of the platform's own cash: never more than owed or held, once a reference")
  func settlement() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await succeed(books)
      let settle = { (reference: String, amount: String) async throws in
        try await refusals {
          let decision = try await books.tadamun.requestProcessorSettlement(
            books.mad(amount), of: Code("platform"), reference: Code(reference), on: books.day("2026-06-30"),
            by: Person("treasurer"))
          #expect(
            try await refusals { try await books.tadamun.approve(decision, by: Person("treasurer")) }
              != [])
          try await books.tadamun.approve(decision, by: Person("director"))
          try await books.tadamun.pay(under: decision, by: .api)
        }
      }
      #expect(try await settle("may", "9.60") == ["insufficient_funds"])
      let capital = try Contribution(
        .receipt, of: books.mad("50.00"), fund: Code("platform"), for: nil, from: nil, on: books.day("2026-01-05"))
      try await books.tadamun.record([KeyedContribution(key: "capital", capital)], by: .api)
      #expect(try await settle("early", "9.61") == ["insufficient_funds"])
      #expect(try await settle("june", "0.00") == ["amount_not_positive"])
      for _ in 0..<2 { #expect(try await settle("june", "9.60") == []) }
      #expect(try await books.balance(.processorPayable, of: "platform") == 0)
      #expect(try await books.balance(.cash, of: "platform") == 40_40)
      #expect(try await settle("june", "5.00") == ["payment_exists"])
      #expect(try await settle("july", "0.01") == ["insufficient_funds"])
    }
  }

  @Test("an appeal's money is paid out ten days after its distribution was declared, not a day before")
  func declaration() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await succeed(books, basis: appeal())
      try await ask(books, "o1", "400.00")
      let pay = { (day: String) async throws in
        try await refusals {
          try await books.tadamun.pay(payout: Code("o1"), on: books.day(day), by: books.officer)
        }
      }
      let entries = try await books.entries()
      #expect(try await pay("2026-06-30") == ["distribution_undeclared"])
      let declared = CampaignSheet.Filing(
        kind: .distributionDeclaration, on: try books.day("2026-06-05"), reference: "letter to the governor")
      for _ in 0..<2 { try await books.tadamun.file(declared, for: Code("well"), by: books.officer) }
      #expect(try await pay("2026-06-14") == ["distribution_undeclared"])
      #expect(try await books.entries() == entries)
      #expect(try await pay("2026-06-15") == [])
      #expect(try await books.entries() == entries + 1)
      let other = CampaignSheet.Filing(
        kind: .distributionDeclaration, on: try books.day("2026-06-06"), reference: "another letter")
      #expect(
        try await refusals { try await books.tadamun.file(other, for: Code("well"), by: books.officer) }
          == ["already_filed"])
    }
  }

  @Test("an appeal's report is due 30 days after its last day: told once when it is overdue, and needed to end it")
  func report() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool, policy: ["appeal_declaration_days": "0"])
      let tadamun = books.tadamun
      try await succeed(books, basis: appeal())
      #expect(try await books.sheet("well").reportDueOn?.description == "2026-06-30")
      for (day, alerts) in [("2026-06-30", 0), ("2026-07-01", 1), ("2026-07-02", 1)] {
        try await tadamun.keepBooks(on: books.day(day))
        #expect(try await books.events("appeal_report_overdue") == alerts, "\(day)")
      }
      try await tadamun.file(
        CampaignSheet.Filing(kind: .distributionDeclaration, on: books.day("2026-07-01"), reference: "letter"),
        for: Code("well"), by: books.officer)
      try await ask(books, "o1", "400.00", on: "2026-07-02")
      try await tadamun.pay(payout: Code("o1"), on: books.day("2026-07-02"), by: books.officer)
      let end = { () async throws in
        try await refusals {
          try await tadamun.endCampaign(Code("well"), on: books.day("2026-07-03"), by: books.director)
        }
      }
      #expect(try await end() == ["appeal_report_missing"])
      try await tadamun.file(
        CampaignSheet.Filing(kind: .finalReport, on: books.day("2026-07-03"), reference: "report 1"),
        for: Code("well"), by: books.officer)
      #expect(try await end() == [])
    }
  }

  @Test("a report that is filed in time is never told overdue, and a platform's campaign files nothing")
  func inTime() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await succeed(books, basis: appeal())
      let report = CampaignSheet.Filing(kind: .finalReport, on: try books.day("2026-06-20"), reference: "report 1")
      try await books.tadamun.file(report, for: Code("well"), by: books.officer)
      try await books.tadamun.keepBooks(on: books.day("2026-07-15"))
      #expect(try await books.events("appeal_report_overdue") == 0)
      try await books.open(books.definition("oven", goal: "10.00"))
      #expect(
        try await refusals { try await books.tadamun.file(report, for: Code("oven"), by: books.officer) }
          == ["filing_unneeded"])
    }
  }
}
