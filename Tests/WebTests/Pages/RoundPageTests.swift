import Actions
import Domain
import HTTPTypes
import TestProgramme
import Testing

@Suite("What a funding round and an actor's sheet show")
struct RoundPageTests {
  private static func prepare(_ service: Service) async throws -> SmallProgramme {
    let text = SmallProgramme.framework + "\nproposal: {budget_minor: 100000, currency: MAD, eligible_from: 0.9}"
    let small = try await SmallProgramme(service.tadamun, framework: text)
    try await small.reportAll()
    try await service.tadamun.score(small.code, asOf: small.asOf)
    try await service.tadamun.open(
      Fund(Code("grant"), .grant, names: Names(ar: "صندوق", fr: "Fonds d’essai")), by: .api)
    return small
  }

  private static let award = """
    {"code_prefix": "tour", "names": {"fr": "Tour"}, "purpose": "Revenus", "first_on": "2026-08-01",
     "last_on": "2027-07-31", "on": "2026-08-01", "currency": "MAD", "signed_by": ["Fondation", "Coopérative"],
     "tranches": [{"share_bp": 6000, "planned_on": "2026-09-01"}, {"share_bp": 4000, "planned_on": "2027-03-01"}],
     "by": "omar"}
    """

  @Test("a round says whose money it is and what restricts it, and lists the tranches it led to")
  func tranches() async throws {
    try await Service.run { service in
      let small = try await Self.prepare(service)
      let list = try await service.get("/programmes/small/proposals?lang=en").text
      #expect(list.contains("<option value=\"grant\">Fonds d’essai – Grant – Income for a purpose</option>"))
      let person = try Source("fatima")
      let made = try await service.tadamun.propose(small.code, fund: Code("grant"), key: "k", by: person)
      let address = "/programmes/small/proposals/\(made.id)?lang=en"
      let draft = try await service.get(address).text
      #expect(draft.contains("Income for a purpose") && draft.contains("What it may pay"))
      #expect(draft.contains("<option value=\"coop-a\">") && !draft.contains("lower_bound_below"))
      #expect(draft.contains("What is verified alone gives less than <bdi dir=\"ltr\">0.9</bdi>"))
      // What is paid most stands first.
      let order = draft.matches(of: /actors\/(coop-[abc])\?/).map { String($0.output.1) }
      #expect(order.first == "coop-a" && order.count == 3)
      for (state, by) in [(FundingProposal.State.proposed, "fatima"), (.approved, "omar")] {
        _ = try await service.tadamun.step(made.id, of: small.code, to: state, reason: "", by: Source(by))
      }
      #expect(try await service.get(address).text.contains("Not awarded yet."))
      let awarded = try await service.post("/api/v1/proposals/\(made.id)/awards", Self.award)
      #expect(awarded.status == 201, "\(awarded.text)")
      let page = try await service.get(address).text
      #expect(page.contains("tour-coop-a") && page.contains("600.00\u{00A0}MAD") && page.contains("400.00\u{00A0}MAD"))
      #expect(page.contains("datetime=\"2027-03-01\"") && !page.contains("Not awarded yet."))
      #expect(try await service.get(address.replacing("=en", with: "=ar")).text.contains("الشطر"))
    }
  }

  @Test("a round whose run drew replicates says who is kept out by the interval, in each language")
  func interval() async throws {
    let text =
      SmallProgramme.framework
      + "\nuncertainty: {replicates: 40, seed: 1, weights: 0.3}\nproposal: {budget_minor: 90000, currency: MAD, eligible_from: 0.5}"
    try await Service.run { service in
      let small = try await SmallProgramme(service.tadamun, framework: text)
      try await small.reportAll()
      try await service.tadamun.score(small.code, asOf: small.asOf)
      try await service.tadamun.open(Fund(Code("grant"), .grant, names: Names(fr: "Fonds d’essai")), by: .api)
      let made = try await service.send(
        .post, "/programmes/small/proposals?lang=en", "key=k&fund=grant&amount=900%2C00&by=fatima",
        headers: [.contentType: "application/x-www-form-urlencoded"])
      let address = try #require(made.headers[.location]?.split(separator: "?").first.map(String.init))
      for (language, words) in [
        ("en", "The score’s interval (5th percentile) begins below"), ("fr", "5e centile"), ("ar", "المئين الخامس"),
      ] {
        let page = try await service.get("\(address)?lang=\(language)").text
        #expect(page.contains(words) && !page.contains("interval_below"), "\(language)")
      }
      #expect(try await service.get("\(address)?lang=en").text.contains("600.00\u{00A0}MAD"))
    }
  }

  private static let form = [
    "code_prefix": "tour", "name": "Tour d’été", "purpose": "Revenus", "restricted": "yes", "signed_by": "Fondation",
    "signed_by_grantee": "Coopératives", "on": "2026-08-01", "first_on": "2026-08-01", "last_on": "2027-07-31",
    "max_overspend_bp": "10", "share-1": "60", "planned_on-1": "2026-09-01", "kind-1": "document", "what-1": "plan",
    "share-2": "39,5", "planned_on-2": "2027-03-01", "kind-2": "lower_bound", "least-2": "0,5", "share-3": "0,5",
    "planned_on-3": "2027-04-01", "kind-3": "report", "least-3": "1", "report_first-1": "2026-08-01",
    "report_last-1": "2027-01-31", "report_due-1": "2027-02-28", "report_final-1": "yes", "by": "omar",
  ]

