import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Campaigns that stop and go on, promises that end, limits of backers")
struct CampaignLifeTests {
  @Test("a suspended campaign takes no pledge, and what is captured meanwhile goes back; then it goes on and is judged")
  func suspension() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let tadamun = books.tadamun
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.give("a", to: "well", "100.00")
      try await books.pledge("b", to: "well", "50.00")
      let day = try books.day("2026-05-12")
      #expect(
        try await refusals {
          try await tadamun.suspendCampaign(Code("well"), on: day, reason: " ", by: books.officer)
        } == ["reason_missing"])
      for _ in 0..<2 {
        try await tadamun.suspendCampaign(Code("well"), on: day, reason: "a complaint", by: books.officer)
      }
      #expect(try await books.events("campaign_suspended") == 1)
      let late = try await books.event(.captured, of: "b", "50.00", at: "2026-05-12T12:00:00")
      #expect(late.outcome == "refund_due" && late.reason == "late")
      #expect(
        try await refusals { try await books.pledge("c", to: "well", "10.00", at: "2026-05-13T10:00:00") }
          == ["campaign_not_open"])
      // Its last day passes while it is suspended: nothing is judged before somebody decides.
      try await tadamun.keepBooks(on: books.day("2026-06-02"))
      #expect(try await books.sheet("well").state == .suspended)
      #expect(try await refusals { try await books.close("well", on: "2026-06-02") } == ["campaign_state_forbids"])
      try await tadamun.resumeCampaign(Code("well"), on: books.day("2026-06-03"), by: books.director)
      try await tadamun.keepBooks(on: books.day("2026-06-04"))
      let sheet = try await books.sheet("well")
      #expect(sheet.state == .succeeded && sheet.heldForProject.decimal == "100.00" && sheet.late.decimal == "50.00")
    }
  }

  @Test("a suspended campaign that is cancelled gives everything back")
  func cancelled() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "100.00"))
      try await books.give("a", to: "well", "100.00")
      try await books.tadamun.suspendCampaign(
        Code("well"), on: books.day("2026-05-12"), reason: "a complaint", by: books.officer)
      try await books.tadamun.cancelCampaign(
        Code("well"), on: books.day("2026-05-13"), reason: "it was true", by: books.director)
      #expect(try await books.sheet("well").state == .refunding)
      #expect(try await books.state(of: "a") == .refundDue)
    }
  }

  @Test("a promise ends the night after its last day, with its reward; an authorised one waits for its provider")
  func expiry() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      let reward = try CampaignReward(Code("jar"), "A jar of honey", from: books.mad("10.00"), stock: 2)
      try await books.open(books.definition("well", goal: "100.00"), rewards: [reward])
      try await books.pledge("a", to: "well", "20.00", reward: "jar", expires: "2026-05-12")
      try await books.pledge("b", to: "well", "20.00", reward: "jar", expires: "2026-05-12")
      try await books.event(.authorised, of: "b", "20.00")
      try await books.tadamun.keepBooks(on: books.day("2026-05-12"))
      #expect(try await books.state(of: "a") == .pledged)
      try await books.tadamun.keepBooks(on: books.day("2026-05-13"))
      #expect(try await books.state(of: "a") == .expired)
      #expect(try await books.state(of: "b") == .authorised)
      #expect(try await books.sheet("well").rewards.first?.taken == 1)
      // Done again, the night finds nothing; and money that comes nevertheless goes back.
      let kept = try await books.tadamun.keepBooks(on: books.day("2026-05-13"))
      #expect(kept.steps.first { $0.name == "campaigns" }?.changed == 0)
      let late = try await books.event(.captured, of: "a", "20.00", at: "2026-05-14T10:00:00")
      #expect(late.outcome == "refund_due")
      #expect(try await books.sheet("well").raisedEver.minor == 0)
    }
  }

  @Test(
    "of one backer no more stands than the policy says, for a project and in twelve months, however many ask at once")
  func limits() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(
        pool, policy: ["backer_maximum": "100.00 MAD", "backer_year_maximum": "150.00 MAD"])
      for code in ["well", "oven"] { try await books.open(books.definition(code, goal: "1000.00")) }
      let taken = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<10 {
          group.addTask {
            let done: Void? = try? await books.pledge("w\(number)", to: "well", "30.00", backer: "fatima")
            return done != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 3)
      let pledge = { (code: String, campaign: String, amount: String) async throws in
        try await refusals { try await books.pledge(code, to: campaign, amount, backer: "fatima") }
      }
      #expect(try await pledge("x", "well", "10.01") == ["backer_limit_exceeded"])
      #expect(try await pledge("y", "well", "10.00") == [])
      #expect(try await pledge("z", "oven", "50.01") == ["backer_limit_exceeded"])
      #expect(try await pledge("o", "oven", "50.00") == [])
      // What is taken back stands no more.
      try await books.tadamun.cancelPledge(Code("o"), at: books.moment("2026-05-11T10:00:00"), by: .api)
      #expect(try await pledge("o2", "oven", "50.00") == [])
      #expect(try await refusals { try await books.pledge("other", to: "well", "100.00", backer: "said") } == [])
    }
  }
}
