import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Promises of zakat")
struct ZakatPledgeTests {
  @Test("a promise is no money: nothing is booked, nothing can be spent of it, and the report tells it apart")
  func noMoney() async throws {
    try await withBooks { books, pool in
      try await books.entitle("m1")
      let before: Int = try await pool.queryValue("SELECT count(*) FROM entries")
      let promised = try await promise("p1", "1000.00", books)
      #expect(promised.state == .pledged && promised.openMinor == 1_000_00 && promised.kind == .mal)
      #expect(try await promise("p1", "1000.00", books) == promised)
      #expect(try await refusals { try await promise("p1", "1000.01", books) } == ["pledge_exists"])
      #expect(try await pool.queryValue("SELECT count(*) FROM entries", as: Int.self) == before)
      #expect(try await pool.queryValue("SELECT count(*) FROM postings", as: Int.self) == 0)
      let report = try await books.report()
      #expect(report.promisedMinor == 1_000_00 && report.receivedMinor == 0 && report.balanceMinor == 0)
      #expect(report.oldestLot == nil && report.overdueMinor == 0)
      try await books.submit("d1", "0.01", [books.line(.fuqara, "0.01", to: "m1")])
      #expect(try await refusals { try await books.approve("d1") } == ["insufficient_funds"])
    }
  }

  @Test("received in parts, the rest stays promised; more than the rest is refused, and nothing moves")
  func parts() async throws {
    try await withBooks { books, _ in
      try await promise("p1", "1000.00", books)
      try await receive("r1", "300.00", "p1", books)
      try await receive("r1", "300.00", "p1", books)
      let part = try await books.tadamun.zakatPledge(Code("p1"))
      #expect(part.state == .partiallyReceived && part.openMinor == 700_00)
      #expect(try await refusals { try await receive("r2", "700.01", "p1", books) } == ["pledge_exceeded"])
      #expect(try await refusals { try await receive("r1", "300.00", nil, books) } == ["receipt_exists"])
      #expect(try await books.report().receivedMinor == 300_00)
      #expect(try await books.report().promisedMinor == 700_00)
      #expect(try await books.tadamun.openZakatPledges(to: books.fund, limit: 10) == [part])
      try await receive("r2", "700.00", "p1", on: "2026-02-01", books)
      #expect(try await books.tadamun.zakatPledge(Code("p1")).state == .received)
      #expect(try await books.tadamun.openZakatPledges(to: books.fund, limit: 10).isEmpty)
      // As it was on each day.
      #expect(try await books.report(on: "2026-01-01").promisedMinor == 0)
      #expect(try await books.report(on: "2026-01-15").promisedMinor == 700_00)
      #expect(try await books.report(on: "2026-02-01").promisedMinor == 0)
      #expect(try await refusals { try await cancel("p1", books) } == ["pledge_ended"])
    }
  }

  @Test("a receipt that is given back is promised anew, and may come again under another code")
  func givenBack() async throws {
    try await withBooks { books, _ in
      try await promise("p1", "100.00", books)
      try await receive("r1", "100.00", "p1", books)
      try await books.tadamun.refundZakat(Code("r1"), on: books.day("2026-01-20"), reason: "wrong account", by: .api)
      let standing = try await books.tadamun.zakatPledge(Code("p1"))
      #expect(standing.state == .pledged && standing.openMinor == 100_00)
      #expect(try await books.report(on: "2026-01-15").promisedMinor == 0)
      #expect(try await books.report(on: "2026-01-20").promisedMinor == 100_00)
      try await receive("r2", "100.00", "p1", books)
      #expect(try await books.tadamun.zakatPledge(Code("p1")).state == .received)
    }
  }

  @Test("cancelled for a reason, once; what came before stays, and nothing more comes against it")
  func cancelled() async throws {
    try await withBooks { books, _ in
      try await promise("p1", "100.00", books)
      try await receive("r1", "40.00", "p1", books)
      #expect(try await refusals { try await cancel("p1", reason: " ", books) } == ["reason_missing"])
      try await cancel("p1", books)
      try await cancel("p1", books)
      let standing = try await books.tadamun.zakatPledge(Code("p1"))
      #expect(standing.state == .cancelled && standing.openMinor == 0 && standing.receivedMinor == 40_00)
      #expect(try await refusals { try await receive("r2", "10.00", "p1", books) } == ["pledge_ended"])
      #expect(try await books.report(on: "2026-01-15").promisedMinor == 60_00)
      #expect(try await books.report().promisedMinor == 0)
      #expect(try await books.report().receivedMinor == 40_00)
      #expect(try await books.events("zakat_pledge_cancelled") == 1)
      #expect(try await refusals { try await cancel("p9", books) } == ["pledge_unknown"])
    }
  }

