import Domain
import Interchange
import Testing

@Suite("Numbers in cells")
struct CSVNumberTests {
  static func read<N>(_ cell: String, _ number: (borrowing CSVRow) throws -> N) throws -> N {
    let quoted = cell.replacing("\"", with: "\"\"")
    let reader = try CSVReader(bytes: "x,other\n\"\(quoted)\",1\n".utf8)
    return try #require(try reader.nextRow(number))
  }

  @Test(
    "are the nearest double, as the standard library finds it",
    arguments: [
      "0", "-0", "1", "-1", "12.5", "0.1", "123456789012345", "1.7976931348623157e308", "2.2250738585072014e-308",
      "5e-324", "9007199254740993", "9007199254740992", "0.30000000000000004", "1e22", "1e23", "123456789e-30",
      "3.14159265358979323846264338327950288", "100000000000000000000000", "000012.500", "4.35", "0.000001", "8.5E+2",
      "179769313486231570000000000000000000000", "0.000000000000000000000000000012345678901234567890123",
    ])
  func exact(_ text: String) throws {
    let number = try CSVNumberTests.read(text) { try $0.double(0) }
    #expect(try #require(number).bitPattern == (try #require(Double(text))).bitPattern)
  }

  @Test("are the nearest double for many texts of every length")
  func manyExact() throws {
    var state: UInt64 = 7
    let next = { (bound: UInt64) -> UInt64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    var texts: [String] = []
    for _ in 0..<2_000 {
      let digits = (0...next(20)).map { _ in String(next(10)) }.joined()
      let decimals = (0...next(20)).map { _ in String(next(10)) }.joined()
      texts.append("\(digits).\(decimals)")
    }
    let reader = try CSVReader(bytes: "x\n\(texts.joined(separator: "\n"))\n".utf8)
    var row = 0
    try reader.forEachRow { cells in
      let number = try cells.double(0)
      #expect(number == Double(texts[row]))
      row += 1
    }
  }

  @Test(
    "written any other way are refused with advice",
    arguments: [
      ("1,5", "comma"), ("1,234.5", "comma"), ("12%", "percent"), ("n/a", "blank"), ("-", "blank"), ("NaN", "blank"),
      ("inf", "blank"), ("Infinity", "blank"), ("31/12/26", "date"), ("2026-12-31", "date"), ("1 200", "space"),
      ("1\u{202F}200", "space"), (" 12", "space"), ("١٢٣", "digits other"), ("１２", "digits other"), ("+5", "sign"),
      ("−5", "sign"), ("=1+1", "sign"), ("0x10", "not a number"), (".5", "not a number"), ("5.", "not a number"),
      ("1e", "not a number"), ("1.2.3", "not a number"), ("twelve", "not a number"), ("1_000", "not a number"),
    ])
  func malformed(_ cell: String, _ advice: String) {
    let problem = #expect(throws: Problem.self) { try CSVNumberTests.read(cell) { try $0.double(0) } }
    #expect(problem?.code == "number_malformed")
    #expect(problem?.message.contains(advice) == true, "\(problem?.message ?? "")")
    #expect(problem?.place == Place(line: 2, column: 2, field: "x"))
  }

  @Test("too large or too small for a double are refused", arguments: ["1e400", "-1e400", "1e-400", "1e999999999999"])
  func outOfRange(_ cell: String) {
    let problem = #expect(throws: Problem.self) { try CSVNumberTests.read(cell) { try $0.double(0) } }
    #expect(problem?.code == "number_out_of_range")
  }

  @Test("that are whole", arguments: [("0", 0), ("-7", -7), ("9223372036854775807", Int.max), ("0042", 42)])
  func whole(_ cell: String, _ number: Int) throws {
    #expect(try CSVNumberTests.read(cell) { try $0.int(0) } == number)
  }

  @Test(
    "that are not whole, or too large to be", arguments: [("1.0", "number_malformed"), ("1e3", "number_malformed")])
  func notWhole(_ cell: String, _ code: ProblemCode) {
    let problem = #expect(throws: Problem.self) { try CSVNumberTests.read(cell) { try $0.int(0) } }
    #expect(problem?.code == code)
    let large = #expect(throws: Problem.self) { try CSVNumberTests.read("9223372036854775808") { try $0.int(0) } }
    #expect(large?.code == "number_out_of_range")
  }

  @Test("missing are nil, never zero")
  func blank() throws {
    try CSVReader(bytes: "x,y\n,0\n".utf8).forEachRow { row in
      let (missing, missingWhole, zero) = (try row.double(0), try row.int(0), try row.double(1))
      #expect(missing == nil)
      #expect(missingWhole == nil)
      #expect(zero == 0)
    }
  }
}
