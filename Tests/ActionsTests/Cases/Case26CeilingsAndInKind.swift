import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Case 26: ceilings of the INDH, and contributions in kind")
struct Case26CeilingsAndInKind {
  private func prepare(_ pool: Pool) async throws -> GrantBooks {
    let books = try await GrantBooks(Tadamun(pool), cash: "400000.00")
    let text = try String(contentsOfFile: "config/policies/grants-indh.yml", encoding: .utf8)
    let decision = try await books.tadamun.adopt(policy: text, from: GrantBooks.day("2026-01-01"), by: books.officer)
    try await books.tadamun.approve(decision, by: books.director)
    return books
  }

  private func application(
    _ books: GrantBooks, _ code: String, requested: String, cash: String, inKind: String, cost: String = "400000.00",
    members: (Int, Int)? = (30, 10)
  ) throws -> Grant {
    let plan = try GrantPlan(
      requested: GrantBooks.money(requested), ownCash: GrantBooks.money(cash), ownInKind: GrantBooks.money(inKind),
      others: GrantBooks.money("0.00"), cost: GrantBooks.money(cost))
    return try Grant(
      Code(code), fund: books.fund, grantee: books.cooperative, funder: books.funder, names: Names(fr: "Huilerie"),
      purpose: "Une huilerie", span: DateSpan(GrantBooks.day("2026-01-01"), through: GrantBooks.day("2026-12-31")),
      submittedOn: GrantBooks.day("2026-01-10"), plan: plan, members: members?.0, youthAndWomen: members?.1,
      policy: Code("grants-indh"))
  }

  @Test("an application over the ceiling is refused with what it would have to be, and is not recorded")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let grant = try application(books, "mill", requested: "250000.00", cash: "60000.00", inKind: "90000.00")
      let problems = await #expect(throws: Problems.self) {
        try await books.tadamun.apply(for: grant, by: books.officer, source: .sample)
      }
      #expect(problems?.list.map(\.code) == ["grant_over_ceiling", "in_kind_over_cap"])
      let sentence = problems?.list.first?.message ?? ""
      #expect(sentence.contains("At most 240000.00 MAD may be granted to a project of 400000.00 MAD"))
      #expect(sentence.contains("the own part is then 160000.00 MAD"))
      #expect(sentence.contains("in kind at most 80000.00 MAD and in cash at least 80000.00 MAD"))
      #expect(try await pool.queryValue("SELECT count(*) FROM grants", as: Int.self) == 0)
    }
  }

  @Test("what comes in kind counts up to its cap and never touches cash")
  func inKind() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let grant = try application(books, "mill", requested: "240000.00", cash: "80000.00", inKind: "80000.00")
      try await books.sign(
        grant, books.agreement([("240000.00", [TrancheCondition(.cofunding(minor: 160_000_00))])]))
      let entries: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      let day = try GrantBooks.day("2026-03-01")
      try await books.perform(
        .addInKind(
          InKind(
            item: "land", quantity: 1, unitValue: GrantBooks.money("90000.00"), valuationBasis: "expert's report",
            evidence: "deed 12", receivedOn: day)), on: grant.code)
      try await books.perform(
        .addCofunding(
          Cofunding(
            giver: "members", stage: .received, amount: GrantBooks.money("79999.99"), evidence: "slip 1", on: day)),
        on: grant.code)
      let problems = await #expect(throws: Problems.self) {
        try await books.perform(.request(tranche: 1, on: day), on: grant.code)
      }
      #expect(
        problems?.list.map(\.message) == [
          "Co-funding is 159999.99 MAD, of which in kind 80000.00 MAD; 160000.00 MAD is needed."
        ])
      try await books.perform(
        .addCofunding(
          Cofunding(giver: "members", stage: .received, amount: GrantBooks.money("0.01"), evidence: "slip 2", on: day)),
        on: grant.code)
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == entries)
      try await books.pay(1, of: grant.code, on: "2026-03-02")
      #expect(try await books.tadamun.grant(grant.code).money.paid == 240_000_00)
    }
  }

  @Test("the members' share of youth and women is judged where the policy sets one")
  func members() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let make = { (members: (Int, Int)?) in
        try application(
          books, "mill", requested: "240000.00", cash: "80000.00", inKind: "80000.00", members: members)
      }
      let apply = { (grant: Grant) in
        try await refusals { try await books.tadamun.apply(for: grant, by: books.officer, source: .sample) }
      }
      #expect(try await apply(make((30, 8))) == ["youth_and_women_too_few"])
      #expect(try await apply(make(nil)) == ["members_missing"])
      #expect(try await apply(make((30, 9))) == [])
    }
  }

  @Test("a grant keeps the policy it was judged under")
  func keepsItsPolicy() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await prepare(pool)
      let grant = try application(books, "mill", requested: "240000.00", cash: "80000.00", inKind: "80000.00")
      try await books.tadamun.apply(for: grant, by: books.officer, source: .sample)
      let text = try String(contentsOfFile: "config/policies/grants-indh.yml", encoding: .utf8)
      let stricter = text.replacing("version: 1", with: "version: 2").replacing("300000.00 MAD", with: "100000.00 MAD")
      let decision = try await books.tadamun.adopt(
        policy: stricter, from: GrantBooks.day("2026-01-15"), by: books.officer)
      try await books.tadamun.approve(decision, by: books.director)
      try await books.perform(.award(on: GrantBooks.day("2026-01-20")), on: grant.code)
      try await books.perform(.sign(books.agreement([("240000.00", [])])), on: grant.code)
      let sheet = try await books.tadamun.grant(grant.code)
      let kept = try await books.tadamun.policy(#require(sheet.policy))
      #expect(sheet.state == .agreed && kept.policy.version == 1)
    }
  }
}