  private static func approved(_ service: Service, _ small: SmallProgramme) async throws -> String {
    let made = try await service.tadamun.propose(small.code, fund: Code("grant"), key: "k", by: Source("fatima"))
    for (state, by) in [(FundingProposal.State.proposed, "fatima"), (.approved, "omar")] {
      _ = try await service.tadamun.step(made.id, of: small.code, to: state, reason: "", by: Source(by))
    }
    return "/programmes/small/proposals/\(made.id)"
  }

  private static func send(_ service: Service, _ address: String, _ fields: [String: String]) async throws -> Answer {
    try await service.send(
      .post, address, ReportingPages.encoded(fields), headers: [.contentType: "application/x-www-form-urlencoded"])
  }

  @Test("an approved round is awarded by its form, and its tranches say in words what they wait for")
  func award() async throws {
    try await Service.run { service in
      let round = try await Self.approved(service, try await Self.prepare(service))
      let empty = try await service.get("\(round)?lang=fr").text
      #expect(empty.contains("action=\"\(round)/awards?lang=fr\"") && empty.contains("Attribuer le tour"))
      #expect(empty.contains("value=\"small-1\"") && empty.contains("<option value=\"lower_bound\">"))
      let done = try await Self.send(service, "\(round)/awards?lang=fr", Self.form)
      #expect(done.status == 303 && done.headers[.location] == "\(round)?lang=fr", "\(done.text)")
      let page = try await service.get("\(round)?lang=fr").text
      #expect(
        page.contains("600,00\u{00A0}MAD") && page.contains("395,00\u{00A0}MAD") && page.contains("5,00\u{00A0}MAD"))
      #expect(page.contains("Le document <bdi dir=\"ltr\" class=\"code\">plan</bdi> est au dossier"))
      #expect(page.contains("bas de l’intervalle\u{00A0}: au moins <bdi dir=\"ltr\">0,5</bdi>"))
      #expect(page.contains("Le rapport <bdi dir=\"ltr\">1</bdi> est accepté") && page.contains("pas encore remplie"))
      #expect(!page.contains("/awards"))
      #expect(try await service.get("\(round)?lang=ar").text.contains("الحد الأدنى للمجال"))
      let grant = try await service.get("/api/v1/grants/tour-coop-a")
      #expect((grant.json["names"] as? [String: Any])?["fr"] as? String == "Tour d’été", "\(grant.text)")
      // A line becomes a grant once.
      #expect(try await Self.send(service, "\(round)/awards?lang=fr", Self.form).status >= 400)
    }
  }

  @Test(
    "what is wrong in an award is said, leads to its field and leaves nothing behind; what was typed stays",
    arguments: [
      (["share-1": "61"], "tranches", "shares_do_not_add_up"), (["share-1": "x"], "share-1", "number_malformed"),
      (["planned_on-2": ""], "planned_on-2", "date_malformed"), (["purpose": ""], "purpose", "field_missing"),
      (["signed_by_grantee": "fondation"], "signed_by", "signature_missing"),
      (["least-2": ""], "least-2", "number_malformed"), (["what-1": "?"], "what-1", "code_malformed"),
      (["kind-1": "wish"], "kind-1", "word_unknown"), (["last_on": "2026-07-01"], "last_on", "period_reversed"),
    ])
  func refusedAward(change: [String: String], field: String, code: String) async throws {
    try await Service.run { service in
      let round = try await Self.approved(service, try await Self.prepare(service))
      let answer = try await Self.send(
        service, "\(round)/awards?lang=ar", Self.form.merging(change) { $1 })
      #expect(answer.status >= 400 && answer.status < 500 && answer.text.contains("href=\"#\(field)\""), "\(code)")
      #expect(answer.text.contains("id=\"\(field)\"") && answer.text.contains(code))
      #expect(answer.text.contains("value=\"Tour d’été\""))
      #expect(try await service.get("/api/v1/grants/tour-coop-a").status == 404)
    }
  }

  @Test("an actor's sheet shows its money by kind and its appeals", arguments: ["ar", "fr", "en"])
  func sheet(language: String) async throws {
    try await Service.run { service in
      let small = try await Self.prepare(service)
      let address = "/programmes/small/actors/coop-a?lang=\(language)"
      let before = try await service.get(address).text
      #expect(before.contains(FunderWords.noMoney[language] ?? "?") && !before.contains("too low <b>"))
      for (key, amount) in [("a", "1000.00"), ("b", "250.50")] {
        let gift = """
          {"stage": "direct", "fund": "grant", "actor": "coop-a", "contributor": "funder", "occurred_on": "2026-02-01",
           "amount": "\(amount)", "currency": "MAD"}
          """
        #expect(try await service.post("/api/v1/contributions", gift, key: key).status == 201)
      }
      let run = try #require(try await service.tadamun.runs(of: small.code, limit: 1).first)
      let appeal = #"{"programme": "small", "run": \#(run.id), "grounds": "too low <b>", "by": "fatima"}"#
      #expect(try await service.post("/api/v1/actors/coop-a/appeals", appeal).status == 201)
      let page = try await service.get(address).text
      #expect(page.contains(language == "en" ? "1\u{202F}250.50\u{00A0}MAD" : "1\u{202F}250,50\u{00A0}MAD"))
      #expect(page.contains("too low &lt;b&gt;") && page.contains("class=\"status open\""))
      #expect(!(try await service.get(address.replacing("coop-a", with: "coop-b")).text.contains("too low")))
    }
  }

  private enum FunderWords {
    static let noMoney = ["en": "Nothing has come yet.", "fr": "Rien n’est encore", "ar": "لم يصل أي مال"]
  }
}
