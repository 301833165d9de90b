import Interchange
import Testing

@Suite("Refused rows are kept as they stand, with the reason")
struct RefusedRowsTests {
  /// The file of refused rows, the number of good ones, and the number of refused ones.
  static func keep(_ text: String) throws -> (refused: String, good: Int, count: Int) {
    var bytes: [UInt8] = []
    let refused = RefusedRows(CSVWriter(style: .plain) { bytes += $0 })
    let reader = try TableReader<ReportRow>(CSVReader(bytes: text.utf8), refused: refused)
    var good = 0
    try reader.forEachRow { if case .success = $0 { good += 1 } }
    try refused.finish()
    return (String(decoding: bytes, as: UTF8.self), good, reader.refusedCount)
  }

  static let header = "external_ref,programme,actor,indicator,period_start,period_end,value"

  @Test("unchanged, quotes and all, behind the header of the file")
  func unchanged() throws {
    let bad = "R2,p,\"a\"\"b\",i,2026-01-01,2026-03-31,\"1,5\""
    let text = "\(RefusedRowsTests.header)\nR1,p,a,i,2026-01-01,2026-03-31,1\n\(bad)\nR3,p,a\n"
    let (refused, good, count) = try RefusedRowsTests.keep(text)
    #expect(good == 1)
    #expect(count == 2)
    let lines = refused.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "\(RefusedRowsTests.header),error_code,error_message,error_line")
    #expect(lines[1].hasPrefix("\(bad),number_malformed,"))
    #expect(lines[1].hasSuffix(",3"))
    #expect(lines[2].hasPrefix("R3,p,a,,,,,csv_too_few_cells,"))
    #expect(lines[2].hasSuffix(",4"))
  }

  @Test("the file can be corrected and read again; what is still wrong sheds the old reason")
  func again() throws {
    let row = "R1,p,a,i,2026-01-01,2026-03-31"
    let (refused, _, _) = try RefusedRowsTests.keep("\(RefusedRowsTests.header)\n\(row),12%\n\(row),n/a\n")
    let (still, good, count) = try RefusedRowsTests.keep(refused.replacing("\(row),12%", with: "\(row),0.12"))
    #expect(good == 1)
    #expect(count == 1)
    let lines = still.split(separator: "\n")
    #expect(lines[0] == "\(RefusedRowsTests.header),error_code,error_message,error_line")
    #expect(lines[1].hasPrefix("\(row),n/a,number_malformed,"))
    #expect(lines[1].hasSuffix(",3"))
  }

  @Test("nothing is written where nothing is refused")
  func none() throws {
    #expect(try RefusedRowsTests.keep("\(RefusedRowsTests.header)\nR1,p,a,i,2026-01-01,2026-03-31,1\n").refused.isEmpty)
  }
}
