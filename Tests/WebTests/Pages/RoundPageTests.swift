import Actions
import Domain
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
      #expect(try await service.get(address.replacing("=en", with: "=ar")).text.contains("القسط"))
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
