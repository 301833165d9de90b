import Domain
import Interchange
import Testing

@Suite("Good CSV is read as it stands")
struct CSVReadingTests {
  /// All rows as texts, a blank as nil.
  static func rows(_ bytes: some Collection<UInt8>, _ options: CSVOptions = CSVOptions()) throws -> [[String?]] {
    var rows: [[String?]] = []
    try CSVReader(bytes: bytes, options: options).forEachRow { row in
      rows.append((0..<row.count).map { row.text($0) })
    }
    return rows
  }

  @Test("line ends, with or without one behind the last row", arguments: ["\n", "\r\n", "\r"], ["", "end"])
  func lineEnds(_ end: String, _ last: String) throws {
    let text = "a,b" + end + "1,2" + end + "3,4" + (last.isEmpty ? "" : end)
    #expect(try CSVReadingTests.rows(text.utf8) == [["1", "2"], ["3", "4"]])
  }

  @Test("quotes, doubled quotes, delimiters and line breaks inside quotes")
  func quoted() throws {
    let text = "a,b\n\"x,y\",\"he said \"\"no\"\"\"\n\"two\r\nlines\",\"\"\"\"\n"
    #expect(try CSVReadingTests.rows(text.utf8) == [["x,y", "he said \"no\""], ["two\r\nlines", "\""]])
  }

  @Test("a blank cell is nil, quoted or not; a zero is not blank")
  func blanks() throws {
    #expect(try CSVReadingTests.rows("a,b,c\n,\"\",0\n".utf8) == [[nil, nil, "0"]])
    #expect(try CSVReadingTests.rows("a\n\"\"\n\n1".utf8) == [[nil], [nil], ["1"]])
  }

  @Test("Arabic, Tifinagh, French and a mark at the start")
  func scripts() throws {
    let text = "\u{FEFF}الاسم,nom\nتعاونية أركان,ⵜⴰⵎⵓⵏⵜ\n\"ـ\",Coopérative\n"
    let reader = try CSVReader(bytes: text.utf8)
    #expect(reader.header.names == ["الاسم", "nom"])
    #expect(try CSVReadingTests.rows(text.utf8) == [["تعاونية أركان", "ⵜⴰⵎⵓⵏⵜ"], ["ـ", "Coopérative"]])
  }

  @Test("semicolons where they are asked for")
  func semicolon() throws {
    let rows = try CSVReadingTests.rows("a;b\n1,5;x\n".utf8, CSVOptions(delimiter: .semicolon))
    #expect(rows == [["1,5", "x"]])
  }

  @Test("a header alone where the options allow it")
  func headerOnly() throws {
    #expect(try CSVReadingTests.rows("a,b\n".utf8, CSVOptions(acceptsHeaderOnly: true)).isEmpty)
  }

  @Test("the same rows for every size of piece the bytes come in", arguments: [1, 2, 3, 5, 7, 64])
  func pieces(_ size: Int) throws {
    let text = "\u{FEFF}a,b\r\n\"x\"\"y\",é\r\n\"1\r\n2\",تض\r3,4\n"
    let bytes = Array(text.utf8)
    var offset = 0
    let reader = try CSVReader(name: nil) { buffer in
      let count = min(size, buffer.count, bytes.count - offset)
      for index in 0..<count { buffer[index] = bytes[offset + index] }
      offset += count
      return count
    }
    var rows: [[String?]] = []
    var lines: [Int] = []
    try reader.forEachRow { row in
      rows.append([row.text(0), row.text(1)])
      lines.append(row.line)
    }
    #expect(rows == [["x\"y", "é"], ["1\r\n2", "تض"], ["3", "4"]])
    #expect(lines == [2, 3, 5])
  }

  @Test("a long file goes through a small window and ends where it should")
  func long() throws {
    let line = Array("actor-1,members_income,2026Q1,1234.5\n".utf8)
    let header = Array("actor,indicator,period,value\n".utf8)
    var sent = -1
    let reader = try CSVReader(name: nil) { buffer in
      defer { sent += 1 }
      let piece = sent < 0 ? header : sent < 20_000 ? line : []
      buffer.copyBytes(from: piece)
      return piece.count
    }
    var total = 0.0
    try reader.forEachRow { row in total += try row.double(3) ?? 0 }
    #expect(reader.rowCount == 20_000)
    #expect(total == 20_000 * 1_234.5)
  }

  @Test("a cell knows its place")
  func places() throws {
    try CSVReader(bytes: "a,b,c\nété,\"1\n2\",z\n".utf8, name: "f.csv").forEachRow { row in
      #expect(row.place(0) == Place(file: "f.csv", line: 2, column: 1, field: "a"))
      #expect(row.place(1) == Place(file: "f.csv", line: 2, column: 6, field: "b"))
      #expect(row.place(2) == Place(file: "f.csv", line: 3, column: 4, field: "c"))
    }
  }

  @Test("good rows around a bad one are given out, and the bad one is refused at the end")
  func partly() throws {
    var good: [String?] = []
    let reader = try CSVReader(bytes: "a,b\n1,2\n3\n5,6\n".utf8)
    let problems = #expect(throws: Problems.self) { try reader.forEachRow { good.append($0.text(0)) } }
    #expect(good == ["1", "5"])
    #expect(problems?.list.map(\.code) == ["csv_too_few_cells"])
  }
}
