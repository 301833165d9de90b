import Actions
import Domain
import Postgres
import TestSupport
import Testing

@Suite("Case 18: two captures at once below one ceiling")
struct Case18CeilingRace {
  private static let repetitions = 40

  @Test("exactly one commits, the other is let go, and never are there 450,100.00; forty times, without a deadlock")
  func race() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      for repetition in 1...Case18CeilingRace.repetitions {
        let campaign = "c\(repetition)"
        try await books.open(books.definition(campaign, goal: "1000.00", mode: .keepWhatYouRaise))
        try await books.give("\(campaign)-first", to: campaign, "449600.00")
        let amounts = ["\(campaign)-a": "300.00", "\(campaign)-b": "200.00"]
        for (code, amount) in amounts { try await books.pledge(code, to: campaign, amount) }
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
          for (code, amount) in amounts {
            group.addTask {
              let asked = try await books.event(.authorised, of: code, amount)
              guard asked.outcome == "authorised" else { return asked.outcome }
              return try await books.event(.captured, of: code, amount).outcome
            }
          }
          return try await group.reduce(into: [String]()) { $0.append($1) }.sorted()
        }
        #expect(outcomes == ["captured", "released"], "repetition \(repetition)")
        let sheet = try await books.sheet(campaign)
        #expect(["449900.00", "449800.00"].contains(sheet.raisedEver.decimal), "repetition \(repetition)")
        #expect(sheet.heldNow == sheet.raisedEver)
      }
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("captures that nobody authorised: one counts, the other is in the books and goes back; forty times")
  func unauthorised() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      for repetition in 1...Case18CeilingRace.repetitions {
        let campaign = "c\(repetition)"
        try await books.open(books.definition(campaign, goal: "1000.00", mode: .keepWhatYouRaise))
        try await books.give("\(campaign)-first", to: campaign, "449600.00")
        let amounts = ["\(campaign)-a": "300.00", "\(campaign)-b": "200.00"]
        for (code, amount) in amounts { try await books.pledge(code, to: campaign, amount) }
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
          for (code, amount) in amounts {
            group.addTask { try await books.event(.captured, of: code, amount).outcome }
          }
          return try await group.reduce(into: [String]()) { $0.append($1) }.sorted()
        }
        #expect(outcomes == ["captured", "refund_due"], "repetition \(repetition)")
        let sheet = try await books.sheet(campaign)
        #expect(["449900.00", "449800.00"].contains(sheet.raisedEver.decimal), "repetition \(repetition)")
        #expect(sheet.heldNow.decimal == "450100.00" && sheet.raisedEver.minor + sheet.late.minor == 450_100_00)
        let (back, amount) = sheet.late.decimal == "300.00" ? ("a", "300.00") : ("b", "200.00")
        try await books.event(.refunded, of: "\(campaign)-\(back)", amount, at: "2026-05-11T10:00:00")
        #expect(try await books.sheet(campaign).heldNow == sheet.raisedEver)
      }
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("an authorisation that ends gives its room back")
  func room() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("c", goal: "1000.00", mode: .keepWhatYouRaise))
      for code in ["a", "b"] { try await books.pledge(code, to: "c", "300000.00") }
      #expect(try await books.event(.authorised, of: "a", "300000.00").outcome == "authorised")
      let refused = try await books.event(.authorised, of: "b", "300000.00")
      #expect(refused.outcome == "released" && refused.reason == "ceiling_exceeded")
      #expect(try await books.events("authorisation_above_ceiling") == 1)
      try await books.event(.expired, of: "a", "300000.00")
      try await books.pledge("d", to: "c", "450000.00")
      #expect(try await books.event(.authorised, of: "d", "450000.00").outcome == "authorised")
      #expect(try await books.event(.captured, of: "d", "450000.00").outcome == "captured")
      #expect(try await books.sheet("c").heldNow.decimal == "450000.00")
      #expect(try await books.tadamun.verifyBooks().isWhole)
    }
  }

  @Test("a pledge that fits after another was let go is captured, up to the ceiling exactly")
  func exactly() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("c", goal: "1000.00", mode: .keepWhatYouRaise))
      try await books.give("first", to: "c", "449600.00")
      try await books.pledge("a", to: "c", "400.01")
      let refused = try await books.event(.captured, of: "a", "400.01")
      #expect(refused.outcome == "refund_due" && refused.reason == "ceiling_exceeded")
      let sheet = try await books.sheet("c")
      #expect(sheet.raisedEver.decimal == "449600.00" && sheet.late.decimal == "400.01")
      #expect(try await books.events("capture_above_ceiling") == 1)
      try await books.give("b", to: "c", "400.00")
      #expect(try await books.sheet("c").raisedEver.decimal == "450000.00")
    }
  }
}
