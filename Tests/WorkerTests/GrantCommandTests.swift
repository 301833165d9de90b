import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Grants on the command line")
struct GrantCommandTests {
  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (text: String, status: Int32) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (text, program.process.terminationStatus)
  }

  @Test("the report of a grant prints what was waived, by whom and why; money and export print the ledger's figures")
  func report() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(
        database.configuration(as: .app), configuration: PoolConfiguration(maximumConnections: 2, name: "t"))
      let books = try await GrantBooks(Tadamun(pool), cash: "400000.00")
      try await books.sign(
        books.application("well", "300000.00"),
        books.agreement([("120000.00", []), ("180000.00", [TrancheCondition(.document(Code("permit")))])]))
      try await books.pay(1, of: Code("well"), on: "2026-04-01")
      await pool.close()
      let request = ["grant", "record", "well", "tranche-requests", "--body", #"{"tranche": 2, "on": "2026-10-05"}"#]
      let refused = try await run(request + ["--by", "officer"], on: database)
      #expect(refused.status == 1 && refused.text.contains("The document permit is not on file. [condition_open]"))
      let asked = try await run(
        [
          "grant", "record", "well", "waiver-requests", "--by", "officer", "--json", "--body",
          #"{"tranche": 2, "condition": 1, "on": "2026-10-05", "reason": "the office moved"}"#,
        ], on: database)
      let json = try #require(try JSONSerialization.jsonObject(with: Data(asked.text.utf8)) as? [String: Any])
      let decision = try #require(json["decision"] as? Int)
      let waived = try await run(
        [
          "grant", "record", "well", "waivers", "--by", "director", "--body",
          #"{"decision": \#(decision), "on": "2026-10-06"}"#,
        ], on: database)
      #expect(waived.status == 0)
      let shown = try await run(["grant", "show", "well"], on: database)
      #expect(shown.text.contains("waived on 2026-10-06 by director, asked by officer: the office moved"))
      #expect(shown.text.contains("agreed 300000.00 MAD, paid 120000.00 MAD, outstanding 180000.00 MAD"))
      let money = try await run(["money", "grantee", "--json"], on: database)
      #expect(money.status == 0 && money.text.contains(#""paidOut" : "120000.00""#))
      let published = try await run(["grant", "publish", "--through", "2026-12-31"], on: database)
      #expect(published.status == 0 && published.text.contains(#""amountAwarded" : 300000"#))
      #expect(
        try await run(["grant", "record", "well", "dances", "--by", "x", "--body", "{}"], on: database).status == 2)
      #expect(try await run(["grant", "show", "nowhere"], on: database).text.contains("[grant_unknown]"))
    }
  }
}