  @Test("the night after its last day a promise lapses, once; on its last day it may still be received")
  func lapsed() async throws {
    try await withBooks { books, _ in
      try await promise("p1", "100.00", last: "2026-01-31", books)
      try await promise("p2", "50.00", last: "2026-01-31", books)
      try await receive("r2", "50.00", "p2", on: "2026-01-31", books)
      let night = { (day: String) in
        try await books.tadamun.keepBooks(on: books.day(day)).steps.first { $0.name == "zakat_pledges" }?.changed
      }
      #expect(try await night("2026-01-31") == 0)
      #expect(try await refusals { try await receive("r1", "1.00", "p1", on: "2026-02-01", books) } == ["pledge_ended"])
      #expect(try await refusals { try await receive("r1", "1.00", "p1", on: "2026-01-01", books) } == ["pledge_ended"])
      #expect(try await night("2026-02-01") == 1)
      #expect(try await night("2026-02-01") == 0)
      #expect(try await books.tadamun.zakatPledge(Code("p1")).state == .lapsed)
      #expect(try await books.tadamun.zakatPledge(Code("p2")).state == .received)
      #expect(try await refusals { try await cancel("p1", books) } == ["pledge_ended"])
      #expect(try await books.events("zakat_pledge_lapsed") == 1)
    }
  }

  @Test("a receipt takes payer and wishes from its promise; another payer, wish or fund is refused")
  func wishes() async throws {
    try await withBooks { books, pool in
      let donor = try await books.tadamun.recordZakatDonor(Code("payer-1"), name: "a payer", contact: nil, by: .api)
      let other = try await books.tadamun.recordZakatDonor(Code("payer-2"), name: "another", contact: nil, by: .api)
      let pledge = try ZakatPledge(
        Code("p1"), fund: books.fund, amount: books.mad("100.00"), donor: donor, onlyCategory: .fuqara,
        onlyRegion: "02", pledgedOn: books.day("2026-01-05"))
      try await books.tadamun.promise(pledge, by: .api)
      try await receive("r1", "10.00", "p1", books)
      let row = try await pool.queryOne("SELECT donor_id, only_category, only_region FROM zakat_receipts")
      #expect(try row.decode("donor_id", as: Int64.self) == donor)
      #expect(try row.decode("only_category", as: String.self) == "fuqara")
      #expect(try row.decode("only_region", as: String.self) == "02")
      let differing = [
        try ZakatReceipt(
          Code("x"), fund: books.fund, amount: books.mad("1.00"), donor: other, receivedOn: books.day("2026-01-10"),
          pledge: Code("p1")),
        try ZakatReceipt(
          Code("x"), fund: books.fund, amount: books.mad("1.00"), onlyCategory: .masakin,
          receivedOn: books.day("2026-01-10"), pledge: Code("p1")),
      ]
      for receipt in differing {
        #expect(try await refusals { try await books.tadamun.receive(receipt, by: .api) } == ["pledge_differs"])
      }
      #expect(try await refusals { try await receive("x", "1.00", "p9", books) } == ["pledge_unknown"])
      let nobody = try ZakatPledge(
        Code("p2"), fund: books.fund, amount: books.mad("1.00"), donor: 99, pledgedOn: books.day("2026-01-05"))
      #expect(try await refusals { try await books.tadamun.promise(nobody, by: .api) } == ["donor_unknown"])
      #expect(try await books.report().receivedMinor == 10_00)
    }
  }

