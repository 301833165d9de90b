import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("The form of a report, without its script")
struct ReportFormPageTests {
  private typealias Pages = ReportingPages

  @Test("an organisation's page says what is due and leads to the form; another's is not there")
  func home() async throws {
    try await Pages.run { pages in
      let home = try await pages.get("\(Pages.home)?lang=fr")
      #expect(home.status == 200 && home.text.contains("href=\"\(Pages.form)?lang=fr\""))
      #expect(home.text.contains("<bdi dir=\"ltr\">2</bdi> valeurs manquantes") && home.text.contains("Remplir"))
      #expect(home.text.contains("Aucune déclaration"))
      #expect(try await pages.get("\(Pages.home)?lang=ar").text.contains("قيمتان ناقصتان"))
      #expect(try await pages.get("/actors/coop-b").status == 404)
      _ = try await pages.send(Pages.form, ["key": "k", "v.jobs.all": "7", "do": "save"])
      #expect(try await pages.get("\(Pages.home)?lang=fr").text.contains("Continuer"))
      _ = try await pages.submit(Pages.whole)
      let after = try await pages.get("\(Pages.home)?lang=fr").text
      #expect(after.contains("valeurs en retard") && after.contains("Attend la vérification"))
      #expect(after.contains("/sheet?lang=fr"))
    }
  }

  @Test("the form asks for every cell, a share by its two numbers", arguments: ["ar", "fr", "en"])
  func fields(language: String) async throws {
    try await Pages.run { pages in
      let page = try await pages.get("\(Pages.form)?lang=\(language)")
      #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
      for name in ["v.jobs.all", "n.dropout.all", "d.dropout.all", "s.jobs.all", "r.dropout.all"] {
        #expect(page.text.contains("<label for=\"\(name)\">") && page.text.contains("id=\"\(name)\""), "\(name)")
      }
      #expect(!page.text.contains("v.dropout.all") && !page.text.contains("role=\"alert\""))
      #expect(try await pages.get("/actors/coop-a/programmes/small/reports/2026-01-01..2026-02-28").status == 422)
      #expect(try await pages.get("/actors/coop-a/programmes/small/reports/yesterday").status == 400)
      #expect(try await pages.get("/actors/coop-a/programmes/none/reports/2026-01-01..2026-03-31").status == 404)
    }
  }

  @Test("a draft is saved whole, shown again, and saved over what was read")
  func draft() async throws {
    try await Pages.run { pages in
      let first = Pages.hidden(try await pages.get(Pages.form))
      let saved = try await pages.send(
        "\(Pages.form)?lang=fr", first.merging(["v.jobs.all": "1 200,5", "do": "save"]) { $1 })
      #expect(saved.status == 303 && saved.headers[.location] == "\(Pages.form)?lang=fr&saved=1")
      let page = try await pages.get("\(Pages.form)?lang=fr&saved=1")
      #expect(page.text.contains("value=\"1200,5\"") && page.text.contains("Le brouillon est enregistré."))
      let fields = Pages.hidden(page)
      #expect(fields["version"] == "1" && fields["draft"] != "")
      let missing = ["s.dropout.all": "missing", "r.dropout.all": "لا استبيان", "v.jobs.all": "0", "do": "save"]
      #expect(try await pages.send(Pages.form, fields.merging(missing) { $1 }).status == 303)
      let cells = try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells
      #expect(cells?.map(\.state) == [.missing, .reported] && cells?.last?.value == 0)
      // Who still holds the version before is told, keeps what they typed, and may send it again.
      let late = try await pages.send(
        "\(Pages.form)?lang=fr", fields.merging(["v.jobs.all": "9", "do": "save"]) { $1 })
      #expect(late.status == 412 && late.text.contains("value=\"9\"") && late.text.contains("entre-temps"))
      let again = Pages.hidden(late).merging(["v.jobs.all": "9", "do": "save"]) { $1 }
      #expect(try await pages.send(Pages.form, again).status == 303)
    }
  }

