import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("What people decide about a proposal")
struct ProposalDecisionTests {
  private static func mad(_ minor: Int64) throws -> Money { try Money(minor: minor, .mad) }
  private static let maker = "fatima"
  private static let checker = "omar"

  private static func draft(_ app: Pool) async throws -> (SmallProgramme, FundingProposal) {
    let (small, fund) = try await ProposalTests.prepare(app)
    return (small, try await small.tadamun.propose(small.code, fund: fund, key: "a", by: Source(maker)))
  }

  @Test("an override counts once another person approved it, and the sum stays under the budget")
  func override() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, draft) = try await Self.draft(app)
      let (tadamun, actors) = (small.tadamun, small.cooperatives)
      let maker = try Source(Self.maker)
      let checker = try Source(Self.checker)
      let more = try await tadamun.requestOverride(
        Self.mad(50_001), for: actors[0], of: draft.id, reason: "fire", by: maker)
      #expect(try await tadamun.proposal(draft.id, limit: 1).proposal.total.minor == 100_000)
      let own = try await ProposalTests.code { _ = try await tadamun.approveOverride(more.id, by: Source("Fatima ")) }
      #expect(own == "maker_is_not_checker")
      let over = try await ProposalTests.code { _ = try await tadamun.approveOverride(more.id, by: checker) }
      #expect(over == "proposal_over_budget")
      let less = try await tadamun.requestOverride(
        Self.mad(20_000), for: actors[1], of: draft.id, reason: "closed for a month", by: maker)
      #expect(try await tadamun.approveOverride(less.id, by: checker).approvedBy == Self.checker)
      _ = try await tadamun.approveOverride(more.id, by: checker)
      let sheet = try await tadamun.proposal(draft.id, limit: 10)
      #expect(sheet.lines.map(\.payableMinor) == [50_001, 20_000, 25_000] && sheet.proposal.total.minor == 95_001)
      #expect(sheet.lines.map(\.amountMinor) == [50_000, 25_000, 25_000])
      #expect(try await tadamun.verify(proposal: draft.id).differences == [])
      let twice = try await ProposalTests.code { _ = try await tadamun.approveOverride(more.id, by: checker) }
      #expect(twice == "already_approved")
      let blank = try await ProposalTests.code {
        _ = try await tadamun.requestOverride(Self.mad(1), for: actors[0], of: draft.id, reason: " ", by: maker)
      }
      let stranger = try await ProposalTests.code {
        _ = try await tadamun.requestOverride(Self.mad(1), for: Code("funder"), of: draft.id, reason: "x", by: maker)
      }
      #expect([blank, stranger] == ["override_without_reason", "override_unknown_actor"])
    }
  }

  @Test("overrides approved at the same moment never pass the budget together", arguments: 1...10)
  func concurrentOverrides(_ round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, draft) = try await Self.draft(app)
      let (tadamun, actors) = (small.tadamun, small.cooperatives)
      let maker = try Source(Self.maker)
      let checker = try Source(Self.checker)
      // 10,000 are free, and two people would each be given 8,000 more.
      let free = try await tadamun.requestOverride(
        Self.mad(40_000), for: actors[0], of: draft.id, reason: "less", by: maker)
      _ = try await tadamun.approveOverride(free.id, by: checker)
      let wanted = try await [actors[1], actors[2]].asyncMap { actor in
        try await tadamun.requestOverride(Self.mad(33_000), for: actor, of: draft.id, reason: "more", by: maker).id
      }
      let outcomes = await withTaskGroup(of: ProblemCode?.self) { group in
        for id in wanted {
          group.addTask {
            do { _ = try await tadamun.approveOverride(id, by: checker) } catch let problem as Problem {
              return problem.code
            } catch { return "fault" }
            return nil
          }
        }
        return await group.reduce(into: [ProblemCode?]()) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == nil } == 1 && outcomes.count { $0 == "proposal_over_budget" } == 1, "\(outcomes)")
      #expect(try await tadamun.proposal(draft.id, limit: 1).proposal.total.minor == 98_000)
    }
  }

  @Test("a proposal is put forward by one and approved by another, step by step")
  func steps() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, draft) = try await Self.draft(app)
      let tadamun = small.tadamun
      let step = { (state: FundingProposal.State, name: String) in
        try await ProposalTests.code {
          _ = try await tadamun.step(draft.id, to: state, reason: "", by: Source(name))
        }
      }
      #expect(try await step(.approved, Self.checker) == "proposal_state_conflict")
      #expect(try await step(.proposed, "amina") == nil)
      #expect(try await step(.proposed, "amina") == "proposal_state_conflict")
      for name in [Self.maker, "amina", "AMINA"] { #expect(try await step(.approved, name) == "maker_is_not_checker") }
      #expect(try await step(.withdrawn, "amina") == "reason_missing")
      let late = try await ProposalTests.code {
        _ = try await tadamun.requestOverride(
          Self.mad(1), for: small.cooperatives[0], of: draft.id, reason: "late", by: Source(Self.maker))
      }
      #expect(late == "proposal_not_draft")
      #expect(try await tadamun.proposal(draft.id, limit: 1).proposal.state == .proposed)
      #expect(try await step(.approved, Self.checker) == nil)
      let withdrawn = try await ProposalTests.code {
        _ = try await tadamun.step(draft.id, to: .withdrawn, reason: "late", by: Source(Self.checker))
      }
      #expect(withdrawn == "proposal_state_conflict")
      #expect(try await tadamun.proposal(draft.id, limit: 1).proposal.state == .approved)
    }
  }

  @Test("whoever was found not to be eligible since the run is paid by no approval")
  func eligibleWhenApproved() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let (small, draft) = try await Self.draft(app)
      let tadamun = small.tadamun
      _ = try await tadamun.step(draft.id, to: .proposed, reason: "", by: Source("amina"))
      let find = { (isEligible: Bool) in
        try await tadamun.record(
          EligibilityFinding(
            fund: draft.fund, actor: small.cooperatives[0], isEligible: isEligible, reason: "inquiry",
            source: "council",
            first: CalendarDate(iso: "2026-01-01"), last: nil), by: Source("fatima"))
      }
      let approve = { _ = try await tadamun.step(draft.id, to: .approved, reason: "", by: Source(Self.checker)) }
      try await find(false)
      #expect(try await refusals(approve) == ["actor_ineligible"])
      #expect(try await tadamun.proposal(draft.id, limit: 1).proposal.state == .proposed)
      try await find(true)
      #expect(try await refusals(approve) == [])
    }
  }

  @Test("the database refuses a line that is changed, added late, or left unexplained")
  func defences() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let (_, draft) = try await Self.draft(app)
      for statement: SQL in [
        "UPDATE tadamun.proposal_lines SET amount_minor = 0", "DELETE FROM tadamun.proposal_lines",
        "UPDATE tadamun.proposals SET budget_minor = 5", "DELETE FROM tadamun.proposal_steps",
        "UPDATE tadamun.proposal_totals SET total_minor = 0",
      ] {
        await #expect(throws: PostgresError.self) { try await app.execute(statement) }
      }
      let late = await #expect(throws: PostgresError.self) {
        try await app.execute(
          """
          INSERT INTO proposal_lines (actor_id, proposal_id, amount_minor, reason)
          SELECT actor_id, \(draft.id), 1, 'shared' FROM actors WHERE code = 'funder'
          """)
      }
      #expect(late?.constraint == "proposals_are_closed")
      let unexplained = await #expect(throws: PostgresError.self) {
        try await app.execute(
          """
          INSERT INTO proposals (programme_id, run_id, fund_id, currency, budget_minor, node, method, source,
            idempotency_key, body_hash, made_by)
          SELECT programme_id, run_id, fund_id, currency, 7, node, method, source, 'x', body_hash, made_by FROM proposals
          """)
      }
      #expect(unexplained?.constraint == "proposals_explain_their_budget")
      #expect(try await admin.queryValue("SELECT count(*) FROM tadamun.proposals", as: Int.self) == 1)
    }
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
