import Actions
import Domain
import Serving

extension CampaignNoun {
  /// Pools that match what backers give.
  static let matchPools: [SignedNoun] = [
    SignedNoun("match-pools", "Draft a pool that matches gifts", MatchPool.fields + ["on"], gives: .matchPool) {
      body, tadamun, _ in
      let pool = try MatchPool(body)
      try await tadamun.draft(pool, on: body.day("on"), by: body.by)
      return .pool(try await tadamun.matchPool(pool.code))
    },
    step("match-pool-submissions", "Submit a pool for approval") { body, code, day, tadamun in
      _ = try await tadamun.submitPool(code, on: day, by: body.by)
    },
    step("match-pool-approvals", "Approve a pool") { body, code, day, tadamun in
      try await tadamun.approvePool(code, on: day, reason: body.textIfPresent("reason") ?? "", by: body.by)
    },
    step("match-pool-cancellations", "Cancel a pool", reason: true) { body, code, day, tadamun in
      try await tadamun.cancelPool(code, on: day, reason: body.text("reason"), by: body.by)
    },
    step("match-pool-settlements", "Settle a pool that is over") { body, code, day, tadamun in
      try await tadamun.settlePool(code, on: day, by: Source(body.by.name))
    },
    SignedNoun(
      "match-receipts", "Receive money for a pool", ["receipt", "pool", "amount", "currency", "on"], gives: .bookedEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.receive(
        body.code("receipt"), for: body.code("pool"), body.money("amount"), on: body.day("on"), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(
      "match-withdrawal-requests", "Ask to take money out of a pool",
      [Field("withdrawal", .code), "pool", "amount", "currency", "on"], gives: .answer(["decision"])
    ) { body, tadamun, _ in
      let decision = try await tadamun.requestWithdrawal(
        body.code("withdrawal"), from: body.code("pool"), body.money("amount"), on: body.day("on"), by: body.by)
      return ["decision": .integer(decision.rawValue)]
    },
    SignedNoun(
      "match-withdrawals", "Take the money out that was approved",
      [Field("withdrawal", .code), "pool", "amount", "currency", "decision", "on"], gives: .bookedEntry
    ) { body, tadamun, _ in
      let booked = try await tadamun.withdraw(
        body.code("withdrawal"), from: body.code("pool"), body.money("amount"), under: ID(body.integer("decision")),
        on: body.day("on"), by: body.by)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
  ]

  /// A step of a pool that needs a day and perhaps a reason; the answer is the pool as it stands.
  private static func step(
    _ name: String, _ summary: String, reason: Bool = false,
    _ act:
      @escaping @Sendable (_ body: SignedBody, _ code: Code, _ day: CalendarDate, _ tadamun: Tadamun) async throws
      -> Void
  ) -> SignedNoun {
    SignedNoun(name, summary, ["pool", "on", reason ? "reason" : "reason?"], gives: .matchPool) { body, tadamun, _ in
      let code = try body.code("pool")
      try await act(body, code, body.day("on"), tadamun)
      return .pool(try await tadamun.matchPool(code))
    }
  }
}

extension MatchPool {
  static let fields: [Field] = [
    "pool", "fund", "funder", "currency", Field("method", .words(MethodWord.self)), "first_on", "last_on",
    Field("campaigns", .list(of: .code, atMost: MatchPool.maximumCampaigns)), Field("factor_bp?", .integer),
    Field("pledge_part?", .decimal), Field("campaign_limit?", .decimal), Field("pledges_per_backer?", .integer),
    Field("spends_whole_pool?", .bool),
  ]

  private enum MethodWord: String, CaseIterable {
    case perPledge = "per_pledge"
    case quadratic
  }

  /// - Throws: `field_unknown` for a member that the method does not have.
  init(_ body: SignedBody) throws {
    let word: MethodWord = try body.word("method")
    let foreign = word == .perPledge ? ["spends_whole_pool"] : ["factor_bp", "pledge_part", "pledges_per_backer"]
    for name in foreign where body.has(name) {
      throw Problem("field_unknown", "A pool of method \(word.rawValue) has no “\(name)”.", at: Place(field: name))
    }
    let limit = try body.moneyIfPresent("campaign_limit")
    let method: Method
    switch word {
    case .perPledge:
      let (factor, part) = (try body.integer("factor_bp"), try body.moneyIfPresent("pledge_part"))
      let pledges = try body.integerIfPresent("pledges_per_backer")
      method = .perPledge(
        try body.check { () throws(Problem) in
          try PledgeMatching(
            factorBasisPoints: Int(factor), pledgePart: part, campaignLimit: limit,
            pledgesPerBacker: pledges.map { Int($0) })
        })
    case .quadratic:
      let spends = try body.flagIfPresent("spends_whole_pool") ?? false
      method = .quadratic(
        try body.check { () throws(Problem) in try QuadraticRound(campaignLimit: limit, spendsWholePool: spends) })
    }
    let (code, fund, funder) = (try body.code("pool"), try body.code("fund"), try body.code("funder"))
    let (currency, days) = (try body.currency(), try body.span("first_on", "last_on"))
    let campaigns = try body.list("campaigns", atMost: MatchPool.maximumCampaigns).map { try $0.code() }
    self = try body.check { () throws(Problem) in
      try MatchPool(
        code, fund: fund, funder: funder, currency: currency, method: method, days: days, campaigns: campaigns)
    }
  }
}
