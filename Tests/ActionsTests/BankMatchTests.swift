import Actions
import Domain
import Foundation
import Interchange
import Postgres
import TestSupport
import Testing

@Suite("Lines of a bank account and the books")
struct BankMatchTests {
  private func prepare(_ pool: Pool) async throws -> Tadamun {
    let tadamun = try await Case27SameBankLineTwice.prepare(pool)
    _ = try await tadamun.registerMissing(
      [Actor(code: Code("giver"), kind: .funder, names: Names(fr: "Fondation Exemple"))], by: .sample)
    let gifts = [
      ("PLEDGE-0001", "1000.00", "2026-03-01"), ("x", "250.00", "2026-03-06"), ("y", "500.00", "2026-03-20"),
    ]
    try await tadamun.record(
      gifts.map { key, amount, day in
        KeyedContribution(
          key: key,
          try Contribution(
            .receipt, of: Money(decimal: amount, .mad), fund: Code("fund"), for: nil, from: Code("giver"),
            on: CalendarDate(iso: day)))
      }, by: .api)
    let rows = [
      "booked_on,amount,currency,end_to_end_id,counterparty,description",
      "2026-03-15,600.00,MAD,PLEDGE-0001,,first part", "2026-03-16,400.00,MAD,PLEDGE-0001,,second part",
      "2026-03-08,250.00,MAD,,FONDATION  EXEMPLE,don", "2026-03-24,500.00,MAD,,Fondation Exemple,four days late",
      "2026-03-25,77.00,MAD,,Inconnu,?",
    ]
    _ = try await tadamun.importBankTable(
      Data(rows.joined(separator: "\n").utf8), name: "b.csv", account: Code("bank"), by: .api)
    return tadamun
  }

  private func entry(_ key: String, _ pool: Pool) async throws -> Int64 {
    try await pool.queryValue("SELECT entry_id FROM entries WHERE idempotency_key = \(key)")
  }

  @Test("what is certain is matched, once; the rest is listed with its age")
  func certain() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let counts = try await tadamun.matchBankLines(by: .worker)
      #expect(counts.byReference == 2 && counts.byAmountDatePayer == 1 && counts.open == 2)
      let again = try await tadamun.matchBankLines(by: .worker)
      #expect(again.byReference == 0 && again.byAmountDatePayer == 0 && again.open == 2)
      let open = try await tadamun.unmatchedBankLines(asOf: CalendarDate(iso: "2026-04-01"), limit: 10)
      #expect(open.map(\.ageDays) == [8, 7] && open.map(\.open.decimal) == ["500.00", "77.00"])
      #expect(try await tadamun.unmatchedBankLines(asOf: CalendarDate(iso: "2026-03-24"), limit: 10).count == 1)
    }
  }

  @Test("by hand never beyond the line, the entry or the fund; a wrong match is withdrawn once")
  func byHand() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let line: Int64 = try await pool.queryValue("SELECT line_id FROM bank_lines WHERE amount_minor = 50000")
      let small: Int64 = try await pool.queryValue("SELECT line_id FROM bank_lines WHERE amount_minor = 7700")
      let (y, x) = (try await entry("y", pool), try await entry("x", pool))
      func code(_ line: Int64, _ entry: Int64, _ amount: String?, _ reason: String = "seen on paper") async -> String {
        do {
          let amount = try amount.map { try Money(decimal: $0, .mad) }
          return "\(try await tadamun.matchBankLine(line, to: entry, amount: amount, reason: reason, by: .api) > 0)"
        } catch let problem as Problem { return problem.code.rawValue } catch { return "\(error)" }
      }
      #expect(await code(line, y, "500.01") == "bank_match_exceeds_line")
      #expect(await code(line, x, nil) == "bank_match_exceeds_entry")
      #expect(await code(line, 999_999, nil) == "entry_unknown")
      #expect(await code(999_999, y, nil) == "bank_line_unknown")
      #expect(await code(line, y, nil, " ") == "reason_missing")
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_matches", as: Int.self) == 0)
      #expect(await code(small, y, nil) == "true")
      #expect(await code(line, y, "423.00") == "true")
      #expect(await code(line, y, "0.01") == "bank_match_exceeds_entry")
      // Said again it is the same match; for another reason it would be another one, of a line that is matched whole.
      #expect(await code(small, y, nil) == "true")
      #expect(await code(line, y, "423.00") == "true")
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_matches", as: Int.self) == 2)
      #expect(await code(small, y, nil, "another reason") == "bank_line_matched")
      let match: Int64 = try await pool.queryValue("SELECT min(match_id) FROM bank_matches")
      try await tadamun.withdrawBankMatch(match, reason: "another payment", by: .api)
      let twice = await #expect(throws: Problem.self) {
        try await tadamun.withdrawBankMatch(match, reason: "again", by: .api)
      }
      #expect(twice?.code == "bank_match_unknown")
      #expect(await code(line, y, "77.00") == "true")
    }
  }

  @Test("an entry of another fund is no match")
  func otherFund() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      try await tadamun.open(Fund(Code("other"), .zakat, names: Names(fr: "Autre")), by: .api)
      try await tadamun.record(
        [
          KeyedContribution(
            key: "z",
            Contribution(
              .receipt, of: Money(decimal: "77.00", .mad), fund: Code("other"), for: nil,
              on: CalendarDate(iso: "2026-03-25")))
        ], by: .api)
      let line: Int64 = try await pool.queryValue("SELECT line_id FROM bank_lines WHERE amount_minor = 7700")
      let other = try await entry("z", pool)
      let problem = await #expect(throws: Problem.self) {
        try await tadamun.matchBankLine(line, to: other, reason: "same amount", by: .api)
      }
      #expect(problem?.code == "bank_match_other_fund")
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_matches", as: Int.self) == 0)
    }
  }

  @Test("sixteen hands at once match a line once", arguments: 0..<5)
  func race(round: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await prepare(pool)
      let line: Int64 = try await pool.queryValue("SELECT line_id FROM bank_lines WHERE amount_minor = 50000")
      let entry = try await entry("y", pool)
      let done = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<16 {
          group.addTask {
            (try? await tadamun.matchBankLine(line, to: entry, reason: "seen on paper", by: .api)) == nil ? 0 : 1
          }
        }
        return await group.reduce(0, +)
      }
      // Who comes late is told of the match that stands, or that nothing is open any more.
      #expect(done >= 1)
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_matches", as: Int.self) == 1)
      #expect(try await pool.queryValue("SELECT sum(amount_minor)::bigint FROM bank_matches", as: Int64.self) == 50_000)
    }
  }
}
