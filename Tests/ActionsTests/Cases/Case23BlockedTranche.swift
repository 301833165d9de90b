import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Case 23: a blocked tranche")
struct Case23BlockedTranche {
  private func prepare(_ pool: Pool) async throws -> (books: GrantBooks, grant: Code) {
    let books = try await GrantBooks(Tadamun(pool), cash: "400000.00")
    let grant = try books.application("well", "300000.00")
    let due = try GrantBooks.day("2026-09-30")
    try await books.sign(
      grant,
      books.agreement(
        [
          ("120000.00", []),
          ("120000.00", [TrancheCondition(.spendRatio(basisPoints: 7_500)), TrancheCondition(.report(2), dueOn: due)]),
          ("60000.00", []),
        ],
        reports: [
          books.report(1, quarter: 2, due: "2026-07-31"), books.report(2, quarter: 3, due: "2026-09-30"),
        ]))
    try await books.pay(1, of: grant.code, on: "2026-04-01")
    try await books.account("84000.00", in: 1, of: grant.code, on: "2026-07-20")
    return (books, grant.code)
  }

  @Test("it is refused with every condition that is open, and nothing moves")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let entries: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      let problems = await #expect(throws: Problems.self) {
        try await books.perform(.request(tranche: 2, on: GrantBooks.day("2026-10-05")), on: grant)
      }
      #expect(problems?.list.map(\.code) == ["condition_open", "condition_open"])
      #expect(problems?.list.map(\.place?.field) == ["conditions[1]", "conditions[2]"])
      #expect(
        problems?.list.first?.message
          == "84000.00 MAD of 120000.00 MAD paid is accepted as spent, 70 %; 75 % is needed.")
      #expect(problems?.list.last?.message == "Report 2 due 2026-09-30 is due.")
      let sheet = try await books.tadamun.grant(grant)
      #expect(sheet.tranches[1].state == .conditionsPending && sheet.money.paid == 120_000_00)
      #expect(sheet.tranches[1].conditions.allSatisfy { $0.finding?.isMet == false })
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == entries)
      #expect(try await pool.queryValue("SELECT count(*) FROM decisions", as: Int.self) == 1)
    }
  }

  @Test("who asks for a waiver cannot grant it; another person's, with its reason, lets the tranche pass and is kept")
  func waived() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let day = try GrantBooks.day("2026-10-05")
      _ = try await refusals { try await books.perform(.request(tranche: 2, on: day), on: grant) }
      for condition in 1...2 {
        let asked = try await books.perform(
          .askWaiver(tranche: 2, .condition(condition), on: day, reason: "the drill broke down"), on: grant)
        let decision = try #require(asked.decision)
        #expect(
          try await refusals { try await books.perform(.waive(decision, on: day), on: grant) }
            == ["maker_is_not_checker"])
        #expect(try await books.tadamun.grant(grant).tranches[1].conditions[condition - 1].status == "open")
        try await books.perform(.waive(decision, on: day), on: grant, by: books.director)
      }
      try await books.pay(2, of: grant, on: "2026-10-05")
      let sheet = try await books.tadamun.grant(grant)
      #expect(sheet.tranches[1].state == .paid && sheet.money.paid == 240_000_00)
      for condition in sheet.tranches[1].conditions {
        #expect(condition.status == "waived")
        #expect(condition.waiver?.reason == "the drill broke down")
        #expect(condition.waiver?.askedBy == "officer" && condition.waiver?.grantedBy == "director")
      }
    }
  }

  @Test("a reason is needed, and who granted a waiver does not ask for the money")
  func separation() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, grant) = try await prepare(pool)
      let day = try GrantBooks.day("2026-10-05")
      #expect(
        try await refusals {
          try await books.perform(.askWaiver(tranche: 2, .condition(1), on: day, reason: " "), on: grant)
        } == ["reason_missing"])
      for condition in 1...2 {
        let asked = try await books.perform(
          .askWaiver(tranche: 2, .condition(condition), on: day, reason: "late rain"), on: grant)
        try await books.perform(.waive(#require(asked.decision), on: day), on: grant, by: books.director)
      }
      #expect(
        try await refusals {
          try await books.perform(.request(tranche: 2, on: day), on: grant, by: books.director)
        } == ["requester_waived"])
      #expect(try await books.tadamun.grant(grant).tranches[1].state == .releasable)
    }
  }
}
