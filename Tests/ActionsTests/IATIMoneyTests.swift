import Actions
import Domain
import Interchange
import Postgres
import TestSupport
import Testing

@Suite("A published transaction is booked once, for nobody but whom it names")
struct IATIMoneyTests {
  private typealias File = IATIFile

  private func entries(_ pool: Pool) async throws -> Int {
    try await pool.queryValue("SELECT count(*) FROM entries")
  }

  private func listed(_ outcome: IATIImport, _ code: ProblemCode) -> [String] {
    outcome.skipped.filter { $0.code == code }.map { "\($0.activity ?? "–") \($0.line) \($0.element)" }
  }

  @Test(
    "another order, a ref that is used again and names given beside unnamed ones book nothing twice",
    arguments: [
      // The same activities of two publishers, in the other order.
      (
        File.activities(
          File.activity("XX-P-1", File.disbursement("100", ref: "R")),
          File.activity("XX-Q-1", by: "XX-Q", File.disbursement("200", ref: "R"))),
        File.activities(
          File.activity("XX-Q-1", by: "XX-Q", File.disbursement("200", ref: "R")),
          File.activity("XX-P-1", File.disbursement("100", ref: "R"))), 2, 0
      ),
      // A ref that is used again, behind the first and before it.
      (
        File.activities(File.activity("XX-P-1", File.disbursement("1000", ref: "PV-7"))),
        File.activities(
          File.activity("XX-P-1", File.disbursement("1000", ref: "PV-7"), File.disbursement("50", ref: "PV-7"))), 1, 1
      ),
      (
        File.activities(File.activity("XX-P-1", File.disbursement("1000", ref: "PV-7"))),
        File.activities(
          File.activity("XX-P-1", File.disbursement("50", ref: "PV-7"), File.disbursement("1000", ref: "PV-7"))), 1, 1
      ),
      // Alike, with a ref and without one, in the other order.
      (
        File.activities(File.activity("XX-P-1", File.disbursement("10", ref: "N"), File.disbursement("10"))),
        File.activities(File.activity("XX-P-1", File.disbursement("10"), File.disbursement("10", ref: "N"))), 2, 0
      ),
      // One more that is alike.
      (
        File.activities(File.activity("XX-P-1", File.disbursement("10"))),
        File.activities(
          File.activity(
            "XX-P-1", File.disbursement("10", ref: "N"), File.disbursement("10"), File.disbursement("10"))), 1, 2
      ),
    ] as [(String, String, Int, Int)])
  func once(first: String, second: String, known: Int, recorded: Int) async throws {
    let files = try Files()
    let paths = [try files.write("a.xml", first), try files.write("b.xml", second)]
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let before = try await tadamun.importIATI(paths[0], into: Code("wells"))
      #expect(before.contributions == ContributionOutcome(recorded: known, known: 0))
      let after = try await tadamun.importIATI(paths[1], into: Code("wells"))
      #expect(after.contributions == ContributionOutcome(recorded: recorded, known: known))
      let again = try await tadamun.importIATI(paths[1], into: Code("wells"))
      #expect(again.contributions == ContributionOutcome(recorded: 0, known: known + recorded))
      #expect(listed(after, "idempotency_conflict").isEmpty && listed(again, "transaction_gone").isEmpty)
      let count = try await entries(pool)
      #expect(count == known + recorded)
    }
  }

  @Test("the source of an entry is the publisher of its own activity")
  func sources() async throws {
    let files = try Files()
    let path = try files.write(
      "a.xml",
      File.activities(
        File.activity("XX-P-1", File.disbursement("100", ref: "R"), File.disbursement("5", ref: "R")),
        File.activity("XX-Q-1", by: "XX-Q", File.disbursement("200"))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      _ = try await Tadamun(pool).importIATI(path, into: Code("wells"))
      let rows = try await pool.query("SELECT source || ' ' || idempotency_key AS key FROM entries ORDER BY 1")
      let keys = try rows.map { try $0.decode("key", as: String.self) }
      #expect(
        Set(keys) == [
          "iati:XX-P XX-P-1#R", "iati:XX-P XX-P-1#R#2", "iati:XX-Q XX-Q-1#3:2024-01-05:200.00USD:1",
        ])
    }
  }

  @Test("what was booked under the keys and the source of earlier versions is known")
  func formerKeys() async throws {
    let files = try Files()
    // Names what is booked below: actors and funds.
    let opening = try files.write(
      "a.xml",
      File.activities(
        File.activity("XX-P-0", File.disbursement("1", ref: "O")),
        File.activity("XX-Q-0", by: "XX-Q", File.disbursement("1", ref: "O"))))
    let path = try files.write(
      "b.xml",
      File.activities(
        File.activity(
          "XX-P-1", File.disbursement("30", ref: "T"), File.disbursement("40", ref: "T"),
          File.disbursement("10", ref: "N"), File.disbursement("10")),
        File.activity("XX-Q-1", by: "XX-Q", File.disbursement("20", ref: "R"), File.disbursement("21", ref: "S"))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      _ = try await tadamun.importIATI(opening, into: Code("wells"))
      try await tadamun.record(
        [
          KeyedContribution(key: "XX-P-1#3:2024-01-05:30.00USD:1", try File.booked("30")),
          KeyedContribution(key: "XX-P-1#3:2024-01-05:40.00USD:1", try File.booked("40")),
          KeyedContribution(key: "XX-P-1#N", try File.booked("10")),
          KeyedContribution(key: "XX-P-1#3:2024-01-05:10.00USD:2", try File.booked("10")),
          KeyedContribution(key: "XX-Q-1#R", try File.booked("20", by: "XX-Q")),
        ], by: .iati(publisher: "XX-P"))
      for round in 1...2 {
        let outcome = try await tadamun.importIATI(path, into: Code("wells"))
        // The last one is new: nobody booked it before.
        let expected = ContributionOutcome(recorded: round == 1 ? 1 : 0, known: round == 1 ? 5 : 6)
        #expect(outcome.contributions == expected, "round \(round)")
        #expect(listed(outcome, "transaction_gone").isEmpty && listed(outcome, "idempotency_conflict").isEmpty)
      }
      let count = try await entries(pool)
      #expect(count == 2 + 6)
    }
  }

  @Test("a transaction without a ref that is gone from the file is listed; one with a ref that changed is refused")
  func corrected() async throws {
    let files = try Files()
    let first = try files.write(
      "a.xml",
      File.activities(File.activity("XX-P-1", File.disbursement("1000"), File.disbursement("7", ref: "R"))))
    let second = try files.write(
      "b.xml",
      File.activities(File.activity("XX-P-1", File.disbursement("1000.50"), File.disbursement("8", ref: "R"))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let before = try await tadamun.importIATI(first, into: Code("wells"))
      #expect(before.contributions.recorded == 2 && listed(before, "transaction_gone").isEmpty)
      let after = try await tadamun.importIATI(second, into: Code("wells"))
      #expect(after.contributions == ContributionOutcome(recorded: 1, known: 0))
      #expect(listed(after, "transaction_gone") == ["XX-P-1 2 transaction"])
      #expect(listed(after, "idempotency_conflict") == ["XX-P-1 7 transaction"])
      let count = try await entries(pool)
      #expect(count == 3)
    }
  }

  @Test(
    "money for somebody who cannot be taken over is nobody else's",
    arguments: [
      (IATIFile.receiver("Coop", ref: String(repeating: "M", count: 260)), "identifier_malformed"),
      (IATIFile.receiver("Co\u{200B}op", ref: "XX-R"), "name_has_controls"),
    ] as [(String, ProblemCode)])
  func unusable(receiver: String, code: ProblemCode) async throws {
    let files = try Files()
    let path = try files.write(
      "a.xml",
      File.activities(
        File.activity("XX-P-1", File.disbursement("500", ref: "a", receiver: receiver), File.disbursement("5"))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let outcome = try await Tadamun(pool).importIATI(path, into: Code("wells"))
      #expect(outcome.contributions.recorded == 1)
      #expect(listed(outcome, code) == ["XX-P-1 6 organisation", "XX-P-1 6 transaction"])
      let count = try await entries(pool)
      #expect(count == 1)
    }
  }

  @Test("a receiver whose name was copied with marks of direction receives")
  func directionMarks() async throws {
    let files = try Files()
    let receiver = File.receiver("\u{202B}تعاونية الأمل\u{202C}", ref: "MA-X-9")
    let path = try files.write(
      "a.xml", File.activities(File.activity("XX-P-1", File.disbursement("500", ref: "a", receiver: receiver))))
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let outcome = try await tadamun.importIATI(path, into: Code("wells"))
      #expect(outcome.contributions.recorded == 1)
      let lines = try await tadamun.contributions(ContributionFilter(actor: Code("MA-X-9")), limit: 10)
      #expect(lines.map(\.amount.decimal) == ["500.00"])
    }
  }
}
