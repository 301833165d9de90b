import Actions
import Domain
import Foundation
import Interchange
import Postgres
import TestSupport
import Testing

@Suite("Case 27: the same bank line twice")
struct Case27SameBankLineTwice {
  /// Twelve movements of March, two of them honest twins: 500.00 on one day, with one text and no number of the bank's.
  private static let movements: [(day: Int, amount: String, text: String, ref: String?)] = [
    (2, "1000.00", "Don campagne", "V-1"), (3, "500.00", "VIREMENT DON", nil), (3, "500.00", "VIREMENT DON", nil),
    (5, "-120.50", "Frais", "F-1"), (8, "250.00", "Don", nil), (9, "75.25", "Don", nil),
    (12, "10.00", "Don", "V-2"), (15, "-2000.00", "Achat de plants", "P-1"), (18, "3000.00", "Subvention", "V-3"),
    (21, "60.00", "Don", nil), (25, "99.99", "Don", nil), (31, "1.00", "Solde", nil),
  ]

  /// - Parameter withRefs: Whether the bank's numbers stand in the file.
  static func camt(id: String = "S-2026-03", opening: String = "100.00", closing: String = "3475.74", note: String = "")
    -> Data
  {
    let entries = movements.map { movement in
      let amount = movement.amount.replacing("-", with: "")
      let side = movement.amount.hasPrefix("-") ? "DBIT" : "CRDT"
      let day = "2026-03-\(movement.day < 10 ? "0" : "")\(movement.day)"
      let ref = movement.ref.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? ""
      return """
        <Ntry><Amt Ccy="MAD">\(amount)</Amt><CdtDbtInd>\(side)</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>\(day)</Dt></BookgDt>\
        \(ref)<NtryDtls><TxDtls><RmtInf><Ustrd>\(movement.text)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        """
    }
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><!--\(note)-->
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>\(id)</Id>
      <Acct><Id><Othr><Id>0078 1000 0112 3000</Id></Othr></Id></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="MAD">\(opening)</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
      <Dt><Dt>2026-03-01</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="MAD">\(closing)</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
      <Dt><Dt>2026-03-31</Dt></Dt></Bal>
      \(entries.joined(separator: "\n"))
      </Stmt></BkToCstmrStmt></Document>
      """
    return Data(text.utf8)
  }

  /// The same movements from the third on as a French spreadsheet, without the bank's numbers, and one of April.
  static let overlapping: Data = {
    let rows = movements.map { movement in
      let amount = movement.amount.replacing(".", with: ",")
      return "\(movement.day < 10 ? "0" : "")\(movement.day)/03/2026;\(amount);MAD;\(movement.text.lowercased())"
    }
    let all = ["booked_on;amount;currency;description"] + rows[1...] + ["01/04/2026;20,00;MAD;Don"]
    return Data(all.joined(separator: "\n").utf8)
  }()

  static let french = CellFormat(decimalMark: .comma, dateOrder: .dayFirst)

  static func prepare(_ pool: Pool) async throws -> Tadamun {
    let tadamun = Tadamun(pool)
    try await tadamun.open(Fund(Code("fund"), .grant, names: Names(fr: "Fonds")), by: .api)
    try await tadamun.open(
      BankAccount(Code("bank"), fund: Code("fund"), number: "0078 1000 0112 3000", currency: .mad), by: .api)
    return tadamun
  }

  private func count(_ pool: Pool) async throws -> Int {
    try await pool.queryValue("SELECT count(*) FROM bank_lines")
  }

  @Test("twelve lines, not eleven, twenty-four or more; the second import says 0 new, 12 known")
  func twice() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let first = try await tadamun.importBankStatements(Case27SameBankLineTwice.camt(), name: "a.xml", by: .api)
      #expect(first.new == 12 && first.known == 0 && first.statements == 1)
      let again = try await tadamun.importBankStatements(Case27SameBankLineTwice.camt(), name: "b.xml", by: .api)
      #expect(again.new == 0 && again.known == 12 && again.isSameFile)
      // Another file with the same statement in it.
      let reissued = Case27SameBankLineTwice.camt(note: "sent again")
      let second = try await tadamun.importBankStatements(reissued, name: "c.xml", by: .api)
      #expect(second.new == 0 && second.known == 12 && second.statements == 0 && !second.isSameFile)
      #expect(try await count(pool) == 12)
      let csv = try await tadamun.importBankTable(
        Case27SameBankLineTwice.overlapping, name: "d.csv", account: Code("bank"),
        csv: CSVOptions(delimiter: .semicolon),
        format: Case27SameBankLineTwice.french, by: .api)
      #expect(csv.new == 1 && csv.known == 11)
      #expect(try await count(pool) == 13)
    }
  }

  @Test("CSV first and the statement after it: nothing twice, and the statement adds up")
  func csvFirst() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      let csv = try await tadamun.importBankTable(
        Case27SameBankLineTwice.overlapping, name: "d.csv", account: Code("bank"),
        csv: CSVOptions(delimiter: .semicolon),
        format: Case27SameBankLineTwice.french, by: .api)
      #expect(csv.new == 12 && csv.known == 0)
      let camt = try await tadamun.importBankStatements(Case27SameBankLineTwice.camt(), name: "a.xml", by: .api)
      #expect(camt.new == 1 && camt.known == 11 && camt.statements == 1)
      #expect(try await count(pool) == 13)
    }
  }

  @Test("eight imports of one file at once leave twelve lines")
  func concurrent() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      for round in 0..<5 {
        let results = await withTaskGroup(of: BankImport?.self) { group in
          for number in 0..<8 {
            group.addTask {
              let data = Case27SameBankLineTwice.camt(note: "\(round) \(number % 2)")
              return try? await tadamun.importBankStatements(data, name: "\(number).xml", by: .api)
            }
          }
          return await group.reduce(into: [BankImport]()) { if let result = $1 { $0.append(result) } }
        }
        #expect(results.count == 8)
        #expect(results.map(\.new).reduce(0, +) == (round == 0 ? 12 : 0))
        #expect(try await count(pool) == 12)
      }
    }
  }

  @Test(
    "balances that do not go on are refused, and nothing moved",
    arguments: [
      (Case27SameBankLineTwice.camt(id: "S-2", opening: "101.00", closing: "3476.74"), "statement_gap"),
      (Case27SameBankLineTwice.camt(opening: "99.00", closing: "3474.74"), "statement_conflict"),
      (Case27SameBankLineTwice.camt(id: "S-2", closing: "3475.75"), "statement_unbalanced"),
    ])
  func refused(data: Data, code: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = try await Case27SameBankLineTwice.prepare(pool)
      _ = try await tadamun.importBankStatements(Case27SameBankLineTwice.camt(), name: "a.xml", by: .api)
      var found = ""
      do { _ = try await tadamun.importBankStatements(data, name: "b.xml", by: .api) } catch let problem as Problem {
        found = problem.code.rawValue
      } catch let problems as Problems { found = problems.list.map(\.code.rawValue).joined(separator: " ") }
      #expect(found == code)
      #expect(try await count(pool) == 12)
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_imports", as: Int.self) == 1)
    }
  }

  @Test("a statement of an account that nobody opened is refused by its number")
  func unknownAccount() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let problem = await #expect(throws: Problem.self) {
        try await tadamun.importBankStatements(Case27SameBankLineTwice.camt(), name: "a.xml", by: .api)
      }
      #expect(problem?.code == "bank_account_unknown" && problem?.place?.file == "a.xml")
      let imports: Int = try await pool.queryValue("SELECT count(*) FROM bank_imports")
      #expect(imports == 0)
    }
  }
}
