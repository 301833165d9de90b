import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Money that leaves a fund")
struct PaymentTests {
  private let maker = Person(trusted: "maker")
  private let checker = Person(trusted: "checker")

  /// `amount` dirhams that the fund holds for the cooperative, to the cooperative.
  private func disbursement(_ amount: String, _ books: LedgerBooks) throws -> JournalEntry {
    let money = try Money(decimal: amount, .mad)
    return try JournalEntry(
      EntryKind(.disbursement), on: books.day,
      lines: [
        LedgerLine(fund: books.fund, account: .of(.disbursements, books.cooperative), amount: money),
        LedgerLine(fund: books.fund, account: .of(.cash, books.cooperative), amount: money.negated),
      ])
  }

  private func receive(_ amount: String, _ books: LedgerBooks) async throws {
    let receipt = try Contribution(
      .receipt, of: Money(decimal: amount, .mad), fund: books.fund, for: books.cooperative, from: books.giver,
      on: books.day)
    try await books.tadamun.record([KeyedContribution(key: "in", receipt)], by: .api)
  }

  @Test("what hands money over is what takes more cash out of a fund than it brings, in any currency")
  func handover() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      #expect(try disbursement("1.00", books).handsMoneyOver)
      #expect(try !books.receipt("1.00").handsMoneyOver)
      #expect(try books.receipt("-1.00").handsMoneyOver)
      let one = try Money(decimal: "1.00", .mad)
      let allocation = try JournalEntry(
        EntryKind(.allocation), on: books.day,
        lines: [
          LedgerLine(fund: books.fund, account: .of(.cash, books.cooperative), amount: one),
          LedgerLine(fund: books.fund, account: .of(.cash, nil), amount: one.negated),
        ])
      #expect(!allocation.handsMoneyOver)
    }
  }

  @Test("the two-person rule: asked for, approved by another, booked as it was asked for, once")
  func twoPersons() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      try await receive("100.00", books)
      let entry = try disbursement("60.00", books)
      let decision = try await tadamun.requestPayment(entry, reference: Code("well"), by: maker)
      #expect(try await tadamun.requestPayment(entry, reference: Code("well"), by: maker) == decision)
      #expect(try await refusals { try await tadamun.pay(under: decision, by: .api) } == ["decision_pending"])
      #expect(
        try await refusals { try await tadamun.approve(decision, by: Person("MAKER")) } == ["maker_is_not_checker"])
      try await tadamun.approve(decision, by: checker)
      let paid = try await tadamun.pay(under: decision, by: .api)
      #expect(try await tadamun.pay(under: decision, by: .commandLine).id == paid.id)
      let shown = try await tadamun.ledgerEntry(paid.id)
      #expect(shown.decision == decision && shown.lines.count == 2)
      #expect(try await tadamun.money(of: books.cooperative).map(\.paidOut.decimal) == ["60.00"])
      #expect(try await tadamun.requestPayment(entry, reference: Code("well"), by: maker) == decision)
    }
  }

  @Test("a refused payment is never booked and may be asked for again; another decision pays nothing")
  func refused() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      try await receive("100.00", books)
      let entry = try disbursement("60.00", books)
      let first = try await tadamun.requestPayment(entry, reference: Code("well"), by: maker)
      try await tadamun.refuse(first, reason: "no invoice", by: checker)
      #expect(try await refusals { try await tadamun.pay(under: first, by: .api) } == ["decision_refused"])
      let second = try await tadamun.requestPayment(disbursement("50.00", books), reference: Code("well"), by: maker)
      #expect(second != first)
      let foreign = try await tadamun.request(.disbursement, on: "tranche:1", body: "{}", by: maker)
      try await tadamun.approve(foreign, by: checker)
      #expect(try await refusals { try await tadamun.pay(under: foreign, by: .api) } == ["decision_differs"])
      let nowhere = try JournalEntry(
        entry.kind, on: books.day,
        lines: entry.lines.map { LedgerLine(fund: try Code("nowhere"), account: $0.account, amount: $0.amount) })
      #expect(
        try await refusals { _ = try await tadamun.requestPayment(nowhere, reference: Code("x"), by: maker) }
          == ["fund_unknown"])
      #expect(try await books.entries() == 1)
    }
  }

  @Test("two payments of what is left, booked at once: one is paid, the other refused", arguments: 0..<10)
  func concurrent(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await LedgerBooks(pool)
      let tadamun = books.tadamun
      try await receive("100.00", books)
      var decisions: [ID<Decision>] = []
      for number in 0..<2 {
        let decision = try await tadamun.requestPayment(
          disbursement("60.00", books), reference: Code("p-\(number)"), by: maker)
        try await tadamun.approve(decision, by: checker)
        decisions.append(decision)
      }
      let asked = decisions
      let outcomes = await withTaskGroup(of: String.self) { group in
        // Each is sent twice, as a client does that got no answer.
        for decision in asked + asked {
          group.addTask {
            do { return "\(try await tadamun.pay(under: decision, by: .api).id)" } catch {
              return (error as? Problem)?.code.rawValue ?? "\(error)"
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == "insufficient_funds" }.count == 2, "\(outcomes)")
      #expect(Set(outcomes).count == 2)
      #expect(try await tadamun.money(of: books.cooperative).map(\.inCustody.decimal) == ["40.00"])
    }
  }
}
