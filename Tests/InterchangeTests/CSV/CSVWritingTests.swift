import Domain
import Interchange
import Testing

@Suite("CSV is written so that it reads back")
struct CSVWritingTests {
  static func written(_ style: CSVStyle, _ rows: [[CSVCellValue]]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = CSVWriter(style: style) { bytes += $0 }
    for row in rows { try writer.write(row) }
    try writer.finish()
    return bytes
  }

  static func text(_ style: CSVStyle, _ rows: [[CSVCellValue]]) throws -> String {
    String(decoding: try written(style, rows), as: UTF8.self)
  }

  @Test("quotes only where they are needed")
  func quotes() throws {
    let rows: [[CSVCellValue]] = [
      [.text("a"), .text("b")], [.text("x,y"), .text("say \"no\"")], [.text("1\n2"), .blank],
    ]
    #expect(try CSVWritingTests.text(.plain, rows) == "a,b\n\"x,y\",\"say \"\"no\"\"\"\n\"1\n2\",\n")
    #expect(
      try CSVWritingTests.text(CSVStyle(delimiter: .semicolon), [[.text("x,y"), .text("x;y")]]) == "x,y;\"x;y\"\r\n")
  }

  @Test("the mark and CRLF for spreadsheets")
  func spreadsheet() throws {
    #expect(try CSVWritingTests.written(.spreadsheet, [[.text("a")]]) == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
  }

  @Test(
    "a text that a spreadsheet would run is disarmed",
    arguments: ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\u{FF1D}1", "\u{FF0B}1", "\u{FF20}x"])
  func formulas(_ text: String) throws {
    let cell = try #require(
      try CSVReadingTests.rows(CSVWritingTests.written(CSVStyle(), [[.text("h")], [.text(text)]])).first)
    #expect(cell == ["'" + text])
    let plain = try CSVReadingTests.rows(CSVWritingTests.written(.plain, [[.text("h")], [.text(text)]])).first
    #expect(plain == [text])
  }

  @Test("negative numbers stay numbers")
  func numbers() throws {
    let row: [CSVCellValue] = [.int(-5), .double(-0.1), .decimal("-1200.50"), .double(1e300), .double(3)]
    #expect(try CSVWritingTests.text(CSVStyle(lineEnd: .lf), [row]) == "-5,-0.1,-1200.50,1e+300,3.0\n")
  }

  @Test("a number that is not finite is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(_ number: Double) {
    let problem = #expect(throws: Problem.self) { try CSVWritingTests.written(.plain, [[.double(number)]]) }
    #expect(problem?.code == "number_not_finite")
  }

  @Test("every text comes back, and a row of one blank is not a blank line")
  func roundTrip() throws {
    let texts = ["", "a", "\"", "\"\"", ",", "1\r\n2", " x ", "تضامن", "ⵣ", "a\"b,c\nd", "'"]
    let rows = [[CSVCellValue.text("h")]] + texts.map { [CSVCellValue.text(ifAny: $0.isEmpty ? nil : $0)] }
    for style in [CSVStyle.plain, .spreadsheet] {
      let back = try CSVReadingTests.rows(CSVWritingTests.written(style, rows))
      #expect(back.map { $0[0] ?? "" } == texts)
    }
  }
}
