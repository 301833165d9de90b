import Actions
import Domain
import HTTPTypes
import TestProgramme
import TestSupport
import Testing

@Suite("Groups that do not add up, in the form of a report and in its table")
struct ReportDifferenceTests {
  private typealias Pages = ReportingPages

  private static let values = [
    "v.jobs.all": "10", "v.jobs.women": "6", "v.jobs.men": "3", "n.dropout.all": "1", "d.dropout.all": "4",
  ]

  private func run(_ body: @escaping @Sendable (ReportingPages) async throws -> Void) async throws {
    try await Pages.run { pages in
      try await GroupedReporting.require(of: pages.small)
      try await body(pages)
    }
  }

  private func submit(_ fields: [String: String], _ pages: ReportingPages, _ language: String) async throws -> Answer {
    let hidden = Pages.hidden(try await pages.get(Pages.form))
    return try await pages.send(
      "\(Pages.form)?lang=\(language)", hidden.merging(fields) { $1 }.merging(["do": "submit"]) { $1 })
  }

  @Test("a difference without a reason is refused with both sums, and leads to the field that takes the reason")
  func refused() async throws {
    try await run { pages in
      let page = try await pages.get("\(Pages.form)?lang=fr")
      #expect(page.text.contains("id=\"x.jobs.all\"") && !page.text.contains("id=\"x.dropout.all\""))
      let refused = try await submit(Self.values, pages, "fr")
      #expect(refused.status == 422 && refused.text.contains("<a href=\"#x.jobs.all\">"))
      #expect(refused.text.contains("Hommes</bdi> + <bdi lang=\"fr\">Femmes</bdi> = <bdi dir=\"ltr\">9</bdi>"))
      #expect(refused.text.contains("écart <bdi dir=\"ltr\">1</bdi>"))
      #expect(try await submit(Self.values, pages, "ar").text.contains("الفرق <bdi dir=\"ltr\">1</bdi>"))
      let idle = try await submit(
        Self.values.merging(["v.jobs.men": "4", "x.jobs.all": "pourquoi"]) { $1 }, pages, "fr")
      #expect(idle.status == 422 && idle.text.contains("retirez le motif") && idle.text.contains("value=\"pourquoi\""))
      #expect(try await pages.small.tadamun.drafts(of: Code("coop-a")).isEmpty)
    }
  }

  @Test("the reason is kept with the draft, stated with its amount in the report, and shown there and in a correction")
  func stated() async throws {
    try await run { pages in
      let fields = Self.values.merging(["x.jobs.all": "لم تُسأل واحدة"]) { $1 }
      let begun = Pages.hidden(try await pages.get(Pages.form)).merging(fields) { $1 }
      #expect(try await pages.send(Pages.form, begun.merging(["do": "save"]) { $1 }).status == 303)
      #expect(try await pages.get(Pages.form).text.contains("value=\"لم تُسأل واحدة\""))
      let sent = try await submit(fields, pages, "ar")
      #expect(sent.status == 303, "\(sent.text)")
      let address = try #require(sent.headers[.location]?.split(separator: "?").first.map(String.init))
      let report = try await pages.get("\(address)?lang=fr").text
      #expect(report.contains("Groupes dont la somme n’est pas le total") && report.contains("لم تُسأل واحدة"))
      let sheets = try await pages.small.tadamun.reports(of: Code("coop-a"), limit: 10)
      let sheet = try await pages.small.tadamun.report(try #require(sheets.first).id, of: Code("coop-a"))
      #expect(sheet.differences.map(\.amount) == [1] && sheet.differences.map(\.axis.text) == ["sex"])
      #expect(try await pages.get(Pages.form).text.contains("value=\"لم تُسأل واحدة\""))
    }
  }

  @Test("the workbook has numbers as numbers from right to left in Arabic, and fills the draft when it comes back")
  func workbook() async throws {
    try await run { pages in
      let fields = Self.values.merging(["key": "d", "v.jobs.all": "10.5", "x.jobs.all": "one", "do": "save"]) { $1 }
      _ = try await pages.send("\(Pages.form)?lang=en", fields)
      let file = try await pages.get("\(Pages.form)/template.xlsx?lang=ar")
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"coop-a-small-2026-01-01.xlsx\"")
      let sheet = try #require(try WorkbookReader(file.bytes, sheets: 1).sheets.first)
      #expect(sheet.isRightToLeft && !sheet.hasFormula && sheet.cells["F3"] == .number(10.5))
      #expect(sheet.cells["K3"] == .text("one") && sheet.cells["D3"] == .text("الجميع"))
      let drafts = try await pages.small.tadamun.drafts(of: Code("coop-a"))
      let draft = try #require(drafts.first)
      _ = try await pages.small.tadamun.saveDraft(draft.id, of: Code("coop-a"), cells: [], from: 1, by: .sample)
      let sent = try await ReportFileTests.upload(file.bytes, to: pages, language: "ar")
      #expect(sent.status == 303, "\(sent.text)")
      let filled = try #require(try await pages.small.tadamun.drafts(of: Code("coop-a")).first)
      #expect(filled.cells == draft.cells && filled.differenceReasons == draft.differenceReasons)
      #expect(filled.differenceReasons == [try Code("jobs"): "one"])
    }
  }

  @Test("a reason beside a group is refused at its line")
  func misplaced() async throws {
    try await run { pages in
      let file = "indicator,group,value,difference_reason\njobs,all,10,\njobs,women,6,why\n"
      let sent = try await ReportFileTests.upload(Array(file.utf8), to: pages)
      #expect(sent.status == 422 && sent.text.contains("Ligne <bdi dir=\"ltr\">3</bdi>"))
    }
  }
}
