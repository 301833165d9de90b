import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Campaigns on the command line")
struct CampaignCommandTests {
  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(["campaign"] + arguments, on: database)
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  @Test("a campaign is drafted from a file under the shipped policy, approved, given to, and shown as text and JSON")
  func life() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      try await prepare(database)
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
      try Data(CampaignCommandTests.draft.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      #expect(try await run(["record", "drafts", "--file", file.path], on: database).status == 0)
      let steps = [
        ("submissions", #"{"campaign": "well", "on": "2026-04-02", "by": "a"}"#),
        ("approvals", #"{"campaign": "well", "on": "2026-04-03", "by": "b"}"#),
        ("openings", #"{"campaign": "well", "on": "2026-05-01", "by": "a"}"#),
        (
          "pledges",
          #"{"pledge": "p1", "campaign": "well", "backer": "b1", "amount": "400.00", "currency": "MAD", "provider": "pay", "external_id": "tx1", "at": "2026-05-10T10:00:00+01:00", "by": "a"}"#
        ),
        (
          "provider-events",
          #"{"provider": "pay", "event": "e1", "kind": "captured", "external_id": "tx1", "amount": "400.00", "currency": "MAD", "occurred_at": "2026-05-10T10:01:00+01:00", "by": "pay"}"#
        ),
      ]
      for (noun, body) in steps {
        // Twice: a repeat says the same and changes nothing.
        let first = try await run(["record", noun, "--body", body], on: database)
        let again = try await run(["record", noun, "--body", body], on: database)
        #expect(first.status == 0 && again.text == first.text, "\(noun): \(first.text) \(again.text)")
      }
      let shown = try await run(["show", "well"], on: database)
      #expect(shown.text.contains("well for coop: open"))
      #expect(shown.text.contains("raised ever    400.00 MAD") && shown.text.contains("at most 450000.00 MAD"))
      let json = try await run(["show", "well", "--json"], on: database)
      let sheet = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
      #expect(sheet["held_now"] as? String == "400.00" && sheet["state"] as? String == "open")
      #expect(try await run(["list", "--state", "open"], on: database).text.hasPrefix("well  open"))
      #expect(try await run(["pledge", "p1"], on: database).text.contains(#""state":"captured""#))
      let pledges = try await run(["pledges", "well", "--limit", "10"], on: database)
      #expect(pledges.text.contains(#""pledge":"p1""#) && pledges.text.hasPrefix(#"[{"number":"#), "\(pledges.text)")
      let cancelled = #"{"campaign": "well", "on": "2026-05-11", "reason": "the land is gone", "by": "a"}"#
      #expect(try await run(["record", "cancellations", "--body", cancelled], on: database).status == 0)
      let dispatch = #"{"at": "2026-05-11T12:00:00+01:00", "by": "a"}"#
      #expect(
        try await run(["record", "refund-dispatches", "--body", dispatch], on: database).text.contains(#""sent":1"#))
      let orders = try await run(["refund-orders"], on: database)
      #expect(orders.text.hasPrefix("p1:refund:1  400.00 MAD  pay tx1  sent 2026-05-11T11:00:00Z"))
    }
  }

  @Test("a match pool is recorded, listed, and shown as text and JSON")
  func matchPool() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      try await prepare(database)
      #expect(
        try await run(["record", "drafts", "--body", CampaignCommandTests.draft], on: database).status == 0)
      let pool =
        #"{"pool": "spring", "fund": "pot", "funder": "donor", "currency": "MAD", "method": "quadratic", "first_on": "2026-05-01", "last_on": "2026-05-31", "campaigns": ["well"], "campaign_limit": "500.00", "on": "2026-04-04", "by": "a"}"#
      let receipt =
        #"{"receipt": "r1", "pool": "spring", "amount": "80.00", "currency": "MAD", "on": "2026-04-04", "by": "a"}"#
      #expect(try await run(["record", "match-pools", "--body", pool], on: database).status == 0)
      #expect(try await run(["record", "match-receipts", "--body", receipt], on: database).status == 0)
      let shown = try await run(["match-pool", "spring"], on: database).text
      #expect(shown.hasPrefix("spring by donor: draft, 2026-05-01/2026-05-31"))
      #expect(shown.contains("quadratic round over verified persons, at most 500.00 MAD a campaign"))
      #expect(shown.contains("available      80.00 MAD") && shown.contains("campaign well (draft): 0.00 MAD"))
      let json = try await run(["match-pool", "spring", "--json"], on: database)
      let sheet = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
      #expect(sheet["received"] as? String == "80.00" && sheet["method"] as? String == "quadratic")
      #expect(try await run(["match-pools"], on: database).text.hasPrefix("spring  draft  quadratic"))
      #expect(try await run(["match-pool", "autumn"], on: database).text.contains("[match_pool_unknown]"))
    }
  }

  @Test("wrong use ends with 2; a refusal with 1, its code and its place")
  func refusals() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      try await prepare(database)
      #expect(try await run(["record", "dances", "--body", "{}"], on: database).status == 2)
      #expect(try await run(["record", "drafts"], on: database).status == 2)
      #expect(try await run(["list", "--state", "dancing"], on: database).status == 2)
      let unknown = try await run(["show", "nowhere"], on: database)
      #expect(unknown.status == 1 && unknown.text.contains("[campaign_unknown]"))
      let loan = CampaignCommandTests.draft.replacing("donation", with: "loan")
        .replacing(#""licence": "L-1", "#, with: "")
      let refused = try await run(["record", "drafts", "--body", loan], on: database)
      #expect(refused.status == 1 && refused.text.contains("legal_basis") && refused.text.contains("[licence_missing]"))
      #expect(try await run(["show", "well"], on: database).text.contains("[campaign_unknown]"))
    }
  }

  private func prepare(_ database: TestDatabase) async throws {
    let pool = Pool(
      database.configuration(as: .app), configuration: PoolConfiguration(maximumConnections: 2, name: "t"))
    let tadamun = Tadamun(pool)
    let text = try String(contentsOfFile: "config/policies/crowdfunding-ma.yml", encoding: .utf8)
    let decision = try await tadamun.adopt(policy: text, from: CalendarDate(iso: "2024-01-01"), by: Person("a"))
    try await tadamun.approve(decision, by: Person("b"))
    let names = try Names(fr: "Exemple")
    try await tadamun.open(Fund(Code("escrow"), .crowdfunding, names: names), by: .api)
    try await tadamun.open(Fund(Code("platform"), .operating, names: names), by: .api)
    try await tadamun.open(Fund(Code("pot"), .crowdfunding, class: .restrictedIncome, names: names), by: .api)
    _ = try await tadamun.registerMissing(
      [
        Actor(code: Code("coop"), kind: .cooperative, names: names),
        Actor(code: Code("donor"), kind: .funder, names: names),
      ], by: .api)
    await pool.close()
  }

  private static let draft = """
    {"campaign": "well", "actor": "coop", "fund": "escrow", "platform_fund": "platform", "names": {"fr": "Puits"},
     "category": "donation", "goal_mode": "all_or_nothing", "minimum_goal": "1000.00", "currency": "MAD",
     "opens_on": "2026-05-01", "closes_on": "2026-05-31", "policy": "crowdfunding-ma", "on": "2026-04-01", "by": "a",
     "legal_basis": {"kind": "sfc", "platform": "P", "licence": "L-1", "url": "https://p.example", "reference": "1"}}
    """
}
