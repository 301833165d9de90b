import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("The pages by which somebody runs the service")
struct OperatorPageTests {
  private static let own: HTTPFields = [
    .contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin",
  ]

  private static func send(_ service: Service, _ address: String, _ body: String) async throws -> Answer {
    try await service.send(.post, address, body, headers: own)
  }

  private static let amina =
    "email=amina%40example.org&display_name=Amina+%3Cb%3E&language=ar&role=operator&organisation=&first_on=2020-01-01&last_on="

  @Test("a page of another site cannot make the first account")
  func foreign() async throws {
    try await Service.run { service in
      for site in ["cross-site", "same-site"] {
        var headers = Self.own
        headers[.fetchSite] = site
        let forged = try await service.send(.post, "/people", Self.amina, headers: headers)
        #expect(forged.status == 403 && forged.text.contains("cross_site_refused"))
      }
      let silent = try await service.send(
        .post, "/people", Self.amina, headers: [.contentType: "application/x-www-form-urlencoded"])
      #expect(silent.status == 403)
      #expect(try await service.get("/people").status == 200)
    }
  }

  @Test("somebody is invited by a form, and the link that is shown once sets the password")
  func invite() async throws {
    try await Service.run { service in
      #expect(try await service.get("/?lang=en").text.contains("href=\"/people?lang=en\""))
      let invited = try await Self.send(service, "/people?lang=en", Self.amina)
      #expect(invited.status == 201 && invited.text.contains("Amina &lt;b&gt;") && !invited.text.contains("Amina <b>"))
      #expect(invited.headers[.cacheControl] == "no-store")
      let link = try #require(invited.text.firstMatch(of: /sign-in\/password\?link=(tdm_[A-Za-z0-9_-]+)/)?.output.1)
      let set = try await service.post(
        "/api/v1/password", #"{"link": "\#(link)", "password": "\#(AccessTesting.password)"}"#)
      #expect(set.status == 204, "\(set.text)")
      // The service belongs to somebody now.
      #expect(try await service.get("/people").status == 303)
      #expect(try await Self.send(service, "/people", Self.amina).status == 401)
    }
  }

  @Test("what a form gets wrong is said above it in the language, and what was typed is kept")
  func refused() async throws {
    try await Service.run { service in
      let cases = [
        ("email=nobody", "email=amina%40example.org", "email_malformed", "#email"),
        ("display_name=", "display_name=Amina+%3Cb%3E", "name_missing", "#display_name"),
        ("role=king", "role=operator", "word_unknown", "#role"),
        ("role=reporter", "role=operator", "organisation_missing", "#email"),
        ("organisation=coop-a", "organisation=", "organisation_not_expected", "#email"),
        ("first_on=1.1.2020", "first_on=2020-01-01", "date_malformed", "#first_on"),
      ]
      for (wrong, right, code, field) in cases {
        let answer = try await Self.send(service, "/people?lang=fr", Self.amina.replacing(right, with: wrong))
        #expect(answer.status == 422 && answer.text.contains(code) && answer.text.contains("role=\"alert\""), "\(code)")
        #expect(answer.text.contains("href=\"\(field)\""), "\(code)")
      }
      #expect(!(try await service.get("/people?lang=fr").text.contains("Amina")))
    }
  }

  @Test("a role is given, ended, and an account blocked and let in again", arguments: ["ar", "fr", "en"])
  func roles(language: String) async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      try await people.actors("own")
      try await people.account("chief@example.org", .operator)
      let session = try await service.post(
        "/api/v1/session", #"{"email": "chief@example.org", "password": "\#(AccessTesting.password)"}"#)
      var headers = Self.own
      headers[.cookie] = session.headers[.setCookie].map { String($0.prefix { $0 != ";" }) }
      let signed = headers
      let send = { (address: String, body: String) in
        try await service.send(.post, "\(address)?lang=\(language)", body, headers: signed)
      }
      let page = { try await service.get("/people/2?lang=\(language)", headers: signed).text }
      #expect(try await send("/people", Self.amina).status == 201)
      let given = try await send("/people/2/roles", "role=reporter&organisation=own&first_on=2026-01-01&last_on=")
      #expect(given.status == 303 && given.headers[.location] == "/people/2?lang=\(language)")
      let held = try await page()
      #expect(held.contains(">own</bdi>") && held.contains("/roles/3/end"))
      #expect(try await send("/people/2/roles/3/end", "last_on=2026-02-30").text.contains("date_invalid"))
      #expect(try await send("/people/2/roles/3/end", "last_on=2026-02-28").status == 303)
      #expect(!(try await page().contains("/roles/3/end")))
      #expect(try await send("/people/2/block", "").status == 303)
      let blocked = try await page()
      #expect(blocked.contains("/people/2/unblock") && !blocked.contains("/people/2/block"))
      #expect(try await send("/people/2/unblock", "").status == 303)
      #expect(try await send("/people/2/link", "").text.contains("/sign-in/password?link=tdm_"))
      #expect(try await send("/people/9/roles", "role=funder").status == 404)
    }
  }

  @Test(
    "what the worker did is shown with its state, how long it took, and its last error", arguments: ["ar", "fr", "en"])
  func jobs(language: String) async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      let address = "/operations/jobs?lang=\(language)"
      #expect(try await service.get(address).status == 200)
      let schedules = try await service.tadamun.scoringSchedules(at: LocalTime("01:15"))
      _ = try await service.tadamun.openDueSlots(
        of: schedules, now: Moment(midnightOf: CalendarDate(iso: "2026-08-02")))
      #expect(try await service.get(address).text.contains("score_programme:small"))
      let claim = try #require(try await service.tadamun.claimJob(by: "tests", lease: .seconds(60)))
      let failure = Problem("framework_missing", "No framework <holds> on that day.")
      try await service.tadamun.giveBack(claim, after: failure, retry: false)
      let page = try await service.get(address).text
      #expect(page.contains("class=\"failed\"") && page.contains("No framework &lt;holds&gt; on that day."))
      let took = language == "en" ? #/[0-9]\.[0-9]<\/bdi> s/# : #/[0-9],[0-9]<\/bdi> /#
      #expect(page.contains(took))
      #expect(try await service.get("\(address)&state=failed").text.contains("framework_missing"))
      #expect(!(try await service.get("\(address)&state=done").text.contains("framework_missing")))
      #expect(small.cooperatives.count == 3)
    }
  }
}
