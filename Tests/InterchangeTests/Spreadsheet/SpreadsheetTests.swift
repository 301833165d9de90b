import Domain
import Foundation
import Interchange
import Testing

@Suite("Tables that people filled in")
struct SpreadsheetTests {
  private static let columns = [
    FilledSheet.Column(["indicator"], isRequired: true), FilledSheet.Column(["group"], isRequired: true),
    FilledSheet.Column(["Value", "القيمة"]), FilledSheet.Column(["Of which", "منها"]),
    FilledSheet.Column(["Reason", "السبب"]),
  ]

  private func read(_ bytes: [UInt8]) throws -> FilledSheet { try FilledSheet(bytes, columns: Self.columns) }

  /// A workbook with this sheet.
  private func workbook(_ sheet: String, strings: String = "<sst/>") -> ZipBuilder {
    ZipBuilder(files: [
      ("xl/workbook.xml", #"<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#),
      ("xl/_rels/workbook.xml.rels", #"<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>"#),
      ("xl/sharedStrings.xml", strings), ("xl/s.xml", sheet),
    ])
  }

  private func code(_ bytes: [UInt8]) -> String? {
    do {
      _ = try read(bytes)
      return nil
    } catch let problem as Problem { return problem.code.rawValue } catch let problems as Problems {
      return problems.list.first?.code.rawValue
    } catch { return "\(error)" }
  }

  @Test("a workbook that a program saved is read by its headings: numbers as digits, blank rows left out")
  func saved() throws {
    let file = try #require(
      Bundle.module.url(forResource: "report", withExtension: "xlsx", subdirectory: "Files/Spreadsheet"))
    let sheet = try read(Array(Data(contentsOf: file)))
    #expect(sheet.rows.map(\.line) == [2, 4, 5, 6] && sheet.problems.isEmpty)
    #expect(sheet.rows[0].cells == ["dropout", "all", "", "1", ""])
    #expect(sheet.rows[1].cells == ["jobs", "all", "1200.5", "", ""])
    #expect(sheet.rows[2].cells[2] == "0.0000001")
    #expect(sheet.rows[3].cells == ["other", "all", "", "", "ضاع السجل"])
  }

  @Test("texts may be shared or stand in their cell, in several runs; how to read them aloud is no part of them")
  func texts() throws {
    let strings = "<sst><si><t>indi</t><t>cator</t><rPh><t>no</t></rPh></si><si><t>group</t></si></sst>"
    let sheet = """
      <worksheet><sheetData><row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>
      <row r="9"><c r="A9" t="inlineStr"><is><t> jobs </t></is></c><c r="C9" t="str"><v>all</v></c></row>
      <row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>
      """
    let found = try read(workbook(sheet, strings: strings).bytes)
    #expect(found.rows.map(\.line) == [9, 10])
    #expect(found.rows.map(\.cells) == [["jobs", "all", "", "", ""], ["x", "", "", "", ""]])
  }

  @Test("what is broken, hidden or lies about its length is refused")
  func broken() {
    let sheet = #"<worksheet><sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>"#
    #expect(code(workbook(sheet).bytes) == "csv_columns_missing")
    #expect(code(workbook("<worksheet/>").bytes) == "csv_empty")
    #expect(code(workbook("<worksheet><row>").bytes) == "spreadsheet_malformed")
    #expect(code(workbook("<!DOCTYPE x><worksheet/>").bytes) == "xml_doctype_refused")
    #expect(code(workbook("<?x?><worksheet/>").bytes) == "xml_instruction_refused")
    var cut = workbook(sheet).bytes
    for count in [5, 40, cut.count - 3] { #expect(code(Array(cut.prefix(count))) == "spreadsheet_malformed") }
    cut[60] ^= 1
    #expect(code(cut) == "spreadsheet_malformed")
    var lying = workbook(sheet)
    lying.claimedBytes = 3
    #expect(code(lying.bytes) == "spreadsheet_malformed")
    var bomb = workbook(sheet)
    bomb.claimedBytes = 500_000_000
    #expect(code(bomb.bytes) == "spreadsheet_too_large")
    let columns = String(repeating: #"<c><v>1</v></c>"#, count: 300)
    #expect(code(workbook("<worksheet><row>\(columns)</row></worksheet>").bytes) == "spreadsheet_too_large")
    let shared = "<sst><si><t>\(String(repeating: "x", count: 1_000_000))</t></si></sst>"
    let repeated = String(repeating: #"<row><c t="s"><v>0</v></c></row>"#, count: 30)
    #expect(code(workbook("<worksheet>\(repeated)</worksheet>", strings: shared).bytes) == "spreadsheet_too_large")
    let rows = String(repeating: "<row/>", count: 20_000)
    #expect(code(workbook("<worksheet>\(rows)</worksheet>").bytes) == "spreadsheet_too_large")
  }

  @Test("any bytes behind the mark of an archive are read or refused, and nothing else")
  func anything() {
    var state: UInt64 = 11
    let whole = workbook("<worksheet/>").bytes
    for _ in 0..<2_000 {
      var bytes = whole
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[4 + Int(state >> 33) % (bytes.count - 4)] = UInt8(truncatingIfNeeded: state >> 24)
      }
      let found = code(bytes)
      #expect(["spreadsheet_malformed", "spreadsheet_too_large", "csv_empty", "encoding_not_utf8"].contains(found))
    }
  }
}

/// Writes an archive of stored files.
private struct ZipBuilder {
  let files: [(name: String, text: String)]
  /// What the directory says of every length; nil for the truth.
  var claimedBytes: UInt32?

  var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in files {
      let content = Array(text.utf8)
      let length = UInt32(content.count)
      let facts =
        small(0) + small(0) + small(0) + small(0) + large(ZipBuilder.checksum(content)) + large(length)
        + large(claimedBytes ?? length) + small(UInt16(name.utf8.count)) + small(0)
      directory += large(0x0201_4B50) + small(20) + small(20) + facts
      directory += [UInt8](repeating: 0, count: 10) + large(UInt32(archive.count)) + Array(name.utf8)
      archive += large(0x0403_4B50) + small(20) + facts + Array(name.utf8) + content
    }
    let start = UInt32(archive.count)
    archive += directory + large(0x0605_4B50) + small(0) + small(0) + small(UInt16(files.count))
    return archive + small(UInt16(files.count)) + large(UInt32(directory.count)) + large(start) + small(0)
  }

  private func small(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
  private func large(_ number: UInt32) -> [UInt8] {
    small(UInt16(number & 0xFFFF)) + small(UInt16(number >> 16))
  }

  /// CRC-32 (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
    }
    return ~checksum
  }
}
