import Domain
import Interchange
import TestSupport
import Testing

@Suite("Workbooks for spreadsheets")
struct WorkbookTests {
  private static let moment = Moment(microseconds: 1_770_000_000_000_000)

  private static func sheet(_ name: String, isRightToLeft: Bool, _ rows: [[CSVCellValue]]) -> WorkbookSheet {
    WorkbookSheet(
      name, isRightToLeft: isRightToLeft,
      columns: [.init("الاسم", width: 30), .init("score", style: .score), .init("amount", style: .money)], rows: rows)
  }

  @Test("numbers come back as numbers, texts as texts, blanks not at all, and Arabic runs from right to left")
  func roundTrip() throws {
    let bytes = try Workbook.bytes(
      of: [
        Self.sheet(
          "النتائج", isRightToLeft: true,
          [
            [.text("تعاونية الأمل"), .double(0.125), .decimal("1234567.89")],
            [.text("Société & fils <b>"), .blank, .int(-7)],
          ]), Self.sheet("Notes", isRightToLeft: false, []),
      ], at: Self.moment)
    let book = try WorkbookReader(bytes, sheets: 2)
    let first = book.sheets[0]
    #expect(first.isRightToLeft && !book.sheets[1].isRightToLeft)
    #expect(first.cells["A1"] == .text("الاسم") && first.cells["B1"] == .text("score"))
    #expect(first.cells["A2"] == .text("تعاونية الأمل") && first.cells["B2"] == .number(0.125))
    #expect(first.cells["C2"] == .number(1_234_567.89))
    #expect(first.cells["A3"] == .text("Société & fils <b>") && first.cells["B3"] == nil)
    #expect(first.cells["C3"] == .number(-7))
  }

  @Test(
    "what looks like a formula is a text",
    arguments: ["=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1"])
  func formulas(text: String) throws {
    let bytes = try Workbook.bytes(
      of: [Self.sheet("s", isRightToLeft: false, [[.text(text), .blank, .blank]])], at: Self.moment)
    let sheet = try WorkbookReader(bytes, sheets: 1).sheets[0]
    #expect(sheet.cells["A2"] == .text(text) && !sheet.hasFormula)
  }

  @Test("the same sheets and moment give the same bytes, whatever the clock says")
  func stable() async throws {
    let sheets = [Self.sheet("s", isRightToLeft: true, [[.text("a"), .double(1), .int(2)]])]
    let first = try Workbook.bytes(of: sheets, at: Self.moment)
    try await Task.sleep(for: .milliseconds(1_100))
    #expect(try Workbook.bytes(of: sheets, at: Self.moment) == first)
  }

  @Test("a name that no sheet may have is refused, and nothing is left behind")
  func name() {
    #expect(throws: (any Error).self) {
      _ = try Workbook.bytes(of: [Self.sheet("a/b", isRightToLeft: false, [])], at: Self.moment)
    }
  }
}
