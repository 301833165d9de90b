import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("The funder's pages")
struct FunderPageTests {
  private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

  private static func prepare(_ service: Service) async throws {
    let text = SmallProgramme.framework + "\nproposal: {budget_minor: 100000, currency: MAD}"
    let small = try await SmallProgramme(service.tadamun, framework: text)
    try await small.reportAll()
    try await service.tadamun.score(small.code, asOf: small.asOf)
    try await service.tadamun.open(
      Fund(Code("grant"), .grant, names: Names(ar: "صندوق", fr: "Fonds d’essai")), by: .api)
  }

  private static func send(_ service: Service, _ address: String, _ body: String) async throws -> Answer {
    try await service.send(.post, address, body, headers: form)
  }

  @Test("a round is proposed, overridden, put forward and approved by forms, each by who may")
  func round() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let base = "/programmes/small/proposals"
      let made = try await Self.send(service, "\(base)?lang=fr", "key=k&fund=grant&amount=1+000%2C00&by=fatima")
      let address = try #require(made.headers[.location]?.split(separator: "?").first.map(String.init))
      #expect(made.status == 303 && address.hasPrefix("\(base)/"))
      // Sent twice, proposed once.
      let again = try await Self.send(service, "\(base)?lang=fr", "key=k&fund=grant&amount=1000&by=fatima")
      #expect(again.headers[.location] == made.headers[.location])
      let page = try await service.get("\(address)?lang=fr").text
      #expect(
        page.contains("500,00\u{00A0}MAD") && page.contains("250,00\u{00A0}MAD") && page.contains("Fonds d’essai"))
      let asked = try await Self.send(
        service, "\(address)/overrides?lang=fr", "actor=coop-a&amount=400%2C00&reason=retard&by=fatima")
      #expect(asked.status == 303)
      let withOverride = try await service.get("\(address)?lang=fr").text
      let approval = try #require(withOverride.firstMatch(of: /action="([^"?]+\/approval)/)?.output.1)
      let own = try await Self.send(service, "\(approval)?lang=fr", "by=fatima")
      #expect(own.status == 409 || own.status == 403 || own.status == 422)
      #expect(own.text.contains("maker_is_not_checker") && own.text.contains("Une autre personne"))
      #expect(try await Self.send(service, String(approval), "by=omar").status == 303)
      #expect(try await Self.send(service, "\(address)/submission", "by=fatima").status == 303)
      #expect(try await Self.send(service, "\(address)/approval", "by=fatima").text.contains("maker_is_not_checker"))
      #expect(try await Self.send(service, "\(address)/approval", "by=omar").status == 303)
      let approved = try await service.get("\(address)?lang=en").text
      #expect(approved.contains("900.00\u{00A0}MAD") && !approved.contains("<form class=\"card\""))
      #expect(try await service.get("\(base)?lang=ar").text.contains("موافَق عليها"))
    }
  }

  @Test("what a form gets wrong is said above it, in the language, and what was typed is kept")
  func refused() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let base = "/programmes/small/proposals?lang=fr"
      let cases = [
        ("key=a&fund=none&amount=&by=x", 404, "fund_unknown"),
        ("key=b&fund=grant&amount=1.000%2C00&by=x", 422, "amount_malformed"),
        ("key=c&fund=grant&amount=1%2C005&by=x", 422, "amount_too_many_decimals"),
        ("key=d&fund=gr+ant&amount=&by=x", 422, "code_malformed"),
        ("key=e&fund=grant&amount=5&by=", 422, "person_malformed"),
      ]
      for (body, status, code) in cases {
        let answer = try await Self.send(service, base, body)
        #expect(answer.status == status && answer.text.contains(code), "\(body): \(answer.status)")
        #expect(answer.text.contains("role=\"alert\"") && !answer.text.contains("lang=\"en\" dir=\"ltr\""), "\(code)")
        let fund = body.split(separator: "&")[1].dropFirst(5).replacing("+", with: " ")
        #expect(answer.text.contains("value=\"\(fund)\""), "\(code)")
      }
      #expect(try await service.get("/programmes/small/proposals?lang=en").text.contains("No round"))
      #expect(try await service.get("/programmes/small/proposals/99").status == 404)
      #expect(try await service.get("/programmes/none/proposals").status == 404)
    }
  }

  @Test("runs lead to their methods, in the words of the language", arguments: ["ar", "fr", "en"])
  func runs(language: String) async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let page = try await service.get("/programmes/small/runs?lang=\(language)")
      let method = try #require(
        page.text.firstMatch(of: /href="(\/programmes\/small\/runs\/[0-9]+\/method[^"]*)"/)?.output.1)
      let described = try await service.get(String(method))
      #expect(described.status == 200 && described.text.contains("<h2>") && described.text.contains("jobs"))
      #expect(described.headers[.contentLanguage] == language)
      // A number with its decimals is one thing in a text from right to left.
      #expect(language != "ar" || described.text.contains("<bdi dir=\"ltr\" class=\"code\">0,8</bdi>"))
      #expect(try await service.get("/programmes/small/method?lang=\(language)").text.contains("jobs"))
      #expect(try await service.get("/programmes/small/runs/99/method").status == 404)
    }
  }

  @Test("money is shown by kind, fund and period, to the minor unit")
  func money() async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let empty = try await service.get("/actors/coop-a/money?lang=en")
      #expect(empty.status == 200 && empty.text.contains("Nothing has come yet."))
      let gift = #"""
        {"stage": "direct", "fund": "grant", "actor": "coop-a", "contributor": "funder", "occurred_on": "2026-02-01",
         "amount": "12500.05", "currency": "MAD", "description": "essai"}
        """#
      let recorded = try await service.post("/api/v1/contributions", gift, key: "g")
      #expect(recorded.status == 201, "\(recorded.text)")
      let page = try await service.get("/actors/coop-a/money?lang=fr&by=quarter")
      #expect(page.text.contains("12\u{202F}500,05\u{00A0}MAD") && page.text.contains("Fonds d’essai"))
      #expect(page.text.contains("datetime=\"2026-01-01\""))
      #expect(try await service.get("/actors/nobody/money").status == 404)
    }
  }

  @Test("a sheet says what carries the score, what is missing and what changed since the run before")
  func sheet() async throws {
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun)
      try await small.reportAll()
      try await service.tadamun.score(small.code, asOf: small.asOf)
      let first = try await service.get("/programmes/small/actors/coop-c?lang=en").text
      #expect(first.contains("What carries the score most") && !first.contains("What changed since"))
      try await small.report(2, quarter: 1, jobs: 10, dropout: 0.1, on: "2026-07-20", reference: "better")
      try await service.tadamun.score(small.code, asOf: small.asOf)
      let second = try await service.get("/programmes/small/actors/coop-c?lang=en").text
      #expect(second.contains("What changed since the run before") && second.contains("What it reported"))
    }
  }

  @Test("the table is filtered by the address, keeps ranks, and comes as a file", arguments: ["ar", "fr", "en"])
  func filters(language: String) async throws {
    try await Service.run { service in
      try await Self.prepare(service)
      let stored = try await service.tadamun.actor(Code("coop-b"))
      var actor = stored.actor
      actor.territory = try Territory(code: "02.113")
      try await service.tadamun.change(actor, from: stored.version, by: .api)
      let berkane = try await service.get("/programmes/small?lang=\(language)&territory=02.113&order=code&kind=nothing")
        .text
      #expect(berkane.contains("/actors/coop-b?") && !berkane.contains("/actors/coop-a?"))
      #expect(berkane.contains("<td role=\"cell\" class=\"rank\"><bdi dir=\"ltr\">2</bdi>"))
      #expect(berkane.contains("?lang=fr&amp;territory=02.113&amp;order=code\" lang=\"fr\""))
      #expect(try await service.get("/programmes/small?lang=\(language)&kind=union").text.contains("class=\"filter\""))
      let file = try await service.get("/programmes/small/scores.csv?territory=02.113")
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      let lines = file.text.split(separator: "\r\n")
      #expect(
        lines.count == 2 && lines[0].contains("run,as_of,framework") && lines[1].contains(",2,coop-b,cooperative,"))
      #expect(try await service.get("/programmes/small/scores.csv").text.split(separator: "\r\n").count == 4)
      #expect(try await service.get("/programmes/none/scores.csv").status == 404)
    }
  }

  @Test("a programme seen whole shows money by kind, outcomes by group, and its provinces on a map")
  func overview() async throws {
    try await Service.run { service in
      _ = try await SmallProgramme(service.tadamun)
      #expect(
        try await service.get("/programmes/small/overview?lang=en").text.contains("No scores have been published"))
    }
    try await Service.run { service in
      try await Self.prepare(service)
      let stored = try await service.tadamun.actor(Code("coop-b"))
      var actor = stored.actor
      actor.territory = try Territory(code: "02.113")
      try await service.tadamun.change(actor, from: stored.version, by: .api)
      let gift = #"""
        {"stage": "direct", "fund": "grant", "actor": "coop-a", "contributor": "funder", "occurred_on": "2026-02-01",
         "amount": "12500.05", "currency": "MAD"}
        """#
      #expect(try await service.post("/api/v1/contributions", gift, key: "g").status == 201)
      let page = try await service.get("/programmes/small/overview?lang=en").text
      #expect(page.contains("12\u{202F}500.05\u{00A0}MAD") && page.contains("<svg class=\"map\""))
      #expect(page.contains("territory=02.113") && page.contains("class=\"step2\"") && page.contains("class=\"empty\""))
      let reported = "<bdi dir=\"ltr\">3</bdi> of <bdi dir=\"ltr\">3</bdi>"
      #expect(page.contains(reported))
      // A page without pictures is light.
      #expect(page.utf8.count < 60_000)
    }
  }
}
