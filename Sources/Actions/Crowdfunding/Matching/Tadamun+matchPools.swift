import Domain
import Postgres
import Store

extension Tadamun {
  /// Records a pool with its terms and the campaigns it matches, as a draft. Its fund is an empty one of crowdfunding, of
  /// restricted income, and its own from now on.
  ///
  /// Recorded again, the same pool changes nothing.
  ///
  /// - Throws: `fund_unknown`, `fund_kind_differs`, `actor_unknown`, `campaign_unknown`, `currency_differs`;
  ///   `fund_under_rule_exists` where the fund is under a rule already; `match_pool_exists` where the code is another's.
  public func draft(_ pool: MatchPool, on day: CalendarDate, by person: Person) async throws {
    try await transaction { transaction in
      if let stored = try await MatchPools.find(pool.code, in: transaction) {
        guard stored.pool == pool else {
          throw Problem("match_pool_exists", "There is another match pool “\(pool.code)”.")
        }
        return
      }
      guard let fund = try await Funds.find([pool.fund], in: transaction)[pool.fund] else {
        throw Tadamun.unknownFund(pool.fund)
      }
      guard fund.fund.instrument == .crowdfunding, fund.fund.fundClass == .restrictedIncome else {
        throw Problem(
          "fund_kind_differs", "A match pool holds its money in a fund of crowdfunding, as restricted income.")
      }
      let funder = try await knownActors([pool.funder], in: transaction)[pool.funder] ?? ID(0)
      let id = try await MatchPools.insert(pool, fund: fund.id, funder: funder, in: transaction)
      for code in pool.campaigns {
        guard let campaign = try await Campaigns.find(code, in: transaction) else {
          throw Tadamun.unknownCampaign(code)
        }
        try await MatchPools.insert(campaign: campaign.id, into: id, in: transaction)
      }
      try await MatchPools.append(.draft, to: id, as: 1, on: day, by: person.name, in: transaction)
      try await record("drafted", pool.code, ["fund": .text(pool.fund.text)], by: person, in: transaction)
    }
  }

  /// Asks that a draft may match: another person says so by ``approvePool(_:on:reason:by:)``.
  /// - Returns: The decision to take.
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids`.
  @discardableResult
  public func submitPool(_ code: Code, on day: CalendarDate, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let pool = try await lockedPool(code, in: transaction)
      try Tadamun.require([.draft, .submitted], of: pool, to: "a draft is submitted")
      let body = JSONText.object([
        "pool": .text(code.text), "fund": .text(pool.pool.fund.text), "method": .text(pool.pool.method.word),
        "days": .text(pool.pool.days.description), "campaigns": .integer(Int64(pool.pool.campaigns.count)),
      ])
      let decision = try await request(
        .matchPoolApproval, on: "match_pool:\(code)", body: body, by: person, in: transaction)
      if pool.state == .draft {
        try await MatchPools.append(
          .submitted, to: pool.id, as: pool.step + 1, on: day, by: person.name, in: transaction)
      }
      return decision
    }
  }

  /// Opens a pool, as somebody else than who asked: on its first day or before, while nothing that it would match is
  /// captured, so that backers know what is matched before they give.
  ///
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids`, `maker_is_not_checker`, `match_pool_too_late`.
  public func approvePool(_ code: Code, on day: CalendarDate, reason: String = "", by person: Person) async throws {
    try await transaction { transaction in
      guard let found = try await MatchPools.find(code, in: transaction) else { throw Tadamun.unknownPool(code) }
      // Nobody captures for these campaigns meanwhile: campaigns are locked before pools.
      for (id, _, _) in try await MatchPools.campaigns(of: found.id, in: transaction).sorted(by: { $0.id < $1.id }) {
        try await Campaigns.lock(id, in: transaction)
      }
      let pool = try await lockedPool(found.id, in: transaction)
      if pool.state == .open { return }
      try Tadamun.require([.submitted], of: pool, to: "what is submitted is approved")
      guard let decision = try await MatchPools.decision(on: code, in: transaction) else {
        throw Problem("decision_unknown", "Nobody asked that the pool match.")
      }
      try await decide(decision, .approved, reason: reason, by: person, in: transaction)
      try await MatchPools.append(
        .open, to: pool.id, as: pool.step + 1, on: day, by: person.name, reason: reason, decision: decision,
        in: transaction)
      try await record("opened", code, ["on": .text(day.description)], by: person, in: transaction)
    }
  }

  /// Gives a pool up before it opens; once backers were promised a match, it stays.
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids`, `reason_missing`.
  public func cancelPool(_ code: Code, on day: CalendarDate, reason: String, by person: Person) async throws {
    try await transaction { transaction in
      let pool = try await lockedPool(code, in: transaction)
      if pool.state == .cancelled { return }
      try Tadamun.require([.draft, .submitted], of: pool, to: "an open pool keeps what it promised")
      try await MatchPools.append(
        .cancelled, to: pool.id, as: pool.step + 1, on: day, by: person.name, reason: reason, in: transaction)
      try await record("cancelled", code, ["reason": .text(reason)], by: person, in: transaction)
    }
  }

  /// How a pool stands.
  /// - Throws: `match_pool_unknown`.
  public func matchPool(_ code: Code) async throws -> MatchPoolSheet {
    try await reading { transaction in
      guard let stored = try await MatchPools.find(code, in: transaction) else { throw Tadamun.unknownPool(code) }
      let money = { (minor: Int64) throws(Problem) in try Money(minor: minor, stored.pool.currency) }
      return MatchPoolSheet(
        pool: stored.pool, state: stored.state, decision: try await MatchPools.decision(on: code, in: transaction),
        received: try money(stored.receivedMinor), promised: try money(stored.awardedMinor),
        paid: try money(stored.paidMinor), withdrawn: try money(stored.withdrawnMinor),
        available: try money(stored.availableMinor),
        shares: try await MatchPools.shares(of: stored, in: transaction),
        leftovers: try await MatchPools.leftovers(of: stored.id, in: transaction).map {
          MatchPoolSheet.Leftover(reason: $0.reason, amount: try money($0.amountMinor))
        })
    }
  }

  /// Pools in the order of their codes, after one; at most 200.
  public func matchPools(after code: Code? = nil, limit: Int) async throws -> [(pool: MatchPool, state: MatchPoolState)]
  {
    try await MatchPools.list(after: code?.text ?? "", limit: min(max(limit, 1), 200), in: pool)
      .map { ($0.pool, $0.state) }
  }

  static func require(_ states: Set<MatchPoolState>, of pool: MatchPools.Stored, to what: String) throws(Problem) {
    guard states.contains(pool.state) else {
      throw Problem(
        "match_pool_state_forbids", "The match pool \(pool.pool.code) is \(pool.state.rawValue): \(what).")
    }
  }

  func record(
    _ what: String, _ pool: Code, _ body: [String: JSONText], by person: Person, in transaction: Transaction
  ) async throws {
    try await Events.append(
      "match_pool_\(what)", about: "match_pool:\(pool)", body: JSONText.object(body), by: person.name, in: transaction)
  }
}
