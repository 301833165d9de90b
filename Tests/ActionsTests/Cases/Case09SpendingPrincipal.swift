import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 9: an attempt to spend principal")
struct Case09SpendingPrincipal {
  @Test("of 3,100.00 of yield, 3,100.01 are refused by the action, and the principal stands")
  func shareBeyondYield() async throws {
    try await withWaqf { books, _ in
      #expect(try await refusals { try await books.distribute("3100.01") } == ["waqf_share_exceeded"])
      try await standsUnspent(books)
      try await books.distribute("3100.00")
      let report = try await books.report()
      #expect(report.yields.distributedMinor == 3_100_00 && report.yields.sharesMinor == 0)
      #expect(report.principal.balanceMinor == 500_000_00)
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("SQL sent as the application's role is refused too: past the share, out of the principal, and without a fact")
  func databaseRefuses() async throws {
    try await withWaqf { books, pool in
      let decision = try await approvedDecision(books)
      let beyond = try await books.refused {
        try await books.post(
          "waqf_share_payment",
          [
            ("waqf-yield", "waqf_shares", 3_100_01), ("waqf-yield", "waqf_yield_cash", -3_100_01),
            ("waqf-yield", "waqf_disbursements", 3_100_01), ("waqf-yield", "waqf_applied", -3_100_01),
          ], for: "school", decision: decision, in: $0)
      }
      #expect(beyond == "available_not_negative")
      let principal = try await books.refused {
        try await books.post(
          "waqf_share_payment",
          [("waqf-principal", "waqf_corpus", 1), ("waqf-principal", "waqf_principal_cash", -1)], decision: decision,
          in: $0)
      }
      #expect(principal == "entry_kind_may_touch_account")
      let general = try await books.refused {
        try await books.post(
          "disbursement",
          [("waqf-principal", "disbursements", 1), ("waqf-principal", "waqf_principal_cash", -1)], in: $0)
      }
      #expect(general == "ruled_funds_have_own_accounts")
      let loose = try await books.refused {
        try await books.post(
          "waqf_share_payment",
          [
            ("waqf-yield", "waqf_shares", 100), ("waqf-yield", "waqf_yield_cash", -100),
            ("waqf-yield", "waqf_disbursements", 100), ("waqf-yield", "waqf_applied", -100),
          ], for: "school", decision: decision, in: $0)
      }
      #expect(loose == "waqf_moves_for_a_reason")
      try await standsUnspent(books)
    }
  }

  @Test("two who pay the same yield at once pay it once, whoever comes first")
  func race() async throws {
    for _ in 0..<5 {
      try await withWaqf { books, _ in
        let decisions = try await ["a", "b"].asyncMap { code in
          let decision = try await books.tadamun.request(
            WaqfOrder(Code(code), of: books.waqf, .share(beneficiary: Code("school"), books.mad("2000.00"))),
            on: books.day("2026-02-01"), by: books.maker)
          try await books.tadamun.approve(decision, by: books.checker)
          return decision
        }
        let paid = await withTaskGroup(of: Int.self) { group in
          for decision in decisions {
            group.addTask {
              let booked = try? await books.tadamun.execute(
                waqfOrder: decision, on: books.day("2026-02-01"), by: books.maker)
              return booked == nil ? 0 : 1
            }
          }
          return await group.reduce(0, +)
        }
        #expect(paid == 1)
        #expect(try await books.report().yields.sharesMinor == 1_100_00)
      }
    }
  }

  private func withWaqf(_ body: (WaqfBooks, Pool) async throws -> Void) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await WaqfBooks(pool)
      try await books.give("500000.00")
      try await books.earn("3100.00")
      try await books.run()
      try await body(books, pool)
    }
  }

  private func standsUnspent(_ books: WaqfBooks) async throws {
    let report = try await books.report()
    #expect(report.principal.balanceMinor == 500_000_00 && report.principal.corpusMinor == 500_000_00)
    #expect(report.yields.sharesMinor == 3_100_00 && report.yields.distributedMinor == 0)
    #expect(report.yields.cashMinor == 3_100_00)
  }

  /// A decision on another share, so that entries of these tests stand on an approval.
  private func approvedDecision(_ books: WaqfBooks) async throws -> Int64 {
    let decision = try await books.tadamun.request(
      WaqfOrder(Code("other"), of: books.waqf, .share(beneficiary: Code("school"), books.mad("1.00"))),
      on: books.day("2026-02-01"), by: books.maker)
    try await books.tadamun.approve(decision, by: books.checker)
    return decision.rawValue
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
