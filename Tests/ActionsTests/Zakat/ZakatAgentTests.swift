import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Proposals out of zakat pay agents of the entitled")
struct ZakatAgentTests {
  private func appoint(_ books: ZakatBooks, _ agent: String, for recipient: String, until last: String? = nil)
    async throws
  {
    try await books.tadamun.record(
      ZakatAgency(
        of: Code(agent), for: Code(recipient), wakala: "mandate of \(recipient)", from: books.day("2025-01-01"),
        through: last.map { try books.day($0) }), by: .api)
  }

  @Test("an agent of one entitled person gets a line, others are told why they get nothing")
  func proposal() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      let (small, _) = try await ProposalTests.prepare(pool)
      let agent = small.cooperatives[0]
      try await books.entitle("m1")
      try await books.entitle("m2", approved: false)
      try await appoint(books, agent.text, for: "m1")
      try await appoint(books, "coop-x", for: "m2")
      #expect(try await books.tadamun.findZakatAgents(for: books.fund, on: small.asOf, by: .api) == 2)
      #expect(try await books.tadamun.findZakatAgents(for: books.fund, on: small.asOf, by: .api) == 0)
      let made = try await small.tadamun.propose(small.code, fund: books.fund, key: "z", by: Source("fatima"))
      let lines = try await small.tadamun.proposal(made.id, limit: 10).lines
      #expect(lines.filter { $0.amountMinor > 0 }.map(\.actor) == [agent])
      #expect(lines.filter { $0.actor != agent }.allSatisfy { $0.ineligibility != nil })
    }
  }

  @Test("a finding follows assessments and mandates by night, and leaves a person's own alone")
  func follows() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.entitle("m1", until: "2026-03-31")
      try await appoint(books, "coop-x", for: "m1")
      try await appoint(books, "coop-x", for: "m1")
      try await books.tadamun.keepBooks(on: books.day("2026-03-31"))
      #expect(try await finding(pool) == "true 2026-03-31")
      try await books.tadamun.keepBooks(on: books.day("2026-04-01"))
      #expect(try await finding(pool) == "false ")
      try await books.assess("m1", as: .masakin, until: "2026-06-30")
      #expect(try await books.tadamun.findZakatAgents(for: books.fund, on: books.day("2026-04-02"), by: .api) == 1)
      #expect(try await books.tadamun.findZakatAgents(for: books.fund, on: books.day("2026-04-02"), by: .api) == 0)
      #expect(try await finding(pool) == "true 2026-06-30")
      let sanction = EligibilityFinding(
        fund: books.fund, actor: try Code("coop-x"), isEligible: false, reason: "under inquiry", source: "council",
        first: try books.day("2026-04-03"), last: nil)
      try await books.tadamun.record(sanction, by: .api)
      try await books.assess("m1", as: .fiSabilillah)
      #expect(try await books.tadamun.findZakatAgents(for: books.fund, on: books.day("2026-04-04"), by: .api) == 0)
      #expect(try await finding(pool) == "false ")
    }
  }

  @Test("an agency overlaps no other, and is of an actor for a person")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await ZakatBooks(pool)
      try await books.entitle("m1")
      try await appoint(books, "coop-x", for: "m1", until: "2026-12-31")
      #expect(try await refusals { try await appoint(books, "coop-x", for: "m1") } == ["agency_overlaps"])
      #expect(try await refusals { try await appoint(books, "nobody", for: "m1") } == ["actor_unknown"])
      #expect(
        try await refusals { try await appoint(books, "coop-x", for: "coop-x") } == ["recipient_kind_not_allowed"])
      #expect(try await pool.queryValue("SELECT count(*) FROM zakat_agencies", as: Int.self) == 1)
    }
  }

  private func finding(_ pool: Pool) async throws -> String {
    try await pool.queryValue(
      "SELECT is_eligible || ' ' || coalesce(last_on::text, '') FROM eligibility_findings ORDER BY finding_id DESC LIMIT 1"
    )
  }
}
