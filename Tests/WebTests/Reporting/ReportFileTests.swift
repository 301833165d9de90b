import Actions
import Domain
import HTTPTypes
import Serving
import TestProgramme
import Testing
import Web

@Suite("A report filled in with a spreadsheet")
struct ReportFileTests {
  private typealias Pages = ReportingPages

  static func upload(_ file: [UInt8], to pages: ReportingPages, language: String = "fr") async throws -> Answer {
    let head = """
      --line\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--line\r\n\
      Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n
      """
    let body = Array(head.utf8) + file + Array("\r\n--line--\r\n".utf8)
    return try await pages.service.send(
      .post, "\(Pages.form)/file?lang=\(language)", bytes: body,
      [.authorization: "Bearer \(pages.reporter)", .contentType: "multipart/form-data; boundary=line"])
  }

  @Test("the table has a row a cell, what was typed, and headings of the language; filled in, it becomes the draft")
  func roundTrip() async throws {
    try await Pages.run { pages in
      _ = try await pages.send(Pages.form, ["key": "d", "v.jobs.all": "2.5", "do": "save"])
      let table = try await pages.get("\(Pages.form)/template.csv?lang=fr")
      #expect(table.status == 200 && table.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(table.headers[.contentDisposition] == "attachment; filename=\"coop-a-small-2026-01-01.csv\"")
      let lines = table.text.split(separator: "\r\n").map(String.init)
      #expect(lines.count == 3 && lines[0].contains("indicator;group;Indicateur;Groupe cible;Unité;Valeur;Dont;Sur"))
      #expect(lines[1].hasPrefix("dropout;all;Exemple;tout le monde;part;;;;;"))
      #expect(lines[2].hasPrefix("jobs;all;Exemple;tout le monde;nombre;2,5;;;;"))
      let filled = [lines[0], "dropout;all;;;;;1;4;;;", "jobs;all;;;;1 200,5;;;;;"].joined(separator: "\r\n")
      let sent = try await Self.upload(Array(filled.utf8), to: pages)
      #expect(sent.status == 303 && sent.headers[.location]?.hasSuffix("&saved=1") == true, "\(sent.text)")
      let cells = try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells
      #expect(cells?.map(\.value) == [0.25, 1200.5])
    }
  }

  @Test("a cell or a heading that stands twice is refused: nobody knows which of the two was meant")
  func twice() async throws {
    try await Pages.run { pages in
      let value = { try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells.map(\.value) }
      let rows = "indicator,group,value\njobs,all,1\njobs,all,2\n"
      let answer = try await Self.upload(Array(rows.utf8), to: pages)
      #expect(answer.status == 422 && answer.text.contains("Ligne <bdi dir=\"ltr\">3</bdi>"), "\(answer.text)")
      #expect(try await value() == [1])
      let headings = "indicator,group,value,Valeur\njobs,all,5,6\n"
      #expect(try await Self.upload(Array(headings.utf8), to: pages).status == 422)
      #expect(try await value() == [1])
    }
  }

  @Test(
    "what cannot be read is shown at its cell as it was written, the rest is saved, and nothing that was there is lost")
  func mistakes() async throws {
    try await Pages.run { pages in
      _ = try await pages.send(Pages.form, ["key": "d", "v.jobs.all": "2.5", "do": "save"])
      let file = """
        indicator,group,value,numerator,denominator,state,missing_reason
        dropout,all,,x,4,,
        jobs,all,,,,,
        unheard-of,all,1,,,,
        ,,,,,,
        """
      let answer = try await Self.upload(Array(file.utf8), to: pages)
      #expect(answer.status == 422 && answer.text.contains("<a href=\"#n.dropout.all\">"))
      #expect(answer.text.contains("value=\"x\"") && answer.text.contains("value=\"2,5\""))
      #expect(answer.text.contains("Ligne <bdi dir=\"ltr\">4</bdi>") && answer.text.contains("unheard-of"))
      let cells = try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells
      #expect(cells?.map(\.indicator.text) == ["jobs"])
    }
  }