  @Test("of many parts of a promise that come at once, only as many as were promised are taken", arguments: 1...5)
  func concurrent(round: Int) async throws {
    try await withBooks { books, _ in
      try await promise("p1", "100.00", books)
      let outcomes = await withTaskGroup(of: String.self) { group in
        for number in 0..<8 {
          group.addTask {
            (try? await refusals { try await receive("r\(number)", "30.00", "p1", books) })?.first?.rawValue ?? "taken"
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == "taken" }.count == 3, "\(outcomes)")
      #expect(outcomes.filter { $0 == "pledge_exceeded" }.count == 5, "\(outcomes)")
      #expect(try await books.tadamun.zakatPledge(Code("p1")).openMinor == 10_00)
    }
  }

  @Test(
    "the database itself refuses, from the program's role: too much, another payer's, after its end, an early lapse")
  func defences() async throws {
    try await withBooks { books, pool in
      try await promise("p1", "100.00", last: "2026-03-31", books)
      try await promise("p2", "100.00", books)
      let donor = try await books.tadamun.recordZakatDonor(Code("payer-1"), name: "a payer", contact: nil, by: .api)
      try await books.receive("mine", "50.00", donor: donor)
      try await books.receive("much", "100.01")
      try await books.receive("right", "60.00")
      let link = { (receipt: String, pledge: String) -> SQL in
        """
        INSERT INTO zakat_pledge_receipts SELECT r.receipt_id, p.pledge_id FROM zakat_receipts r, zakat_pledges p
        WHERE r.code = \(receipt) AND p.code = \(pledge)
        """
      }
      let end = { (pledge: String, outcome: String, day: String, reason: String) -> SQL in
        """
        INSERT INTO zakat_pledge_endings (pledge_id, outcome, ended_on, reason, ended_by)
        SELECT pledge_id, \(outcome)::text, \(day)::text::date, \(reason)::text, 'x' FROM zakat_pledges WHERE code = \(pledge)
        """
      }
      let refused: [(SQL, String)] = [
        (link("mine", "p1"), "received_as_it_was_pledged"), (link("much", "p1"), "received_within_the_pledge"),
        (end("p1", "lapsed", "2026-03-31", ""), "pledge_ends_while_something_is_promised"),
        (end("p2", "lapsed", "2026-03-31", ""), "pledge_ends_while_something_is_promised"),
        (end("p1", "cancelled", "2026-03-31", " "), "cancelled_for_a_reason"),
        ("UPDATE zakat_pledges SET amount_minor = 1", "42501"), ("DELETE FROM zakat_pledge_endings", "42501"),
      ]
      for (statement, constraint) in refused { try await expect(constraint, statement, pool) }
      try await pool.execute(link("right", "p1"))
      try await expect("received_against_one_pledge", link("right", "p2"), pool)
      try await pool.execute(end("p1", "lapsed", "2026-04-01", ""))
      try await books.receive("late", "1.00")
      try await expect("received_while_the_pledge_holds", link("late", "p1"), pool)
      try await expect("pledge_ends_once", end("p1", "cancelled", "2026-04-01", "x"), pool)
    }
  }

  private func withBooks(_ body: (ZakatBooks, Pool) async throws -> Void) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in try await body(ZakatBooks(pool), pool) }
  }

  private func expect(_ constraint: String, _ statement: SQL, _ pool: Pool) async throws {
    let error = await #expect(throws: PostgresError.self) { try await pool.execute(statement) }
    #expect((error?.constraint ?? error?.sqlState.rawValue) == constraint)
  }

  @discardableResult
  private func promise(_ code: String, _ amount: String, last: String? = nil, _ books: ZakatBooks) async throws
    -> ZakatPledgeStanding
  {
    try await books.tadamun.promise(
      ZakatPledge(
        Code(code), fund: books.fund, amount: books.mad(amount), pledgedOn: books.day("2026-01-05"),
        lastOn: last.map { try books.day($0) }), by: .api)
  }

  private func receive(
    _ code: String, _ amount: String, _ pledge: String?, on day: String = "2026-01-10", _ books: ZakatBooks
  ) async throws {
    try await books.tadamun.receive(
      ZakatReceipt(
        Code(code), fund: books.fund, amount: books.mad(amount), receivedOn: books.day(day),
        pledge: pledge.map { try Code($0) }), by: .api)
  }

  private func cancel(_ code: String, reason: String = "moved abroad", _ books: ZakatBooks) async throws {
    try await books.tadamun.cancelZakatPledge(Code(code), on: books.day("2026-02-10"), reason: reason, by: .api)
  }
}
