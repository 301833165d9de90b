import Domain
import Foundation
import Interchange
import Testing

@Suite("Statements in CAMT.053")
struct CamtTests {
  static func sample(_ name: String) throws -> String {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "xml", subdirectory: "Files/Bank"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  private func read(_ text: String) throws -> [BankStatement] {
    try CamtReader(data: Data(text.utf8), name: "s.xml").statements()
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try read(text)
      return "accepted"
    } catch let problem as Problem {
      return "\(problem.code) \(problem.place?.line ?? 0)"
    } catch let problems as Problems {
      return problems.list.map { "\($0.code) \($0.place?.line ?? 0)" }.joined(separator: ", ")
    } catch { return "\(error)" }
  }

  @Test("versions 02 and 08 say the same", arguments: ["sample-ma-001.02", "sample-ma-001.08"])
  func versions(name: String) throws {
    let statement = try #require(try read(CamtTests.sample(name)).first)
    #expect(statement.externalID == "STMT-2026-03" && statement.sequence == 3)
    #expect(statement.accountNumber == "007810000112300000000118")
    #expect(statement.opening.decimal == "1500.00" && statement.closing.description == "41500.50 MAD")
    #expect(statement.openedOn.description == "2026-03-01" && statement.closedOn.description == "2026-03-31")
    let line = try #require(statement.lines.first)
    #expect(line.amount.decimal == "40000.50" && statement.lines.count == 1)
    #expect(line.bookedOn.description == "2026-03-15" && line.valueOn.description == "2026-03-16")
    #expect(line.servicerRef == "VIR-88121" && line.endToEndID == "360G-tadamun-0001")
    #expect(line.counterparty == "Fonds Tadamun" && line.text == "منحة الري — tranche 1")
  }

  @Test("a movement without a status is refused at its line")
  func noStatus() throws {
    // Without the movement the statement would not add up either; both are said.
    #expect(refusal(try CamtTests.sample("bad-001.02")) == "camt_part_missing 10, statement_unbalanced 5")
  }

  @Test("what went out is negative, announced movements are counted and are no lines, a reversal says so")
  func sides() throws {
    let text = try CamtTests.sample("sample-ma-001.02")
      .replacing("41500.50", with: "-38500.50").replacing(
        "<CdtDbtInd>CRDT</CdtDbtInd><Sts>", with: "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>"
      )
      .replacing("-38500.50</Amt><CdtDbtInd>CRDT", with: "38500.50</Amt><CdtDbtInd>DBIT")
    let statement = try #require(try read(text).first)
    #expect(statement.lines.map(\.amount.decimal) == ["-40000.50"] && statement.closing.decimal == "-38500.50")
    #expect(statement.lines.first?.isReversal == true)
    let announced = try CamtTests.sample("sample-ma-001.02").replacing("BOOK", with: "PDNG")
      .replacing("41500.50", with: "1500.00")
    let quiet = try #require(try read(announced).first)
    #expect(quiet.lines.isEmpty && quiet.pendingCount == 1)
  }

  @Test("an entry of 0.00 is counted and is no line, a day of its own or none; the balances add up without it")
  func zero() throws {
    let zero = "<Ntry><Amt Ccy=\"MAD\">0.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>"
    let text = try CamtTests.sample("sample-ma-001.02").replacing("</Ntry>", with: "</Ntry>" + zero)
    let statement = try #require(try read(text).first)
    #expect(statement.lines.count == 1 && statement.zeroCount == 1 && statement.pendingCount == 0)
    let pending = text.replacing("<Sts>BOOK</Sts></Ntry>", with: "<Sts>PDNG</Sts></Ntry>")
    let announced = try #require(try read(pending).first)
    #expect(announced.zeroCount == 0 && announced.pendingCount == 1)
    let below = text.replacing("\"MAD\">0.00<", with: "\"MAD\">-0.01<")
    #expect(refusal(below).hasPrefix("amount_not_positive "))
  }

