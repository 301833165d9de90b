import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Numbers that banks give movements and statements")
struct BankNumberTests {
  /// A movement of a statement or a table.
  private struct Movement {
    var day: String
    var amount: String
    var ref = ""
    var text = "virement"

    var row: String { "\(day),\(amount),MAD,\(ref),\(text)" }

    var entry: String {
      let side = amount.hasPrefix("-") ? "DBIT" : "CRDT"
      let number = ref.isEmpty ? "" : "<AcctSvcrRef>\(ref)</AcctSvcrRef>"
      return """
        <Ntry><Amt Ccy="MAD">\(amount.replacing("-", with: ""))</Amt><CdtDbtInd>\(side)</CdtDbtInd><Sts>BOOK</Sts>\
        <BookgDt><Dt>\(day)</Dt></BookgDt>\(number)<AddtlNtryInf>\(text)</AddtlNtryInf></Ntry>
        """
    }
  }

  /// A statement of one day.
  private func statement(
    _ id: String, on day: String, from opening: String, to closing: String, _ movements: [Movement], note: String = ""
  ) -> Data {
    func balance(_ type: String, _ amount: String) -> String {
      """
      <Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Amt Ccy="MAD">\(amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
      <Dt><Dt>\(day)</Dt></Dt></Bal>
      """
    }
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><!--\(note)-->
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>\(id)</Id>
      <Acct><Id><Othr><Id>0078 1000 0112 3000</Id></Othr></Id></Acct>
      \(balance("OPBD", opening))\(balance("CLBD", closing))
      \(movements.map(\.entry).joined(separator: "\n"))
      </Stmt></BkToCstmrStmt></Document>
      """
    return Data(text.utf8)
  }

  private func take(_ movements: [Movement], _ tadamun: Tadamun) async throws -> BankImport {
    let rows = ["booked_on,amount,currency,servicer_ref,description"] + movements.map(\.row)
    let data = Data(rows.joined(separator: "\n").utf8)
    return try await tadamun.importBankTable(data, name: "t.csv", account: Code("bank"), by: .api)
  }

  private func take(_ data: Data, _ tadamun: Tadamun) async throws -> BankImport {
    try await tadamun.importBankStatements(data, name: "s.xml", by: .api)
  }

  /// What the account holds by its lines.
  private func sum(_ pool: Pool) async throws -> Int64 {
    try await pool.queryValue("SELECT coalesce(sum(amount_minor), 0)::bigint FROM bank_lines")
  }

  @Test(
    "the same number in another month, or with another amount, is another movement; known again it is the same",
    arguments: ["NONREF", "notprovided", "NON REF", "SO-77"])
  func tables(ref: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let september = Movement(day: "2026-09-01", amount: "500.00", ref: ref, text: "loyer")
      let october = Movement(day: "2026-10-01", amount: "500.00", ref: ref, text: "loyer")
      let back = Movement(day: "2026-10-01", amount: "-500.00", ref: ref, text: "retour")
      for movement in [september, october, back] {
        let result = try await take([movement], tadamun)
        #expect(result.new == 1 && result.known == 0)
      }
      let again = try await take([september, october, back], tadamun)
      #expect(again.new == 0 && again.known == 3)
      #expect(try await sum(pool) == 500_00)
    }
  }

  @Test("a number tells a movement whose text is written otherwise; a word for none tells nothing")
  func rewritten() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let day = "2026-09-01"
      let first = try await take(
        [
          Movement(day: day, amount: "10.00", ref: "V-1", text: "don"),
          Movement(day: day, amount: "10.00", ref: "NOREF", text: "frais"),
        ], tadamun)
      #expect(first.new == 2)
      let second = try await take(
        [
          Movement(day: day, amount: "10.00", ref: "V-1", text: "don de Fatima"),
          Movement(day: day, amount: "10.00", ref: "NOREF", text: "autre chose"),
        ], tadamun)
      #expect(second.new == 1 && second.known == 1)
    }
  }

  @Test(
    "statements that repeat a number follow on one another, each sent again adds nothing", arguments: ["NONREF", "SO"])
  func statements(ref: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      func files(_ note: String) -> [Data] {
        [
          statement(
            "S1", on: "2026-09-01", from: "0.00", to: "500.00",
            [Movement(day: "2026-09-01", amount: "500.00", ref: ref)], note: note),
          statement(
            "S2", on: "2026-10-01", from: "500.00", to: "1000.00",
            [Movement(day: "2026-10-01", amount: "500.00", ref: ref)], note: note),
          statement(
            "S3", on: "2026-11-02", from: "1000.00", to: "500.00",
            [Movement(day: "2026-11-02", amount: "-500.00", ref: ref)], note: note),
        ]
      }
      for file in files("first") {
        let result = try await take(file, tadamun)
        #expect(result.new == 1 && result.known == 0 && result.statements == 1)
      }
      for file in files("again") {
        let result = try await take(file, tadamun)
        #expect(result.new == 0 && result.known == 1 && result.statements == 0 && !result.isSameFile)
      }
      #expect(try await sum(pool) == 500_00)
    }
  }

  @Test("a statement that stands in a file twice is taken once, and its movements are known the second time")
  func twiceInOne() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let once = statement(
        "S1", on: "2026-09-01", from: "0.00", to: "40.00",
        [Movement(day: "2026-09-01", amount: "20.00"), Movement(day: "2026-09-01", amount: "20.00")])
      let text = String(decoding: once, as: UTF8.self)
      let start = try #require(text.range(of: "<Stmt>")).lowerBound
      let end = try #require(text.range(of: "</Stmt>")).upperBound
      let twice = text.replacingCharacters(in: end..<end, with: text[start..<end])
      let result = try await take(Data(twice.utf8), tadamun)
      #expect(result.statements == 1 && result.new == 2 && result.known == 2)
      #expect(try await sum(pool) == 40_00)
      let again = try await take(once, tadamun)
      #expect(again.statements == 0 && again.new == 0 && again.known == 2)
    }
  }

  @Test("movements alike in number, day and amount stay as many as they are, on one statement and on two of a day")
  func alike() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let one = Movement(day: "2026-09-01", amount: "20.00", ref: "SO-1")
      func file(_ number: Int, _ note: String) -> Data {
        let (before, after) = number == 1 ? (0, 40) : (number * 20, number * 20 + 20)
        let movements = number == 1 ? [one, one] : [one]
        return statement(
          "S\(number)", on: one.day, from: "\(before).00", to: "\(after).00", movements, note: note)
      }
      #expect(try await take(file(1, "first"), tadamun).new == 2)
      for number in [2, 3] {
        #expect(try await take(file(number, "first"), tadamun).new == 1)
      }
      for number in 1...3 {
        let again = try await take(file(number, "again"), tadamun)
        #expect(again.new == 0 && again.known == (number == 1 ? 2 : 1))
      }
      let table = try await take([one, one, one, one], tadamun)
      #expect(table.new == 0 && table.known == 4)
      #expect(try await sum(pool) == 80_00)
    }
  }

  @Test("movements of a table come onto the statements of their day, those with one number among them")
  func tableFirst() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let one = Movement(day: "2026-09-01", amount: "20.00", ref: "SO-1")
      #expect(try await take([one, one], tadamun).new == 2)
      let first = try await take(statement("S1", on: one.day, from: "0.00", to: "20.00", [one]), tadamun)
      #expect(first.new == 0 && first.known == 1 && first.statements == 1)
      let second = try await take(statement("S2", on: one.day, from: "20.00", to: "40.00", [one]), tadamun)
      #expect(second.new == 0 && second.known == 1 && second.statements == 1)
      #expect(try await sum(pool) == 40_00)
    }
  }

  @Test("an entry of 0.00 is counted and left out; the statement adds up and is known again")
  func zero() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      func file(_ note: String) -> Data {
        statement(
          "S1", on: "2026-09-01", from: "0.00", to: "100.00",
          [
            Movement(day: "2026-09-01", amount: "100.00", ref: "A1"),
            Movement(day: "2026-09-01", amount: "0.00", ref: "A2", text: "frais offerts"),
          ], note: note)
      }
      let first = try await take(file("first"), tadamun)
      #expect(first.new == 1 && first.zero == 1 && first.pending == 0 && first.statements == 1)
      let again = try await take(file("again"), tadamun)
      #expect(again.new == 0 && again.known == 1 && again.zero == 1)
      #expect(try await sum(pool) == 100_00)
    }
  }

  @Test("a bank that numbers its statements anew each year is understood; the same day told otherwise is refused")
  func numberedAnew() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let old = [Movement(day: "2025-01-31", amount: "100.00", ref: "A1")]
      let new = [Movement(day: "2026-01-31", amount: "50.00", ref: "A1")]
      _ = try await take(statement("001", on: "2025-01-31", from: "0.00", to: "100.00", old), tadamun)
      let next = try await take(statement("001", on: "2026-01-31", from: "100.00", to: "150.00", new), tadamun)
      #expect(next.statements == 1 && next.new == 1)
      let again = try await take(
        statement("001", on: "2025-01-31", from: "0.00", to: "100.00", old, note: "again"), tadamun)
      #expect(again.statements == 0 && again.known == 1 && again.new == 0)
      // Other balances, and the same balances with another movement.
      let other = [Movement(day: "2026-01-31", amount: "50.00", ref: "B1", text: "autre")]
      let conflicts = [
        statement("001", on: "2026-01-31", from: "90.00", to: "140.00", new),
        statement("001", on: "2026-01-31", from: "100.00", to: "150.00", other),
      ]
      for conflict in conflicts {
        let codes = try await refusals { _ = try await take(conflict, tadamun) }
        #expect(codes == ["statement_conflict"])
      }
      #expect(try await sum(pool) == 150_00)
    }
  }

  @Test("the database refuses a number that another movement of the day and amount has, and two statements of one day")
  func defence() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let movements = [
        Movement(day: "2026-09-01", amount: "20.00", ref: "SO-1", text: "a"),
        Movement(day: "2026-09-01", amount: "20.00", ref: "SO-2", text: "b"),
      ]
      _ = try await take(statement("S1", on: "2026-09-01", from: "0.00", to: "40.00", movements), tadamun)
      let shared = try await constraint {
        try await pool.execute(
          """
          WITH i AS (
            INSERT INTO bank_imports (format, file_name, file_sha256, recorded_by)
            VALUES ('camt053', 'f', sha256('f'::bytea), 'test') RETURNING import_id)
          INSERT INTO bank_sightings (import_id, position, line_id, bank_account_id, servicer_ref)
          SELECT i.import_id, 1, l.line_id, l.bank_account_id, 'SO-1' FROM i, bank_lines l WHERE l.description = 'b'
          """)
      }
      #expect(shared == "one_line_a_servicer_ref")
      let twice = try await constraint {
        try await pool.execute(
          """
          INSERT INTO bank_statements (import_id, bank_account_id, currency, external_id, opening_minor, opened_on,
            closing_minor, closed_on)
          SELECT import_id, bank_account_id, currency, external_id, 4000, closed_on, 4000, closed_on
          FROM bank_statements
          """)
      }
      #expect(twice == "one_statement_a_name_and_day")
    }
  }
}
