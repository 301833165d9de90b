import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("What files tell was paid elsewhere")
struct ToldPaymentTests {
  private func contribution(
    _ stage: Contribution.Stage, _ amount: String, _ key: String, place: Place? = nil
  ) throws -> KeyedContribution {
    KeyedContribution(
      key: key,
      try Contribution(
        stage, of: Money(decimal: amount, .mad), fund: Code("fund"), for: Code("coop"),
        from: stage == .receipt ? Code("funder") : nil, on: CalendarDate(iso: "2026-01-31")), place: place)
  }

  @Test(
    "an imported payment is told apart where the actor's money is seen, is listed by verify, and covers nothing here")
  func toldApart() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let tadamun = Tadamun(app)
      let names = try Names(fr: "Exemple")
      _ = try await tadamun.registerMissing(
        [
          Actor(code: Code("coop"), kind: .cooperative, names: names),
          Actor(code: Code("funder"), kind: .funder, names: names),
        ], by: .api)
      try await tadamun.open(Fund(Code("fund"), .grant, names: names), by: .api)
      let file = try [contribution(.receipt, "100.00", "in"), contribution(.disbursement, "30.00", "out")]
      try await tadamun.record(file, by: .importedFile)
      let own = try await tadamun.moneyView(of: Code("coop")).own
      #expect(own.reduce(0) { $0 + $1.paidOut } == 30_00 && own.reduce(0) { $0 + $1.told } == 30_00)
      let lines = try await tadamun.contributions(ContributionFilter(), limit: 10)
      #expect(lines.map(\.toldBy) == ["import", "import"])
      var check = try await tadamun.verifyBooks()
      #expect(check.isWhole && check.told.map(\.paid.decimal) == ["30.00"] && check.told.map(\.entries) == [1])

      // From the first entry by hand on the fund is kept here.
      try await tadamun.record([contribution(.receipt, "5.00", "by hand")], by: .api)
      let late = try contribution(.disbursement, "1.00", "late", place: Place(file: "f.csv", line: 7))
      #expect(try await refusals { try await tadamun.record([late], by: .importedFile) } == ["fund_is_kept"])
      // The same file again is known, and changes nothing.
      let again = try await tadamun.record(file, by: .importedFile)
      #expect(again == ContributionOutcome(recorded: 0, known: 2))
      #expect(try await tadamun.verifyBooks().isWhole)

      // What a superuser books past the guard is found.
      try await admin.execute("ALTER TABLE postings DISABLE TRIGGER payments_take_two_persons")
      try await app.transaction { transaction in
        try await transaction.execute(
          """
          SELECT book_entry('import', 'theft', sha256('x'), 'disbursement', NULL, '2026-02-01', '', NULL, NULL,
            \(["fund", "fund"]), \(["MAD", "MAD"]), \(["disbursements", "cash"]), \(["coop", "coop"]),
            \([100, -100] as [Int64]))
          """)
      }
      check = try await tadamun.verifyBooks()
      #expect(check.differences.contains { $0.contains("which was kept here by then") })
    }
  }
}
