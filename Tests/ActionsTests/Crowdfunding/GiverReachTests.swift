import Actions
import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Who reads which person gave what is matched")
struct GiverReachTests {
  /// Runs `body` as somebody with one role, as a request of the service does.
  @discardableResult
  private func with<Value>(_ role: Role, _ body: () async throws -> Value) async throws -> Value {
    let held = Principal.HeldRole(
      role: role, organisation: role == .reporter ? try Code("coop") : nil, key: role == .reporter ? ID(1) : nil)
    let principal = Principal(person: ID(1), email: "x", displayName: "x", roles: [held], mayWrite: true)
    return try await TransactionSettings.with(RowReach(principal).settings) { try await body() }
  }

  private func count(_ table: String, in pool: Pool) async throws -> Int {
    try await pool.transaction { try await $0.queryValue("SELECT count(*) FROM \(identifier: table)") }
  }

  @Test("gifts and givers are read and written by those who reach identities alone; everybody else reads the sums")
  func reach() async throws {
    try await TestDatabase.withServedDatabase { operating, serving in
      let books = try await CampaignBooks(operating)
      try await books.open(books.definition("well", goal: "50.00"))
      try await books.open(books.definition("oven", goal: "50.00"))
      try await books.openPool("autumn", CampaignBooks.perPledge(), for: ["well"], received: "100.00")
      try await books.openPool("round", .quadratic(QuadraticRound()), for: ["oven"], received: "500.00")
      try await books.give("a", to: "well", "60.00")
      for (code, person) in [("c", "p1"), ("d", "p2")] {
        try await books.give(code, to: "oven", "30.00")
        try await books.verify("backer-\(code)", as: person)
      }
      try await books.close("oven")
      // A round is settled over HTTP by somebody who records money: it counts every gift.
      let service = Tadamun(serving)
      try await with(.funder) {
        try await service.settlePool(Code("round"), on: books.day("2026-06-02"), by: .api)
      }
      let paid = try await books.pool("round").shares.map(\.paid.decimal)
      #expect(paid == ["60.00"])
      for table in ["match_gifts", "match_givers"] { #expect(try await count(table, in: serving) == 0, "\(table)") }
      for role in Role.allCases {
        let reaches = [.approver, .funder, .donorKeeper].contains(role)
        try await with(role) {
          #expect(try await count("match_gifts", in: serving) == (reaches ? 2 : 0), "\(role)")
          #expect(try await count("match_givers", in: serving) == (reaches ? 1 : 0), "\(role)")
          let sheet = try await service.matchPool(Code("round"))
          #expect(sheet.shares.map { $0.result?.persons } == [2], "\(role)")
          #expect(sheet.shares.map { $0.result?.given.decimal } == ["60.00"], "\(role)")
          // Undone by the division, where it is not refused before.
          let error = await #expect(throws: PostgresError.self) {
            try await serving.transaction { transaction in
              try await transaction.execute(
                "INSERT INTO match_gifts SELECT pool_id, campaign_id, 'p3', 1 FROM match_pool_campaigns LIMIT 1")
              try await transaction.execute("SELECT 1 / 0")
            }
          }
          #expect(error?.sqlState.rawValue == (reaches ? "22012" : "42501"), "\(role)")
        }
      }
    }
  }

  @Test("an award names who gave, and nothing else does")
  func awards() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let books = try await CampaignBooks(pool)
      try await books.open(books.definition("well", goal: "1000.00"))
      try await books.openPool(
        "autumn", CampaignBooks.perPledge(), for: ["well"], received: "100.00", from: "2026-05-11")
      try await books.give("a", to: "well", "60.00")
      let refused = try await constraint {
        try await pool.execute(
          """
          INSERT INTO match_movements (pool_id, kind, pledge_id, campaign_id, amount_minor, reason, on_day, taken_by)
          SELECT o.pool_id, 'award', p.pledge_id, p.campaign_id, 1, 'matched', DATE '2026-05-11', 'x'
          FROM match_pools o, pledges p WHERE p.code = 'a'
          """)
      }
      #expect(refused == "award_names_its_giver")
      let other = try await constraint {
        try await pool.execute(
          "INSERT INTO match_givers SELECT movement_id, 'x' FROM match_movements WHERE kind = 'receipt'")
      }
      #expect(other == "giver_is_of_an_award")
    }
  }
}
