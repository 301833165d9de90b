import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Money on the command line")
struct MoneyCommandTests {
  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (text: String, status: Int32) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (text, program.process.terminationStatus)
  }

  private func sql(_ text: SQL, on database: TestDatabase) async throws {
    let connection = try await Connection.connect(database.configuration(as: .admin))
    try await connection.execute(text)
    await connection.close()
  }

  private static func policy(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("config/policies/\(name).yml").path
  }

  @Test("funds and bank accounts are opened and listed")
  func funds() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let open = ["fund", "open", "zakat-2026", "--instrument", "zakat", "--name-fr", "Zakat 2026"]
      for _ in 0..<2 {
        #expect(try await run(open, on: database).text == "zakat-2026  zakat  restricted_income  Zakat 2026\n")
      }
      let other = ["fund", "open", "zakat-2026", "--instrument", "grant", "--name-fr", "X"]
      #expect(try await run(other, on: database).text.contains("[fund_exists]"))
      let unknown = try await run(["fund", "open", "f", "--instrument", "tithe", "--name-fr", "X"], on: database)
      #expect(unknown.status == 1 && unknown.text.contains("[instrument_unknown]"))
      #expect(try await run(["fund", "list", "--instrument", "zakat"], on: database).text.contains("zakat-2026"))
      #expect(try await run(["fund", "list", "--instrument", "waqf"], on: database).text.isEmpty)
      let account = ["bank", "open", "cih", "--fund", "zakat-2026", "--number", "007810000112300000000118"]
      #expect(try await run(account, on: database).status == 0)
      #expect(
        try await run(["bank", "accounts"], on: database).text
          == "cih  007810000112300000000118  MAD  fund zakat-2026\n")
    }
  }

  @Test("a receipt of zakat, a payer and an announced month are recorded and shown")
  func zakat() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      for fund in ["zakat", "purification"] {
        let kind = fund == "zakat" ? "zakat" : "operating"
        _ = try await run(["fund", "open", fund, "--instrument", kind, "--name-fr", "F"], on: database)
      }
      let adopt = ["policy", "adopt", MoneyCommandTests.policy("zakat-iifa"), "--from", "2025-01-01", "--by", "a"]
      #expect(try await run(adopt, on: database).status == 0)
      #expect(try await run(["decision", "approve", "1", "--by", "b"], on: database).status == 0)
      let policy = try await run(["policy", "show", "zakat-iifa", "--on", "2026-01-01"], on: database)
      #expect(policy.text.contains("to be confirmed by the fund's own authority"))
      func record(_ noun: String, _ body: String) async throws -> (text: String, status: Int32) {
        try await run(["zakat", "record", noun, "--body", body], on: database)
      }
      let opened = try await record(
        "funds",
        #"{"fund": "zakat", "kind": "mal", "currency": "MAD", "policy": "zakat-iifa", "bank_account": "1", "purification": "purification", "on": "2025-01-01", "by": "a"}"#
      )
      #expect(opened.status == 0, "\(opened.text)")
      let donor = #"{"reference": "p-1", "name": "A payer", "by": "keeper"}"#
      let first = try await record("donors", donor)
      #expect(try await record("donors", donor).text == first.text)
      let receipt =
        #"{"receipt": "r-1", "fund": "zakat", "amount": "5000.00", "currency": "MAD", "received_on": "2025-03-10", "donor": 1, "by": "a"}"#
      for _ in 0..<2 { #expect(try await record("receipts", receipt).status == 0) }
      let shown = try await run(["zakat", "receipt", "r-1"], on: database)
      #expect(shown.text.contains(#""state":"received""#) && shown.text.contains(#""remaining":"5000.00""#))
      #expect(!shown.text.contains("A payer"))
      let pledge =
        #"{"pledge": "p-9", "fund": "zakat", "amount": "700.00", "currency": "MAD", "pledged_on": "2025-03-01", "last_on": "2027-03-01", "by": "a"}"#
      for _ in 0..<2 { #expect(try await record("pledges", pledge).status == 0) }
      #expect(try await run(["zakat", "pledge", "p-9"], on: database).text.contains(#""state":"pledged""#))
      let open = try await run(["zakat", "pledges", "zakat"], on: database)
      #expect(open.text == "p-9  2025-03-01  700.00 of 700.00 MAD open, holds until 2027-03-01\n")
      let month = #"{"year": 1447, "month": 9, "first_on": "2026-02-19", "source": "Communiqué", "by": "a"}"#
      for _ in 0..<2 { #expect(try await record("hijri-months", month).status == 0) }
      let months = try await run(["zakat", "months"], on: database)
      #expect(months.text.contains("2026-02-19  Communiqué") && months.text.split(separator: "\n").count == 1)
      let report = try await run(["zakat", "report", "zakat", "--on", "2026-03-31"], on: database)
      #expect(report.text.contains("overdue: receipt r-1, 5000.00 MAD"))
      #expect(report.text.contains("promised       700.00 MAD, not received"))
    }
  }

  @Test("a union's money is agreed on by two persons and shared to the centime")
  func pool() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      try await sql(
        "INSERT INTO actors (code, kind, name_fr) VALUES ('union', 'union', 'U'), ('a', 'cooperative', 'A'), ('b', 'cooperative', 'B')",
        on: database)
      try await sql(
        """
        INSERT INTO memberships (member_id, union_id, first_on)
        SELECT m.actor_id, u.actor_id, '2026-01-01' FROM actors m, actors u WHERE m.kind = 'cooperative' AND u.kind = 'union'
        """, on: database)
      _ = try await run(["fund", "open", "aid", "--instrument", "grant", "--name-fr", "Aide"], on: database)
      let gift = #"""
        {"kind": "receipt", "occurred_on": "2026-02-01", "lines": [
         {"fund": "aid", "account": "cash", "actor": "union", "amount": "100.01", "currency": "MAD"},
         {"fund": "aid", "account": "contributions", "amount": "-100.01", "currency": "MAD"}]}
        """#
      #expect(try await run(["ledger", "book", "--key", "in", "--body", gift], on: database).status == 0)
      let agreement =
        #"{"agreement": "g", "union": "union", "first_on": "2026-01-01", "shares": [{"member": "b", "share_bp": 5000}, {"member": "a", "share_bp": 5000}], "by": "secretary"}"#
      let agreed = try await run(["pool", "record", "agreements", "--body", agreement], on: database)
      #expect(agreed.status == 0, "\(agreed.text)")
      #expect(try await run(["pool", "agreements", "union"], on: database).text.contains("waits for decision 1"))
      #expect(try await run(["decision", "approve", "1", "--by", "president"], on: database).status == 0)
      let body = #"{"distribution": "d", "union": "union", "entry": 1, "on": "2026-03-01", "by": "secretary"}"#
      for _ in 0..<2 {
        #expect(try await run(["pool", "record", "distributions", "--body", body], on: database).status == 0)
      }
      let shown = try await run(["pool", "show", "d"], on: database)
      #expect(shown.text.contains("b  50.01 MAD") && shown.text.contains("a  50.00 MAD"))
      #expect(try await run(["pool", "show", "x"], on: database).text.contains("[pool_distribution_unknown]"))
      let money = try await run(["money", "union"], on: database)
      #expect(money.status == 0, "\(money.text)")
      #expect(try await run(["verify"], on: database).status == 0)
    }
  }
}
