import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Case 24: two payments at once out of too little money")
struct Case24ConcurrentOverDisbursement {
  private static let repetitions = 100

  @Test("one is paid, the other refused for want of money, a hundred times, and nobody deadlocks")
  func race() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await GrantBooks(Tadamun(pool), cash: "1.00")
      for repetition in 1...Case24ConcurrentOverDisbursement.repetitions {
        let fund = try Code("fund-\(repetition)")
        let grants = try await prepare(books, fund, repetition)
        let day = try GrantBooks.day("2026-04-02")
        let outcomes = await withTaskGroup(of: String.self) { group in
          for grant in grants {
            group.addTask {
              do {
                try await books.perform(.pay(tranche: 1, on: day), on: grant)
                return "paid"
              } catch let problem as Problem { return problem.code.rawValue } catch { return "\(error)" }
            }
          }
          return await group.reduce(into: [String]()) { $0.append($1) }.sorted()
        }
        #expect(outcomes == ["insufficient_funds", "paid"], "repetition \(repetition)")
        #expect(try await available(in: fund, pool) == 15_000_00, "repetition \(repetition)")
        var paid: Int64 = 0
        for grant in grants { paid += try await books.tadamun.grant(grant).money.paid }
        #expect(paid == 25_000_00)
      }
      #expect(try await books.tadamun.verifyBooks().faults.isEmpty)
    }
  }

  /// A fund of 40,000 and two grants of 25,000 whose one tranche is approved.
  private func prepare(_ books: GrantBooks, _ fund: Code, _ repetition: Int) async throws -> [Code] {
    try await books.open(fund, cash: "40000.00")
    var codes: [Code] = []
    for side in ["a", "b"] {
      let grant = try books.application("g-\(repetition)-\(side)", "25000.00", fund: fund)
      try await books.sign(grant, books.agreement([("25000.00", [])]))
      try await books.approve(1, of: grant.code, on: "2026-04-01")
      codes.append(grant.code)
    }
    return codes
  }

  private func available(in fund: Code, _ pool: Pool) async throws -> Int64 {
    try await pool.queryValue(
      """
      SELECT sum(p.amount_minor)::bigint FROM postings p JOIN accounts a USING (account_id)
      JOIN funds f ON f.fund_id = a.fund_id WHERE f.code = \(fund) AND a.kind = 'cash'
      """)
  }
}
