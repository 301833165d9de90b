import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("Reports judged on pages")
struct ReviewPageTests {
  private typealias Pages = ReportingPages

  @Test("a report comes back with reasons at its cells, and the next version answers")
  func returned() async throws {
    try await Pages.run { pages in
      let report = try await pages.submit(Pages.whole)
      let judged = try await pages.send(
        "\(report)/verification?lang=fr",
        ["s.jobs.all": "returned", "r.jobs.all": "أين السجل؟", "note": "à revoir"], as: pages.verifier)
      #expect(judged.status == 303, "\(judged.text)")
      let form = try await pages.get("\(Pages.form)?lang=fr")
      #expect(form.text.contains("id=\"b.jobs.all\">Renvoyé: <bdi>أين السجل؟</bdi>"))
      #expect(form.text.contains("aria-describedby=\"b.jobs.all\"") && form.text.contains("value=\"7\""))
      let second = try await pages.submit(Pages.whole.merging(["v.jobs.all": "6"]) { $1 })
      #expect(second != report)
      #expect(try await pages.get("\(report)?lang=en").text.contains("Replaced by a later version"))
      #expect(try await pages.get("\(second)?lang=en").text.contains("<bdi dir=\"ltr\">6</bdi>"))
    }
  }

  @Test("a whole report is sent back with a reason, and not without one")
  func whole() async throws {
    try await Pages.run { pages in
      let report = try await pages.submit(Pages.whole)
      let bare = try await pages.send(
        "\(report)/verification?lang=fr", ["outcome": "returned", "note": " "], as: pages.verifier)
      #expect(bare.status == 422 && bare.text.contains("Dites pourquoi"))
      let sent = try await pages.send(
        "\(report)/verification", ["outcome": "returned", "note": "rien n’est joint"], as: pages.verifier)
      #expect(sent.status == 303)
      let shown = try await pages.get("\(report)?lang=fr").text
      #expect(shown.contains("Renvoyée") && shown.contains("rien n’est joint"))
      #expect(try await pages.get("\(Pages.home)?lang=fr").text.contains("valeurs manquantes"))
    }
  }

  @Test("three persons take it to its lock, one decision a form; who wrote it takes none of the steps")
  func threePersons() async throws {
    try await Pages.run { pages in
      let report = try await pages.submit(Pages.whole)
      let own = try await pages.get("\(report)?lang=fr")
      #expect(!own.text.contains("/verification") && own.text.contains("Corriger"))
      #expect(try await pages.send("\(report)/verification", [:]).status == 403)
      let early = try await pages.send("\(report)/validation?lang=fr", [:], as: pages.approver)
      #expect(early.status == 409 && early.text.contains("Personne n’a encore vérifié"))
      #expect(try await pages.get("\(report)?lang=fr", as: pages.verifier).text.contains("id=\"s.jobs.all\""))
      let found = ["s.jobs.all": "other", "v.jobs.all": "6,5", "r.jobs.all": "registre"]
      let wrong = try await pages.send(
        "\(report)/verification?lang=fr", found.merging(["v.jobs.all": "six"]) { $1 }, as: pages.verifier)
      #expect(wrong.status == 422 && wrong.text.contains("number_malformed"))
      #expect(try await pages.send("\(report)/verification", found, as: pages.verifier).status == 303)
      #expect(try await pages.get("\(report)?lang=fr").text.contains("6,5"))
      for step in ["validation", "lock"] {
        let done = try await pages.send("\(report)/\(step)", [:], as: pages.approver)
        #expect(done.status == 303, "\(step): \(done.text)")
      }
      let locked = try await pages.get("\(report)?lang=fr")
      #expect(locked.text.contains("<bdi>Exemple</bdi>") && !locked.text.contains("person:"))
      #expect(locked.text.contains("Verrouillée") && !locked.text.contains("Corriger"))
      let fields = Pages.hidden(try await pages.get(Pages.form)).merging(Pages.whole) { $1 }
      let late = try await pages.send("\(Pages.form)?lang=fr", fields.merging(["do": "submit"]) { $1 })
      #expect(late.status == 409 && late.text.contains("verrouillé"))
      #expect(late.text.contains("value=\"7\""))
      let reopened = try await pages.send("\(report)/reopening", ["note": "une somme"], as: pages.approver)
      #expect(reopened.status == 303)
      #expect(try await pages.get("\(report)?lang=fr").text.contains("Rouverte"))
    }
  }

  @Test("the queue counts reports by state and leads to each")
  func queue() async throws {
    try await Pages.run { pages in
      let empty = try await pages.get("/programmes/small/reports?lang=en", as: pages.verifier)
      #expect(empty.status == 200 && empty.text.contains("Nothing waits here."))
      let report = try await pages.submit(Pages.whole)
      let queue = try await pages.get("/programmes/small/reports?lang=en", as: pages.verifier).text
      #expect(queue.contains("href=\"\(report)?lang=en\""))
      #expect(queue.contains("Waits for verification</a> <bdi dir=\"ltr\">1</bdi>"))
      _ = try await pages.send("\(report)/verification", [:], as: pages.verifier)
      let after = try await pages.get("/programmes/small/reports?lang=en&state=verified", as: pages.verifier).text
      #expect(after.contains("Verified</a> <bdi dir=\"ltr\">1</bdi>") && after.contains(report))
      #expect(try await pages.get("/programmes/small/reports").status == 403)
    }
  }

  @Test("the one page says what the score is made of, what is missing, and the money", arguments: ["ar", "fr", "en"])
  func sheet(language: String) async throws {
    try await Pages.run { pages in
      try await pages.small.reportAll()
      try await pages.small.tadamun.score(pages.small.code, asOf: pages.small.asOf)
      let page = try await pages.get("/programmes/small/actors/coop-a/sheet?lang=\(language)")
      #expect(page.status == 200 && page.text.contains("<article class=\"sheet\">"))
      #expect(page.text.contains("<ul class=\"bars\">") && page.text.contains(language == "en" ? "1.000" : "1,000"))
      #expect(try await pages.get("/programmes/small/actors/coop-b/sheet").status == 404)
      #expect(
        try await pages.get("/programmes/small/actors/coop-a?lang=\(language)").text.contains("/coop-a/sheet?lang="))
    }
  }
}