  @Test("words and files of Arabic spreadsheets are read; a reason stands in the place of a value")
  func arabic() async throws {
    try await Pages.run { pages in
      _ = try await pages.send(Pages.form, ["key": "d", "v.jobs.all": "2.5", "do": "save"])
      let table = try await pages.get("\(Pages.form)/template.csv?lang=ar").text
      let heading = try #require(table.split(separator: "\r\n").first).drop { $0 == "\u{FEFF}" }
      let file = "\(heading)\r\njobs;all;;;;;;;غير متوفرة;ضاع السجل;\r\n"
      // Windows-1256, as older spreadsheets save.
      let bytes = file.unicodeScalars.map { ReportFileTests.windows1256[$0] ?? UInt8(ascii: "?") }
      let sent = try await Self.upload(bytes, to: pages, language: "ar")
      #expect(sent.status == 303, "\(sent.text)")
      let cell = try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells.first
      #expect(cell?.content == .missing(reason: "ضاع السجل"))
    }
  }

  @Test(
    "a file that is no table is refused, and says so",
    arguments: [
      ("", "csv_empty"), ("a,b\r\n1,2\r\n", "csv_columns_missing"), ("indicator,group\r\n", "csv_no_rows"),
      ("indicator,group,value\r\njobs,all,\"1", "csv_quote_unterminated"),
    ])
  func refused(file: String, code: String) async throws {
    try await Pages.run { pages in
      let answer = try await Self.upload(Array(file.utf8), to: pages, language: "en")
      #expect(answer.status == 422 && answer.text.contains("role=\"alert\""), "\(code)")
      #expect(try await pages.small.tadamun.drafts(of: Code("coop-a")).isEmpty)
    }
  }

  @Test("what is no form with a file, or too large, is refused")
  func limits() async throws {
    try await Pages.run { pages in
      let address = "\(Pages.form)/file"
      let plain = try await pages.send(address, ["a": "b"])
      #expect(plain.status == 415)
      let large = try await Self.upload([UInt8](repeating: UInt8(ascii: ","), count: 1_100_000), to: pages)
      #expect(large.status == 413)
    }
  }

  @Test("a form with a file is taken apart at its boundary")
  func multipart() throws {
    func form(_ body: String) throws -> MultipartForm {
      try MultipartForm(Array(body.utf8), type: "multipart/form-data; boundary=\"b\"")
    }
    let whole = try form(
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n"
        + "Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n\r\n--x\r\n\r\n--b--\r\n")
    #expect(whole.fields == ["a": "1"] && whole.files["f"] == Array("\r\n--x\r\n".utf8))
    let empty = try form("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--")
    #expect(empty.fields == ["a": ""])
    for broken in ["", "--b", "--b\r\n", "--b\r\nx: y\r\n\r\n1\r\n--b--", "x--b--"] {
      #expect(throws: Problem.self, "\(broken)") { try form(broken) }
    }
    #expect(throws: Problem.self) { try MultipartForm([], type: "text/csv") }
  }

  private static let windows1256: [Unicode.Scalar: UInt8] = {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0)...0x7F { bytes[Unicode.Scalar(byte)] = byte }
    let letters: [(Unicode.Scalar, UInt8)] = [
      ("ا", 0xC7), ("أ", 0xC3), ("ب", 0xC8), ("ة", 0xC9), ("ت", 0xCA), ("ث", 0xCB), ("ج", 0xCC), ("ح", 0xCD),
      ("د", 0xCF), ("ر", 0xD1), ("س", 0xD3), ("ش", 0xD4), ("ص", 0xD5), ("ض", 0xD6), ("ع", 0xDA), ("غ", 0xDB),
      ("ف", 0xDD), ("ق", 0xDE), ("ك", 0xDF), ("ل", 0xE1), ("م", 0xE3), ("ن", 0xE4), ("ه", 0xE5), ("و", 0xE6),
      ("ى", 0xEC), ("ي", 0xED), ("ؤ", 0xC4), ("ئ", 0xC6), ("؟", 0xBF), ("ّ", 0xF8),
    ]
    for (letter, byte) in letters { bytes[letter] = byte }
    return bytes
  }()
}