  @Test("an old page sent again writes over what its own sender saved, and over nothing of a colleague")
  func oldPage() async throws {
    try await Pages.run { pages in
      let colleague = try await pages.people.token("hind@example.org", .reporter, for: "coop-a")
      let old = Pages.hidden(try await pages.get(Pages.form))
      let send = { (value: String) in
        try await pages.send("\(Pages.form)?lang=fr", old.merging(["v.jobs.all": value, "do": "save"]) { $1 })
      }
      let value = { try await pages.small.tadamun.drafts(of: Code("coop-a")).first?.cells.first?.value }
      // The answers got lost: the page does not know that there is a draft.
      for typed in ["1", "2", "3"] { #expect(try await send(typed).status == 303) }
      #expect(try await value() == 3)
      let theirs = Pages.hidden(try await pages.get(Pages.form, as: colleague))
        .merging(["v.jobs.all": "70", "do": "save"]) { $1 }
      #expect(try await pages.send(Pages.form, theirs, as: colleague).status == 303)
      let late = try await send("4")
      #expect(late.status == 412 && late.text.contains("value=\"4\"") && late.text.contains("entre-temps"))
      #expect(try await value() == 70)
      // Told of it, they may.
      let again = Pages.hidden(late).merging(["v.jobs.all": "4", "do": "save"]) { $1 }
      #expect(try await pages.send(Pages.form, again).status == 303)
      #expect(try await value() == 4)
    }
  }

  @Test(
    "what is wrong is said above the form and beside its field, in the language; what was typed is kept, nothing saved",
    arguments: [
      (["v.jobs.all": "sept"], "v.jobs.all", "Ce n’est pas un nombre."),
      (["v.jobs.all": "1.200,50"], "v.jobs.all", "Ce n’est pas un nombre."),
      (["v.jobs.all": "-1"], "v.jobs.all", "Une valeur sort"),
      (["n.dropout.all": "5", "d.dropout.all": ""], "d.dropout.all", "Donnez les deux nombres"),
      (["n.dropout.all": "5", "d.dropout.all": "0"], "d.dropout.all", "supérieur à zéro"),
      (["n.dropout.all": "5", "d.dropout.all": "4"], "n.dropout.all", "sort de l’intervalle"),
      (["v.jobs.all": "5", "s.jobs.all": "missing", "r.jobs.all": "x"], "v.jobs.all", "pas les deux"),
      (["s.jobs.all": "missing", "r.jobs.all": ""], "r.jobs.all", "Dites pourquoi elle manque"),
      (["r.jobs.all": "registre perdu"], "s.jobs.all", "Dites ce qu’il en est"),
    ])
  func mistakes(typed: [String: String], field: String, sentence: String) async throws {
    try await Pages.run { pages in
      let hidden = Pages.hidden(try await pages.get(Pages.form))
      let answer = try await pages.send(
        "\(Pages.form)?lang=fr", hidden.merging(typed) { $1 }.merging(["do": "submit"]) { $1 })
      #expect(answer.status == 422 && answer.text.contains("role=\"alert\""))
      #expect(answer.text.contains("<a href=\"#\(field)\">") && answer.text.contains("\(sentence)"), "\(answer.text)")
      let tag = try #require(answer.text.firstMatch(of: try Regex("<[a-z]+ id=\"\(field)\"[^>]*>"))).output[0].substring
      #expect(tag?.contains("aria-invalid=\"true\" aria-describedby=\"w.") == true)
      #expect(answer.text.contains(#/<title>[^<]+: Déclaration – /#))
      for (name, value) in typed where !name.hasPrefix("s.") && !value.isEmpty {
        #expect(answer.text.contains("value=\"\(value)\""), "\(name)")
      }
      #expect(try await pages.small.tadamun.drafts(of: Code("coop-a")).isEmpty)
      #expect(try await pages.small.tadamun.reports(of: Code("coop-a"), limit: 5).isEmpty)
    }
  }

  @Test("a report is submitted once, however often its form is sent")
  func once() async throws {
    try await Pages.run { pages in
      let fields = Pages.hidden(try await pages.get(Pages.form))
        .merging(Pages.whole) { $1 }.merging(["do": "submit"]) { $1 }
      let sent = try await pages.send("\(Pages.form)?lang=ar", fields)
      let address = try #require(sent.headers[.location])
      #expect(sent.status == 303 && address.hasSuffix("?lang=ar&received=1"))
      #expect(try await pages.send("\(Pages.form)?lang=ar", fields).headers[.location] == address)
      #expect(try await pages.small.tadamun.reports(of: Code("coop-a"), limit: 5).count == 1)
      let report = try await pages.get(address)
      #expect(report.text.contains("وصل التصريح") && report.text.contains("data-path=\"\(Pages.form)\""))
      #expect(report.text.contains("<bdi dir=\"ltr\">0,25</bdi>") && report.text.contains("في انتظار التحقق"))
      // Who only reads it makes the browser forget nothing.
      let plain = try await pages.get(String(address.split(separator: "?")[0]))
      #expect(!plain.text.contains("data-path"))
    }
  }

  @Test("a report without any value is refused as a whole")
  func empty() async throws {
    try await Pages.run { pages in
      let fields = Pages.hidden(try await pages.get(Pages.form)).merging(["do": "submit"]) { $1 }
      let answer = try await pages.send("\(Pages.form)?lang=en", fields)
      #expect(answer.status == 422 && answer.text.contains("role=\"alert\""))
    }
  }
}
