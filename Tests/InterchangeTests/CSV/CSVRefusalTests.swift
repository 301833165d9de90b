import Domain
import Interchange
import Testing

/// A text that is no good CSV, and what the reader says of it.
struct BadCSV: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]
  let refusals: [String]
  var options = CSVOptions()

  init(_ name: String, _ text: String, _ refusals: String..., options: CSVOptions = CSVOptions()) {
    self.init(name, bytes: Array(text.utf8), refusals, options: options)
  }

  init(_ name: String, bytes: [UInt8], _ refusals: [String], options: CSVOptions = CSVOptions()) {
    testDescription = name
    self.bytes = bytes
    self.refusals = refusals
    self.options = options
  }

  /// Reads to the end; every refusal as `code line:column field`, with a dash for what is not said.
  func read() -> [String] {
    do {
      let reader = try CSVReader(bytes: bytes, name: "bad.csv", options: options)
      try reader.forEachRow { _ in }
      return []
    } catch let problems as Problems {
      return problems.list.map(BadCSV.short)
    } catch {
      return (error as? Problem).map { [BadCSV.short($0)] } ?? ["\(error)"]
    }
  }

  private static func short(_ problem: Problem) -> String {
    let number = { (value: Int?) in value.map(String.init) ?? "-" }
    let place = problem.place
    return "\(problem.code) \(number(place?.line)):\(number(place?.column)) \(place?.field ?? "-")"
  }

  private static let short = CSVOptions(limits: CSVLimits(cellBytes: 8, rowBytes: 64, rows: 2, columns: 3))

  static let quoting: [BadCSV] = [
    BadCSV("lone quote", "a,b\nx,y\"z\n", "csv_quote_in_cell 2:4 -"),
    BadCSV("two lone quotes in a cell count once", "a,b\nx,y\"z\"\n", "csv_quote_in_cell 2:4 -"),
    BadCSV("space before a quote", "a,b\n1, \"x\"\n", "csv_quote_in_cell 2:4 -"),
    BadCSV("text after closing quote", "a,b\n1,\"x\"y\n", "csv_text_after_quote 2:6 -"),
    BadCSV("space after closing quote", "a,b\n\"x\" ,1\n", "csv_text_after_quote 2:4 -"),
    BadCSV("unterminated quote", "a,b\n1,2\n3,\"4\n5,6\n", "csv_quote_unterminated 3:3 -"),
    BadCSV("unterminated quote in the header", "a,\"b\n1,2\n", "csv_quote_unterminated 1:3 -"),
    BadCSV("lone quote in the header", "a,b\"\n1,2\n", "csv_quote_in_cell 1:4 -"),
    BadCSV(
      "several rows, each named", "a,b\nx\"\"y,1\n\"x\"z,1\nfine,1\n", "csv_quote_in_cell 2:2 -",
      "csv_text_after_quote 3:4 -"),
    BadCSV("columns are characters", "a,b\nélève,تض\"x\n", "csv_quote_in_cell 2:9 -"),
    BadCSV("lines inside quotes count", "a,b\n\"1\r\n2\",3\nx,y\"\n", "csv_quote_in_cell 4:4 -"),
    BadCSV("a place inside a cell of two lines", "a,b\n\"1\n2\",y\"\n", "csv_quote_in_cell 3:5 -"),
  ]

  static let shape: [BadCSV] = [
    BadCSV("more cells", "a,b\n1,2,3\n", "csv_too_many_cells 2:5 -"),
    BadCSV("fewer cells", "a,b,c\n1,2\n", "csv_too_few_cells 2:4 c"),
    BadCSV("decimal comma splits", "a,b\nx,1,5\n", "csv_too_many_cells 2:5 -"),
    BadCSV("blank line", "a,b\n\n1,2\n", "csv_line_blank 2:- -"),
    BadCSV("blank line at the end", "a,b\n1,2\n\n", "csv_line_blank 3:- -"),
    BadCSV("carriage return alone ends a row", "a,b\r1\r1,2", "csv_too_few_cells 2:2 b"),
    BadCSV("nothing at all", "", "csv_empty -:- -"),
    BadCSV("only the mark", "\u{FEFF}", "csv_empty -:- -"),
    BadCSV("header alone", "a,b\n", "csv_no_rows -:- -"),
    BadCSV("semicolons are not guessed", "a;b\n1;2,5\n", "csv_too_many_cells 2:5 -"),
    BadCSV("cell too long", "a,b\n1,123456789\n", "csv_cell_too_long 2:3 b", options: short),
    BadCSV("row too long", "a\n\(String(repeating: "x", count: 65))\n", "csv_row_too_long 2:- -", options: short),
    BadCSV(
      "row without an end", "a\n\(String(repeating: "x", count: 900_000))", "csv_row_too_long 2:- -", options: short),
    BadCSV(
      "quote open past the limit", "a\n\"\(String(repeating: "x\n", count: 400_000))", "csv_quote_unterminated 2:1 -",
      options: short),
    BadCSV("too many rows", "a\n1\n2\n3\n", "csv_too_many_rows 4:- -", options: short),
    BadCSV("too many columns", "a,b,c,d\n1,2,3,4\n", "csv_too_many_columns 1:- -", options: short),
  ]

  static let header: [BadCSV] = [
    BadCSV("duplicate", "a,b,a\n1,2,3\n", "csv_header_duplicate 1:- a"),
    BadCSV("empty name", "a,,c\n1,2,3\n", "csv_header_empty 1:- -"),
    BadCSV("blank header line", "\n1\n", "csv_header_empty 1:- -"),
    BadCSV("zero width space", "a,b\u{200B}\n1,2\n", "csv_header_invisible 1:- b\u{200B}"),
    BadCSV("no-break space", "a,b\u{A0}c\n1,2\n", "csv_header_invisible 1:- b\u{A0}c"),
    BadCSV("mark inside", "a,\u{FEFF}b\n1,2\n", "csv_header_invisible 1:- \u{FEFF}b"),
    BadCSV("second mark", "\u{FEFF}\u{FEFF}a,b\n1,2\n", "csv_header_invisible 1:- \u{FEFF}a"),
    BadCSV("tab", "a,b\t\n1,2\n", "csv_header_invisible 1:- b\t"),
    BadCSV("space at the end", "a ,b\n1,2\n", "csv_header_invisible 1:- a "),
    BadCSV("all of them", "a,a,\u{200E}\n1,2,3\n", "csv_header_duplicate 1:- a", "csv_header_invisible 1:- \u{200E}"),
  ]

  static let encoding: [BadCSV] = [
    // سوق in Windows-1256, é in Windows-1252.
    BadCSV("Windows-1256", bytes: Array("a,b\n1,".utf8) + [0xD3, 0xE6, 0xDE, 0x0A], ["encoding_not_utf8 2:3 -"]),
    BadCSV("Windows-1252", bytes: Array("a,b\nunit".utf8) + [0xE9, 0x2C, 0x31, 0x0A], ["encoding_not_utf8 2:5 -"]),
    BadCSV("in the header", bytes: [0x61, 0x2C, 0xE9, 0x0A, 0x31, 0x2C, 0x32], ["encoding_not_utf8 1:3 -"]),
    BadCSV("UTF-16 little end first", bytes: [0xFF, 0xFE, 0x61, 0, 0x0A, 0], ["encoding_not_utf8 1:1 -"]),
    BadCSV("UTF-16 big end first", bytes: [0xFE, 0xFF, 0, 0x61, 0, 0x0A], ["encoding_not_utf8 1:1 -"]),
    BadCSV("UTF-16 without a mark", bytes: [0x61, 0, 0x0A, 0], ["csv_nul 1:2 -"]),
    BadCSV("NUL in a cell", "a\nx\u{0}y\n", "csv_nul 2:2 -"),
    BadCSV("NUL between quotes", "a\n\"x\u{0}y\"\n", "csv_nul 2:3 -"),
    BadCSV("overlong slash", bytes: [0x61, 0x0A, 0xC0, 0xAF, 0x0A], ["encoding_not_utf8 2:1 -"]),
    BadCSV("surrogate", bytes: [0x61, 0x0A, 0xED, 0xA0, 0x80, 0x0A], ["encoding_not_utf8 2:1 -"]),
    BadCSV("past the last plane", bytes: [0x61, 0x0A, 0xF4, 0x90, 0x80, 0x80], ["encoding_not_utf8 2:1 -"]),
    BadCSV("cut inside a character", bytes: [0x61, 0x0A, 0x78, 0xD8], ["encoding_not_utf8 2:2 -"]),
  ]
}