  @Test(
    "words that banks write for no number are no number",
    arguments: ["NONREF", "nonref", "NON REF", "NotProvided", "NOREF"])
  func noNumber(word: String) throws {
    let text = try CamtTests.sample("sample-ma-001.02").replacing("VIR-88121", with: word)
    let statement = try #require(try read(text).first)
    #expect(statement.lines.count == 1 && statement.lines.first?.servicerRef == nil)
  }

  @Test("a refusal names the statement and the entry, as such files often stand in one line")
  func named() throws {
    let good = "<Ntry><Amt Ccy=\"MAD\">0.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>"
    let bad = "<Ntry><Amt Ccy=\"MAD\">1,00</Amt><CdtDbtInd>IN</CdtDbtInd><Sts>PDNG</Sts></Ntry>"
    let odd = "<Ntry><Amt Ccy=\"MAD\">0.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"
    let text = try CamtTests.sample("sample-ma-001.02")
      .replacing("</Ntry>", with: "</Ntry>" + good + bad + odd).replacing("\n", with: " ")
    let wanted = [
      "amount_malformed s.xml:1: Stmt[Id='STMT-2026-03']/Ntry[3]/Amt",
      "camt_part_malformed s.xml:1: Stmt[Id='STMT-2026-03']/Ntry[3]/CdtDbtInd",
      "camt_part_missing s.xml:1: Stmt[Id='STMT-2026-03']/Ntry[4]",
    ]
    #expect(places(text) == wanted)
    let nameless = text.replacing("<Id>STMT-2026-03</Id>", with: "").replacing(bad, with: "")
    #expect(
      places(nameless) == ["camt_part_missing s.xml:1: Stmt[1]/Ntry[3]", "camt_part_missing s.xml:1: Stmt[1]"])
  }

  /// The codes of all refusals and where they stand.
  private func places(_ text: String) -> [String] {
    let problems = #expect(throws: Problems.self) { try read(text) }
    return problems?.list.map { "\($0.code) \($0.place?.description ?? "nowhere")" } ?? []
  }

  @Test("balances that the lines do not explain are refused")
  func unbalanced() throws {
    let text = try CamtTests.sample("sample-ma-001.08").replacing("41500.50", with: "41500.51")
    #expect(refusal(text) == "statement_unbalanced 5")
  }

  @Test("a document type, an entity, another encoding or another schema is refused before anything is read")
  func hostile() throws {
    let good = try CamtTests.sample("sample-ma-001.02")
    let header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    let bomb = good.replacing(header, with: header + "<!DOCTYPE lolz [<!ENTITY lol \"lol\">]>")
    #expect(refusal(bomb) == "xml_doctype_refused 1")
    #expect(refusal(good.replacing(header, with: header + "<?x?>")) == "xml_instruction_refused 1")
    #expect(refusal(good.replacing("UTF-8", with: "ISO-8859-1")) == "encoding_not_utf8 1")
    #expect(refusal(good.replacing("camt.053.001.02", with: "camt.053.001.06")) == "camt_version_unsupported 2")
    #expect(refusal(good.replacing(" </BkToCstmrStmt>\n", with: "")).hasPrefix("xml_malformed"))
    #expect(refusal(String(good.dropLast(30))).hasPrefix("xml_malformed"))
    #expect(refusal("") == "xml_empty 0")
    let empty =
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt></BkToCstmrStmt></Document>"
    #expect(refusal(empty) == "camt_no_statements 0")
  }

  @Test("limits hold")
  func limits() throws {
    let data = Data(try CamtTests.sample("sample-ma-001.02").utf8)
    let short = #expect(throws: Problem.self) {
      try CamtReader(data: data, limits: CamtLimits(entries: 0)).statements()
    }
    #expect(short?.code == "camt_too_long")
    let small = #expect(throws: Problem.self) {
      try CamtReader(data: data, limits: CamtLimits(bytes: 100)).statements()
    }
    #expect(small?.code == "xml_too_long")
  }
}
