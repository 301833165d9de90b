import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("An approved proposal out of a waqf's yield becomes payments")
struct WaqfProposalTests {
  /// 1,000.00 of yield, 60 and 40 parts of a hundred for two cooperatives whose scores are 1.0 and 0.5, and an approved
  /// proposal of 600.00 in those proportions.
  private func prepare(_ pool: Pool, budget: String = "600.00") async throws -> (books: WaqfBooks, proposal: Int64) {
    let small = try await SmallProgramme(
      Tadamun(pool), framework: SmallProgramme.framework + "\nproposal: {budget_minor: 60000, currency: MAD}")
    try await small.reportAll()
    try await small.tadamun.score(small.code, asOf: small.asOf)
    let books = try await WaqfBooks(
      pool, beneficiaries: [("orphans", "coop-a", 6_000), ("widows", "coop-b", 4_000)])
    try await books.earn("1000.00")
    try await books.run()
    let draft = try await books.tadamun.propose(
      small.code, budget: books.mad(budget), fund: Code("waqf-yield"), key: "p", by: Source("maker"))
    _ = try await books.tadamun.step(draft.id, to: .proposed, by: Source("maker"))
    return (books, draft.id)
  }

  private func approve(_ proposal: Int64, _ books: WaqfBooks) async throws {
    _ = try await books.tadamun.step(proposal, to: .approved, by: Source("checker"))
  }

  private func order(_ proposal: Int64, _ books: WaqfBooks) async throws -> [ProposedShare] {
    try await books.tadamun.orderShares(
      of: proposal, prefix: Code("p1"), on: books.day("2026-08-10"), by: books.maker)
  }

  @Test("each line is an order that another approves, then paid out of what is set aside, once")
  func paid() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, proposal) = try await prepare(pool)
      let tadamun = books.tadamun
      #expect(try await refusals { _ = try await order(proposal, books) } == ["proposal_not_approved"])
      try await approve(proposal, books)
      let orders = try await order(proposal, books)
      #expect(orders.map(\.order.text) == ["p1-orphans", "p1-widows"])
      #expect(orders.map(\.amount.decimal) == ["400.00", "200.00"])
      #expect(orders.allSatisfy { $0.outcome == nil && !$0.isPaid })
      #expect(try await refusals { _ = try await order(proposal, books) } == ["already_ordered"])
      // Nothing is paid that nobody else has approved.
      let day = try books.day("2026-08-11")
      #expect(try await tadamun.executeShares(of: proposal, on: day, by: books.maker).allSatisfy { !$0.isPaid })
      #expect(
        try await refusals { try await tadamun.approve(orders[0].decision, by: books.maker) }
          == ["maker_is_not_checker"])
      try await tadamun.approve(orders[0].decision, by: books.checker)
      try await tadamun.refuse(orders[1].decision, reason: "not now", by: books.checker)
      let entries = try await books.entries()
      for _ in 0..<2 {
        let shares = try await tadamun.executeShares(of: proposal, on: day, by: books.maker)
        #expect(shares.map(\.isPaid) == [true, false] && shares.map(\.outcome) == [.approved, .refused])
      }
      #expect(try await books.entries() == entries + 1)
      let paid: Int64 = try await pool.queryValue("SELECT sum(amount_minor)::bigint FROM waqf_payouts")
      #expect(paid == 400_00)
      #expect(try await tadamun.verifyBooks().isWhole)
    }
  }

  @Test("the waqf's rules hold on the day of payment: an urgent need that came up since stops it")
  func maintenanceFirst() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, proposal) = try await prepare(pool)
      try await approve(proposal, books)
      for share in try await order(proposal, books) {
        try await books.tadamun.approve(share.decision, by: books.checker)
      }
      try await books.need("50.00", found: "2026-08-10", due: "2026-09-01")
      let entries = try await books.entries()
      #expect(
        try await refusals {
          _ = try await books.tadamun.executeShares(of: proposal, on: books.day("2026-08-11"), by: books.maker)
        } == ["maintenance_first"])
      #expect(try await books.entries() == entries)
    }
  }

  @Test("a line above what is set aside for its actor stops all of them")
  func exceeded() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, proposal) = try await prepare(pool, budget: "1000.00")
      try await approve(proposal, books)
      // Two thirds of 1,000.00 are more than the 600.00 of the first.
      #expect(try await refusals { _ = try await order(proposal, books) } == ["waqf_share_exceeded"])
      let asked: Int = try await pool.queryValue("SELECT count(*) FROM decisions WHERE subject LIKE 'waqf_order:%'")
      #expect(asked == 0)
    }
  }

  @Test("the database refuses an order that is not what the proposal was approved for")
  func falseOrder() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (books, proposal) = try await prepare(pool)
      try await approve(proposal, books)
      let one = try books.mad("1.00")
      let wrong = try WaqfOrder(Code("mine"), of: books.waqf, .share(beneficiary: Code("orphans"), one))
      let day = try books.day("2026-08-10")
      _ = try await books.tadamun.request(wrong, on: day, by: books.maker)
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO waqf_proposal_orders (proposal_id, actor_id, waqf_id, beneficiary, amount_minor, code, decision_id,
            ordered_by)
          SELECT p.proposal_id, a.actor_id, w.waqf_id, 'orphans', 100, 'mine', d.decision_id, 'x'
          FROM proposals p, actors a, waqfs w, decisions d WHERE a.code = 'coop-a' AND d.subject = 'waqf_order:mine'
          """)
      }
      #expect(refused == "order_is_the_proposals")
    }
  }
}
