import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("An approved proposal becomes grants")
struct ProposalAwardTests {
  private func award() throws -> ProposalAward {
    try ProposalAward(
      prefix: Code("g26"), names: Names(fr: "Résultats 2026"), purpose: "Jobs", isRestricted: true,
      span: DateSpan(GrantBooks.day("2026-08-01"), through: GrantBooks.day("2027-07-31")),
      on: GrantBooks.day("2026-08-10"), signedBy: ["funder's seal", "grantees' union"], maximumOverspend: 0,
      tranches: [
        ProposalAward.Tranche(share: 3_333, on: GrantBooks.day("2026-09-01"), conditions: []),
        ProposalAward.Tranche(
          share: 6_667, on: GrantBooks.day("2027-02-01"),
          conditions: [
            TrancheCondition(
              .score(ScoreCondition(programme: Code("small"), node: "score", minimum: 0.9, reads: .lowerBound)))
          ]),
      ], reports: [])
  }

  @Test("each line is a grant with its tranches, the sum is the proposal's, and it happens once")
  func awarded() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, fund) = try await ProposalTests.prepare(pool)
      let tadamun = small.tadamun
      let draft = try await tadamun.propose(small.code, fund: fund, key: "a", by: Source("maker"))
      let (officer, source) = (try Person("officer"), Source.api)
      let early = try await refusals {
        try await tadamun.award(proposal: draft.id, as: award(), by: officer, source: source)
      }
      #expect(early == ["proposal_not_approved"])
      let less = try await tadamun.requestOverride(
        GrantBooks.money("200.00"), for: small.cooperatives[1], of: draft.id, reason: "closed", by: Source("maker"))
      _ = try await tadamun.approveOverride(less.id, by: Source("checker"))
      _ = try await tadamun.step(draft.id, to: .proposed, by: Source("maker"))
      _ = try await tadamun.step(draft.id, to: .approved, by: Source("checker"))
      let codes = try await tadamun.award(proposal: draft.id, as: award(), by: officer, source: source)
      #expect(codes == small.cooperatives.map { Code(trusted: "g26-\($0)") })
      let sheets = try await tadamun.grants(in: fund, limit: 10)
      let total = try await tadamun.proposal(draft.id, limit: 1).proposal.total
      #expect(sheets.map(\.money.agreed).reduce(0, +) == total.minor)
      #expect(sheets[1].money.agreed == 200_00 && sheets.allSatisfy { $0.state == .agreed })
      for sheet in sheets {
        #expect(sheet.tranches.map(\.amount.minor).reduce(0, +) == sheet.money.agreed && sheet.tranches.count == 2)
        #expect(sheet.tranches[0].amount.minor == sheet.money.agreed * 3_333 / 10_000)
      }
      let again = try await refusals {
        try await tadamun.award(proposal: draft.id, as: award(), by: officer, source: source)
      }
      #expect(again == ["grant_exists"] || again == ["already_awarded"])
      #expect(try await tadamun.grants(in: fund, limit: 10).count == 3)
    }
  }

  @Test("the database refuses a grant that is not what was approved")
  func held() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, fund) = try await ProposalTests.prepare(pool)
      let draft = try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source("maker"))
      let books = try await GrantBooks(small.tadamun, cash: "10.00", cooperative: small.cooperatives[0].text)
      try await small.tadamun.apply(
        for: books.application("mine", "500.00", fund: fund), by: books.officer, source: .sample)
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO proposal_awards (proposal_id, actor_id, grant_id, awarded_by)
          SELECT \(draft.id), grantee_id, grant_id, 'somebody' FROM grants
          """)
      }
      #expect(refused == "award_is_the_proposals")
    }
  }
}
