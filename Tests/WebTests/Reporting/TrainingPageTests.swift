import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("Unions and coaching centres on pages")
struct TrainingPageTests {
  private typealias Pages = ReportingPages

  private static func union(_ pages: Pages) async throws -> String {
    _ = try await pages.small.tadamun.register(
      Actor(code: Code("union"), kind: .union, names: Names(ar: "اتحاد", fr: "Union")), by: .sample)
    for purpose in Mandate.Purpose.allCases {
      try await pages.small.tadamun.mandate(
        Mandate(of: Code("coop-a"), to: Code("union"), for: purpose, from: CalendarDate(iso: "2026-01-01")), by: .sample
      )
    }
    return try await pages.people.token("union@example.org", .reporter, for: "union")
  }

  private static let training = [
    "code": "t-1", "topic": "المحاسبة", "first": "2026-02-02", "last": "2026-02-03", "hours": "12", "actor.0": "coop-a",
    "group.0": "all", "people.0": "3", "actor.2": "coop-b", "group.2": "all", "people.2": "11",
  ]

  @Test("a union's page leads to those it acts for, with what there is to do, and it reports for them")
  func represented() async throws {
    try await Pages.run { pages in
      let union = try await TrainingPageTests.union(pages)
      let home = try await pages.get("/actors/union?lang=fr", as: union)
      #expect(home.text.contains("Pour qui vous agissez") && home.text.contains("href=\"/actors/coop-a?lang=fr\""))
      #expect(home.text.contains("valeurs à donner") && home.text.contains("déclaration en attente"))
      let form = Pages.hidden(try await pages.get(Pages.form, as: union)).merging(Pages.whole) { $1 }
      let sent = try await pages.send(Pages.form, form.merging(["do": "submit"]) { $1 }, as: union)
      #expect(sent.status == 303)
      let after = try await pages.get("/actors/union?lang=ar", as: union)
      #expect(after.text.contains("تصريح واحد في الانتظار"))
      #expect(try await pages.get("/actors/coop-b", as: union).status == 404)
    }
  }

  @Test("a training is recorded once, with who came; each organisation sees its own people alone")
  func record() async throws {
    try await Pages.run { pages in
      let union = try await TrainingPageTests.union(pages)
      let page = try await pages.get("/actors/union/trainings?lang=ar", as: union)
      #expect(page.status == 200 && page.text.contains("لم يُسجَّل أي تكوين") && page.text.contains("id=\"actor.7\""))
      for _ in 1...2 {
        let sent = try await pages.send("/actors/union/trainings?lang=ar", Self.training, as: union)
        #expect(sent.status == 303, "\(sent.text)")
      }
      let shown = try await pages.get("/actors/union/trainings?lang=ar", as: union).text
      #expect(shown.contains("<bdi>المحاسبة</bdi>") && shown.contains("<bdi dir=\"ltr\">3</bdi> أشخاص"))
      #expect(shown.contains("<bdi dir=\"ltr\">11</bdi> شخصًا"))
      let own = try await pages.get("/actors/coop-a/trainings?lang=ar").text
      #expect(own.contains("أشخاص") && !own.contains("شخصًا") && !own.contains("<form class=\"training\""))
      #expect(try await pages.small.tadamun.trainings(about: Code("union")).count == 1)
    }
  }

  @Test(
    "what is wrong with a training is said and leads to its field; what was typed is kept",
    arguments: [
      ("hours", "douze", "hours"), ("hours", "0", "hours"), ("last", "2026-02-01", "first"),
      ("people.2", "x", "people.2"), ("actor.2", "Coop B", "actor.2"), ("topic", "", "topic"),
      ("actor.2", "nobody", "topic"),
    ])
  func mistakes(field: String, typed: String, linked: String) async throws {
    try await Pages.run { pages in
      let union = try await TrainingPageTests.union(pages)
      let answer = try await pages.send(
        "/actors/union/trainings?lang=fr", Self.training.merging([field: typed]) { $1 }, as: union)
      #expect([404, 422].contains(answer.status) && answer.text.contains("role=\"alert\""))
      #expect(answer.text.contains("<a href=\"#\(linked)\">"), "\(answer.text)")
      #expect(answer.text.contains("value=\"المحاسبة\"") || field == "topic")
      #expect(typed.isEmpty || answer.text.contains("value=\"\(typed)\""))
      #expect(try await pages.small.tadamun.trainings(about: Code("union")).isEmpty)
    }
  }
}