@Suite("A CSV file that breaks the rules is refused with code, line and column")
struct CSVRefusalTests {
  @Test("quotes", arguments: BadCSV.quoting)
  func quoting(_ bad: BadCSV) { #expect(bad.read() == bad.refusals) }

  @Test("shape and limits", arguments: BadCSV.shape)
  func shape(_ bad: BadCSV) { #expect(bad.read() == bad.refusals) }

  @Test("header", arguments: BadCSV.header)
  func header(_ bad: BadCSV) { #expect(bad.read() == bad.refusals) }

  @Test("encoding", arguments: BadCSV.encoding)
  func encoding(_ bad: BadCSV) { #expect(bad.read() == bad.refusals) }

  @Test("an encoding that is not UTF-8 is guessed, and the sentence says what to do")
  func encodingAdvice() throws {
    let arabic = #expect(throws: Problem.self) {
      try CSVReader(bytes: Array("a\n".utf8) + [0xD3, 0xE6, 0xDE]).forEachRow { _ in }
    }
    #expect(arabic?.message.contains("Windows-1256") == true)
    #expect(arabic?.message.contains("CSV UTF-8") == true)
    let western = #expect(throws: Problem.self) {
      try CSVReader(bytes: Array("a\n".utf8) + [0x75, 0xE9, 0x65]).forEachRow { _ in }
    }
    #expect(western?.message.contains("Windows-1252") == true)
  }

  @Test("missing and unknown columns are all listed")
  func columns() throws {
    let header = try CSVReader(bytes: "actor,Valeur,note\n".utf8, name: "v.csv").header
    let problems = #expect(throws: Problems.self) {
      try header.check(required: ["actor", "indicator", "value"], optional: ["group"])
    }
    #expect(problems?.list.map(\.code) == ["csv_columns_missing", "csv_columns_unknown"])
    #expect(problems?.list[0].message.contains("“indicator”, “value”") == true)
    #expect(problems?.list[1].message.contains("“Valeur”, “note”") == true)
  }

  @Test("a file saved with semicolons is recognised where columns are missing")
  func semicolons() throws {
    let header = try CSVReader(bytes: "actor;value\nx;1\n".utf8).header
    let problems = #expect(throws: Problems.self) { try header.check(required: ["actor", "value"], optional: []) }
    #expect(problems?.list[0].message.contains("semicolons") == true)
  }

  @Test("a file that cannot be opened is named with the reason")
  func unreadable() {
    let problems = #expect(throws: Problems.self) { try CSVReader(path: "/nowhere/x.csv") }
    #expect(problems?.list.map(\.code) == ["file_unreadable"])
    #expect(problems?.list[0].place?.file == "/nowhere/x.csv")
  }
}
