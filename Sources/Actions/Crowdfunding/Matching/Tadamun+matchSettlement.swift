import Domain
import Postgres
import Scoring
import Store

extension Tadamun {
  /// Ends a pool whose last day is over and whose campaigns all have their results. A quadratic round is held now: what
  /// verified persons gave decides each campaign's match, which is paid at once. What is left is said with its reason.
  ///
  /// Settled again, the result stands.
  ///
  /// - Returns: Where the pool stands now.
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids`, `match_pool_not_over`.
  @discardableResult
  public func settlePool(_ code: Code, on day: CalendarDate, by source: Source) async throws -> MatchPoolState {
    try await transaction { transaction in
      guard let found = try await MatchPools.find(code, in: transaction) else { throw Tadamun.unknownPool(code) }
      let campaigns = try await MatchPools.campaigns(of: found.id, in: transaction)
      for id in campaigns.map(\.id).sorted() { try await Campaigns.lock(id, in: transaction) }
      let pool = try await lockedPool(found.id, in: transaction)
      if pool.state == .settled { return pool.state }
      try Tadamun.require([.open], of: pool, to: "an open pool is settled")
      try await requireOver(pool, on: day, in: transaction)
      let leftovers: [(reason: String, amountMinor: Int64)]
      switch pool.pool.method {
      case .quadratic(let terms):
        leftovers = try await holdRound(terms, of: pool, on: day, by: source.name, in: transaction)
      case .perPledge: leftovers = [(LeftoverReason.poolExceedsMatches.rawValue, pool.availableMinor)]
      }
      for leftover in leftovers where leftover.amountMinor > 0 {
        try await MatchPools.insertLeftover(
          leftover.amountMinor, reason: leftover.reason, of: pool.id, in: transaction)
      }
      try await MatchPools.append(
        .settled, to: pool.id, as: pool.step + 1, on: day, by: source.name, in: transaction)
      let left = leftovers.reduce(0) { $0 + $1.amountMinor }
      try await Events.append(
        "match_pool_settled", about: "match_pool:\(code)",
        body: JSONText.object(["on": .text(day.description), "left_minor": .integer(left)]), by: source.name,
        in: transaction)
      return .settled
    }
  }

  private func requireOver(_ pool: MatchPools.Stored, on day: CalendarDate, in transaction: Transaction) async throws {
    guard pool.pool.days.last < day else {
      throw Problem("match_pool_not_over", "The pool matches through \(pool.pool.days.last).")
    }
    let undecided = try await MatchPools.campaigns(of: pool.id, in: transaction)
      .filter { !$0.state.isSuccess && !$0.state.isRefunding }
    guard undecided.isEmpty else {
      let names = undecided.prefix(10).map(\.code.text).joined(separator: ", ")
      throw Problem("match_pool_not_over", "These campaigns have no result yet: \(names).")
    }
    guard pool.awardedMinor == 0 else {
      let promised = try Money(minor: pool.awardedMinor, pool.pool.currency)
      throw Problem("match_pool_not_over", "\(promised) are promised for pledges in dispute.")
    }
  }

  /// - Returns: What is left and why.
  private func holdRound(
    _ terms: QuadraticRound, of pool: MatchPools.Stored, on day: CalendarDate, by taker: String,
    in transaction: Transaction
  ) async throws -> [(reason: String, amountMinor: Int64)] {
    let entrants = try await MatchPools.entrants(pool, by: day, in: transaction)
    let (results, leftovers) = try MatchRoundRule(terms).decide(entrants, budgetMinor: pool.availableMinor)
    for entrant in entrants { try await MatchPools.insert(gifts: entrant, to: pool.id, in: transaction) }
    for result in results {
      try await MatchPools.insertResult(
        result.amountMinor, for: result.campaign, reason: result.reason, ineligibility: result.ineligibility,
        of: pool.id, in: transaction)
      guard result.amountMinor > 0, let campaign = try await Campaigns.find(result.campaign, in: transaction) else {
        continue
      }
      var movement = MatchPools.Movement(.payment, result.amountMinor, on: day, by: taker)
      movement.campaign = result.campaign
      movement.entry = try await payMatch(
        result.amountMinor, out: pool.pool.fund, of: pool.pool.funder, to: campaign,
        key: "\(pool.pool.code):round:\(result.code)", on: day, in: transaction)
      try await MatchPools.insert(movement, of: pool.id, in: transaction)
    }
    return leftovers
  }

  /// What recomputing pools found: sums that differ from their movements, awards that the rule does not give, and results
  /// of rounds that do not follow from what they were decided on.
  func matchFaults(limit: Int, in transaction: Transaction) async throws -> [String] {
    var found = try await MatchPools.faults(limit: limit, in: transaction)
    for pool in try await MatchPools.all(in: transaction) {
      switch pool.pool.method {
      case .perPledge(let terms): found += try await replay(pool, terms, in: transaction).prefix(limit)
      case .quadratic(let terms):
        if pool.state == .settled { found += try await recomputedRound(pool, terms, in: transaction) }
      }
    }
    return found
  }

  private func replay(_ pool: MatchPools.Stored, _ terms: PledgeMatching, in transaction: Transaction) async throws
    -> [String]
  {
    var replay = try MatchRule.Replay(MatchRule(terms))
    var last: Int64 = 0
    while true {
      let page = try await MatchPools.movements(of: pool.id, after: last, limit: 10_000, in: transaction)
      for (_, movement) in page { replay.take(movement, of: pool.pool.code) }
      guard page.count == 10_000, let id = page.last?.id else { return replay.differences }
      last = id
    }
  }

  private func recomputedRound(_ pool: MatchPools.Stored, _ terms: QuadraticRound, in transaction: Transaction)
    async throws -> [String]
  {
    let kept = try await MatchPools.keptGifts(of: pool.id, in: transaction)
    let stored = try await MatchPools.results(of: pool.id, in: transaction)
    // Who took no part then takes none now, whatever became of the campaign since.
    let entrants = try await MatchPools.campaigns(of: pool.id, in: transaction).map { id, code, state in
      MatchPools.Entrant(id: id, code: code, state: state, gifts: kept[id] ?? [])
    }
    let leftovers = try await MatchPools.leftovers(of: pool.id, in: transaction)
    // Nothing is withdrawn before the round is held, and nothing comes in after it.
    let again = try MatchRoundRule(terms).decide(entrants, budgetMinor: pool.receivedMinor)
    var differences = again.results.compactMap { result -> String? in
      guard let was = stored[result.campaign] else { return "pool \(pool.pool.code): \(result.code) has no result" }
      return was.amountMinor == result.amountMinor && was.reason == result.reason
        ? nil
        : "pool \(pool.pool.code): \(result.code) has \(was.amountMinor), its gifts give \(result.amountMinor)"
    }
    if !again.leftovers.sorted(by: { $0.reason < $1.reason }).elementsEqual(leftovers, by: { $0 == $1 }) {
      differences.append("pool \(pool.pool.code): what is left is another amount")
    }
    return differences
  }
}
