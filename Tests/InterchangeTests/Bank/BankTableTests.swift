import Domain
import Interchange
import Testing

@Suite("Movements of a bank in CSV")
struct BankTableTests {
  private static let french = CellFormat(decimalMark: .comma, dateOrder: .dayFirst)

  private func read(_ text: String, _ format: CellFormat, _ delimiter: CSVDelimiter = .semicolon) throws
    -> (lines: [BankLine], refusals: [String])
  {
    var lines: [BankLine] = []
    var refusals: [String] = []
    let reader = try CSVReader(bytes: text.utf8, options: CSVOptions(delimiter: delimiter))
    try TableReader<BankRow>(reader, format: format).forEachRow { row in
      switch row {
      case .success(let row): lines.append(row.line)
      case .failure(let problems): refusals += problems.list.map { "\($0.code) \($0.place?.field ?? "-")" }
      }
    }
    return (lines, refusals)
  }

  @Test("the documented columns are read as they are")
  func plain() throws {
    let (lines, refusals) = try read(
      "booked_on,value_on,amount,currency,servicer_ref,description\n2026-03-15,,-1200.50,MAD,V1,Achat de plants\n",
      CellFormat(), .comma)
    #expect(refusals.isEmpty)
    #expect(lines.map(\.amount.decimal) == ["-1200.50"] && lines.first?.valueOn.description == "2026-03-15")
  }

  @Test(
    "a French spreadsheet is read where it is said to be one",
    arguments: [
      ("1200,50", "1200.50"), ("1 200,50", "1200.50"), ("1\u{A0}234\u{A0}567,05", "1234567.05"),
      ("1\u{202F}200", "1200.00"), ("-1.200,5", "-1200.50"), ("\u{2212}35,00", "-35.00"),
    ])
  func frenchAmounts(text: String, amount: String) throws {
    let (lines, refusals) = try read("booked_on;amount;currency\n31/03/2026;\(text);MAD\n", BankTableTests.french)
    #expect(refusals.isEmpty)
    #expect(lines.map(\.amount.decimal) == [amount] && lines.first?.bookedOn.description == "2026-03-31")
  }

  @Test(
    "what is no French amount or day is refused at its cell",
    arguments: [
      ("1200.50", "31/03/2026", "amount_malformed amount"), ("12 00,50", "31/03/2026", "amount_malformed amount"),
      ("1.200 300,50", "31/03/2026", "amount_malformed amount"), ("1,2,3", "31/03/2026", "amount_malformed amount"),
      ("0,00", "31/03/2026", "amount_zero amount"), ("1,234", "31/03/2026", "amount_too_many_decimals amount"),
      ("1,00", "2026-03-31", "date_malformed booked_on"), ("1,00", "31/02/2026", "date_invalid booked_on"),
      ("1,00", "3/3/2026", "date_malformed booked_on"),
    ])
  func frenchRefusals(amount: String, day: String, refusal: String) throws {
    let (lines, refusals) = try read("booked_on;amount;currency\n\(day);\(amount);MAD\n", BankTableTests.french)
    #expect(lines.isEmpty && refusals == [refusal])
  }

  @Test("unless it is said, a comma is refused and not guessed")
  func notGuessed() throws {
    let (lines, refusals) = try read("booked_on;amount;currency\n31/03/2026;1,234;MAD\n", CellFormat())
    #expect(lines.isEmpty && refusals == ["date_malformed booked_on", "amount_malformed amount"])
  }
}
