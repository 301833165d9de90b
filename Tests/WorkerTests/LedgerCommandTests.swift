import Foundation
import Postgres
import TestSupport
import Testing

@Suite("The ledger on the command line")
struct LedgerCommandTests {
  /// A database with a fund and 100 dirhams of it.
  private struct Books {
    let database: TestDatabase

    static func with(_ body: (Books) async throws -> Void) async throws {
      try await TestDatabase.with(TestDatabase.project()) { database in
        let books = Books(database: database)
        try await books.sql(
          "INSERT INTO funds (code, instrument, class, name_fr) VALUES ('fund', 'grant', 'restricted_income', 'F')")
        #expect(try await books.run("book", "--key", "in", "--body", entry("100.00")).status == 0)
        try await body(books)
      }
    }

    func sql(_ text: SQL) async throws {
      let connection = try await Connection.connect(database.configuration(as: .admin))
      try await connection.execute(text)
      await connection.close()
    }

    func run(_ arguments: String...) async throws -> (status: Int32, text: String) {
      try await program(["ledger"] + arguments)
    }

    /// A number in the JSON that a command prints.
    func number(_ name: String, of arguments: String...) async throws -> Int {
      let text = try await program(["ledger"] + arguments).text
      let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return try #require(json?[name] as? Int, "\(text)")
    }

    func program(_ arguments: [String]) async throws -> (status: Int32, text: String) {
      let program = try ProgramProcess(arguments, on: database)
      let text = await program.wait()
      return (program.process.terminationStatus, text)
    }
  }

  private static func entry(_ amount: String, on day: String = "2026-03-01") -> String {
    let turned = amount.hasPrefix("-") ? String(amount.dropFirst()) : "-\(amount)"
    return """
      {"kind": "receipt", "occurred_on": "\(day)", "lines": [
        {"fund": "fund", "account": "cash", "amount": "\(amount)", "currency": "MAD"},
        {"fund": "fund", "account": "contributions", "amount": "\(turned)", "currency": "MAD"}]}
      """
  }

  @Test("held, posted and given up; what is refused says its code and moves nothing")
  func holds() async throws {
    try await Books.with { books in
      let hold = ["--for", "tranche", "--through", "2026-06-30", "--key", "h", "--json"]
      let placed = try await books.program(["ledger", "hold", "fund", "80.00"] + hold)
      #expect(placed.status == 0 && placed.text.contains(#""state":"held""#))
      let other = try await books.program(["ledger", "hold", "fund", "81.00"] + hold)
      #expect(other.status == 1 && other.text.contains("[idempotency_conflict]"))
      let balances = try await books.run("balances", "--fund", "fund")
      #expect(balances.text.contains("100.00 MAD, held 80.00, available 20.00"))
      let over = try await books.run("book", "--key", "out", "--body", LedgerCommandTests.entry("-20.01"))
      #expect(over.status == 1 && over.text.contains("[second_person_needed]"))
      let body = LedgerCommandTests.entry("-80.00")
      let alone = try await books.run("post-hold", "1", "--key", "p", "--body", body)
      #expect(alone.status == 1 && alone.text.contains("[second_person_needed]"))
      let asked = try await books.run("request-payment", "p", "--hold", "1", "--body", body, "--by", "treasurer")
      #expect(asked.text.contains("decision 1 waits for a second person"))
      #expect(try await books.run("pay", "1").text.contains("[decision_pending]"))
      #expect(try await books.program(["decision", "approve", "1", "--by", "president"]).status == 0)
      let posted = try await books.number("entry", of: "pay", "1", "--json")
      #expect(try await books.number("entry", of: "pay", "1", "--json") == posted)
      #expect(try await books.run("void-hold", "1").text.contains("[already_ended]"))
      #expect(try await books.run("holds").text.contains("posted by entry \(posted)"))
      #expect(try await books.run("balances", "--fund", "fund").text.contains("20.00 MAD"))
      #expect(try await books.run("hold", "fund", "1.00").status == 2)
    }
  }

  @Test("two persons reverse an entry; a period is closed; receipts are numbered; seals are verified")
  func books() async throws {
    try await Books.with { books in
      let asked = try await books.run(
        "request-reversal", "1", "--on", "2026-03-02", "--reason", "twice", "--by", "treasurer", "--json")
      #expect(asked.text.contains(#""decision" : 1"#))
      #expect(try await books.run("reverse", "1").text.contains("[decision_pending]"))
      let alone = try await books.program(["decision", "approve", "1", "--by", "treasurer"])
      #expect(alone.text.contains("[maker_is_not_checker]"))
      #expect(try await books.program(["decision", "approve", "1", "--by", "president"]).status == 0)
      let reversal = try await books.number("entry", of: "reverse", "1", "--json")
      #expect(try await books.number("entry", of: "reverse", "1", "--json") == reversal)
      #expect(try await books.run("show", "1").text.contains("reversed by \(reversal)"))
      let period = ["open-period", "2026-01", "--first", "2026-01-01", "--last", "2026-01-31"]
      #expect(try await books.program(["ledger"] + period).status == 0)
      #expect(try await books.run("close-period", "2026-01").status == 0)
      let late = LedgerCommandTests.entry("5.00", on: "2026-01-20")
      #expect(try await books.run("book", "--key", "late", "--body", late).text.contains("[period_closed]"))
      let correction = try await books.number(
        "entry", of: "book", "--key", "late", "--body", late, "--correction", "--json")
      let listed = try await books.run("entries", "--after", "\(reversal)")
      #expect(listed.text.contains("\(correction)  2026-02-01  receipt  relates to 2026-01"))
      let issued = try await books.run("issue-receipt", "\(correction)", "--fund", "fund")
      #expect(issued.text == "fund 2026/1  entry \(correction)\n")
      let void = try await books.run(
        "void-receipt", "\(correction)", "--fund", "fund", "--reason", "misprint", "--by", "clerk")
      #expect(void.status == 0)
      #expect(try await books.run("receipts", "fund", "--year", "2026").text.contains("void: misprint"))
      #expect(try await books.run("seal").text.hasPrefix("3 sealed"))
      #expect(try await books.run("seals").text.contains("entries 1 to \(correction), 3 of them"))
      #expect(try await books.program(["verify"]).status == 0)
    }
  }

  @Test("verify finds a byte flipped in a sealed entry, and ends with 1")
  func flippedByte() async throws {
    try await Books.with { books in
      #expect(try await books.run("seal").status == 0)
      #expect(try await books.program(["verify"]).status == 0)
      try await books.sql("ALTER TABLE entries DISABLE TRIGGER ALL")
      try await books.sql("UPDATE entries SET body_hash = set_byte(body_hash, 7, get_byte(body_hash, 7) # 1)")
      let verified = try await books.program(["verify"])
      #expect(verified.status == 1 && verified.text.contains("is not what seal 1 sealed"))
    }
  }
}
