import Actions
import Domain
import HTTPTypes
import TestProgramme
import TestSupport
import Testing

@Suite("The table of scores")
struct ScoreTablePageTests {
  private static func prepare(_ service: Service) async throws -> SmallProgramme {
    let small = try await SmallProgramme(service.tadamun)
    try await small.reportAll()
    try await service.tadamun.score(small.code, asOf: small.asOf)
    return small
  }

  /// The actors of a page in the order in which they stand.
  private static func order(_ page: String) -> [String] {
    page.matches(of: /class="who"><a href="\/programmes\/small\/actors\/([a-z-]+)\?/).map { String($0.output.1) }
  }

  @Test("the headings sort by the address, and say how it is sorted")
  func sorted() async throws {
    try await Service.run { service in
      let small = try await Self.prepare(service)
      try await small.report(2, quarter: 1, jobs: 10, dropout: 0.1, on: "2026-07-20", reference: "better")
      try await small.report(1, quarter: 1, jobs: 1, dropout: 0.3, on: "2026-07-20", reference: "worse")
      try await service.tadamun.score(small.code, asOf: small.asOf)
      let page = { (order: String) in try await service.get("/programmes/small?lang=en&order=\(order)").text }
      #expect(Self.order(try await page("rank")) == ["coop-a", "coop-c", "coop-b"])
      #expect(Self.order(try await page("lowest")) == ["coop-b", "coop-c", "coop-a"])
      #expect(Self.order(try await page("risen")) == ["coop-c", "coop-a", "coop-b"])
      #expect(Self.order(try await page("fallen")) == ["coop-b", "coop-a", "coop-c"])
      #expect(Self.order(try await page("name")) == ["coop-a", "coop-b", "coop-c"])
      let risen = try await page("risen")
      #expect(risen.contains("aria-sort=\"descending\"><a href=\"/programmes/small?lang=en&amp;order=fallen\""))
      #expect(risen.contains("rose by") && risen.contains("fell by") && risen.contains("as before"))
    }
  }

  @Test("regions and target groups filter, and the choice stays in the form and in the links")
  func filtered() async throws {
    try await Service.run { service in
      _ = try await Self.prepare(service)
      let stored = try await service.tadamun.actor(Code("coop-b"))
      var actor = stored.actor
      actor.territory = try Territory(code: "02.113")
      try await service.tadamun.change(actor, from: stored.version, by: .api)
      let region = try await service.get("/programmes/small?lang=en&territory=02").text
      #expect(Self.order(region) == ["coop-b"] && region.contains("<option value=\"02\" selected>"))
      #expect(region.contains("<option value=\"02.113\">– "))
      #expect(region.contains("/scores.xlsx?lang=en&amp;territory=02\""))
      #expect(Self.order(try await service.get("/programmes/small?lang=en&group=women").text).isEmpty)
      let everybody = try await service.get("/programmes/small?lang=en&group=all").text
      #expect(
        Self.order(everybody).count == 3 && everybody.contains("<option value=\"all\" selected>everybody</option>"))
    }
  }

  @Test("a workbook holds the table: numbers as numbers, in the words of the language", arguments: ["ar", "fr", "en"])
  func workbook(language: String) async throws {
    try await Service.run { service in
      _ = try await Self.prepare(service)
      let address = "/programmes/small/scores.xlsx?lang=\(language)"
      let answer = try await service.get(address)
      #expect(answer.headers[.contentDisposition]?.hasSuffix(".xlsx\"") == true)
      let book = try WorkbookReader(try await service.bytes(address), sheets: 2)
      let sheet = book.sheets[0]
      #expect(sheet.isRightToLeft == (language == "ar") && !sheet.hasFormula)
      #expect(sheet.cells["A2"] == .number(1) && sheet.cells["B2"] == .text("coop-a"))
      #expect(sheet.cells["C2"] == .text(language == "ar" ? "مثال" : "Exemple") && sheet.cells["E2"] == .number(1))
      #expect(book.sheets[1].cells["B2"] == .text(language == "ar" ? "مثال" : "Exemple"))
      #expect(try await service.get("/programmes/none/scores.xlsx").status == 404)
    }
  }

  @Test("actors that are ticked stand beside each other; one or five are refused", arguments: ["ar", "fr", "en"])
  func comparison(language: String) async throws {
    try await Service.run { service in
      _ = try await Self.prepare(service)
      let table = try await service.get("/programmes/small?lang=\(language)").text
      #expect(table.contains("<input type=\"checkbox\" form=\"compare\" name=\"actor\" value=\"coop-a\""))
      #expect(table.contains("action=\"/programmes/small/comparison\""))
      let page = try await service.get("/programmes/small/comparison?lang=\(language)&actor=coop-a&actor=coop-b")
      #expect(page.status == 200 && page.text.contains(language == "en" ? "0.500" : "0,500"))
      // Another language keeps the question.
      #expect(page.text.contains("/programmes/small/comparison?lang=fr&amp;actor=coop-a&amp;actor=coop-b"))
      let base = "/programmes/small/comparison?actor=coop-a"
      #expect(try await service.get(base).text.contains("comparison_size"))
      #expect(try await service.get("\(base)&actor=coop-a").status == 422)
      #expect(try await service.get("\(base)&actor=nobody").status == 404)
      #expect(try await service.get("\(base)&actor=a%20b").status == 400)
    }
  }

  @Test("other weights are computed by the engine, move ranks, and are kept nowhere")
  func sensitivity() async throws {
    try await Service.run { service in
      let small = try await Self.prepare(service)
      let base = "/programmes/small/sensitivity?lang=en"
      #expect(try await service.get("/programmes/small/method?lang=en").text.contains("/programmes/small/sensitivity"))
      let form = try await service.get(base).text
      #expect(
        form.contains("name=\"w.jobs\"") && form.contains("name=\"w.dropout\"") && !form.contains("What would change"))
      #expect(try await service.get("\(base)&w.jobs=1&w.dropout=1").text.contains("No score changes."))
      // coop-c has all its jobs and a dropout that got worse: 0.5 becomes 0.75, coop-b keeps 0.5.
      let page = try await service.get("\(base)&w.jobs=3&w.dropout=1")
      #expect(page.status == 200 && page.text.contains("0.750") && page.text.contains("value=\"3\""))
      #expect(try await service.get("\(base)&w.jobs=0,5&w.dropout=1").status == 200)
      for wrong in ["0", "101", "-1", "x", ""] {
        let refused = try await service.get("\(base)&w.jobs=\(wrong)&w.dropout=1")
        #expect(refused.status == 422 && refused.text.contains("href=\"#w.jobs\""), "\(wrong)")
        #expect(refused.text.contains("weight_out_of_range") && refused.text.contains("aria-invalid"))
      }
      #expect(try await service.tadamun.runs(of: small.code, limit: 10).count == 1)
      #expect(try await service.get("/programmes/none/sensitivity").status == 404)
    }
  }
}
