import Domain
import Postgres
import Store

// What happens to a match as its pledge goes its way. That it goes back with a pledge that goes back, the database does
// by itself.

extension Tadamun {
  /// Promises what pools add to a pledge that was captured in time; a pool that has nothing for it says why.
  ///
  /// - Parameter day: That of the capture, on the campaign's own clocks.
  func matchCapture(
    of pledge: Pledges.Stored, to campaign: Campaigns.Stored, on day: CalendarDate, by taker: String,
    in transaction: Transaction
  ) async throws {
    for id in try await MatchPools.matching(campaign.id, on: day, in: transaction) {
      let pool = try await lockedPool(id, in: transaction)
      guard case .perPledge(let terms) = pool.pool.method else { continue }
      let givers = try await MatchPools.givers(of: pledge.id, in: transaction)
      var known = 0
      if terms.pledgesPerBacker != nil {
        known = try await MatchPools.matchedPledges(of: givers, by: id, in: transaction)
      }
      let (amount, reason) = try MatchRule(terms).award(
        pledgeMinor: pledge.pledge.amount.minor,
        matchedBeforeMinor: try await MatchPools.matched(campaign.id, by: id, in: transaction),
        poolLeftMinor: pool.availableMinor, matchedPledges: known)
      var movement = MatchPools.Movement(.award, amount, on: day, by: taker)
      movement.pledge = pledge.id
      movement.campaign = campaign.id
      movement.reason = reason
      movement.givers = givers
      try await MatchPools.insert(movement, of: id, in: transaction)
    }
  }

  /// Pays what pools promised for pledges that have become the project's.
  ///
  /// - Parameter key: Names what released them, such as `success:well-2026`.
  func payMatches(
    to campaign: Campaigns.Stored, key: String, on day: CalendarDate, by taker: String, in transaction: Transaction
  ) async throws {
    for due in try await MatchPools.payable(to: campaign.id, in: transaction) {
      try await MatchPools.lock(due.pool, in: transaction)
      let entry = try await payMatch(
        due.amountMinor, out: due.fund, of: due.funder, to: campaign, key: "\(due.code):\(key)", on: day,
        in: transaction)
      try await MatchPools.pay(due.pool, to: campaign.id, on: day, by: taker, entry: entry, in: transaction)
    }
  }

  /// Books a match out of a pool's fund into what the campaign's fund holds for the project.
  /// - Returns: The entry.
  func payMatch(
    _ minor: Int64, out fund: Code, of funder: Code, to campaign: Campaigns.Stored, key: String, on day: CalendarDate,
    in transaction: Transaction
  ) async throws -> Int64 {
    let definition = campaign.campaign
    let amount = try Money(minor: minor, definition.currency)
    let (open, _) = try await firstOpenDay(from: day, in: transaction)
    let entry = try JournalEntry(
      .matchPayment, on: open,
      lines: CampaignRule.lines(fund, amount, from: .of(.matchCash, nil), to: .of(.matchPaid, nil))
        + CampaignRule.lines(
          definition.fund, amount, from: .of(.matchReceived, nil), to: .of(.projectCash, definition.actor)),
      description: definition.code.text, contributor: funder, policy: campaign.policy)
    return try await book(entry, key: "match_payment:\(key)", by: CampaignRule.source, in: transaction).id
  }

  /// The pool as it stands while nobody else moves its money or state.
  /// - Throws: `match_pool_unknown`.
  func lockedPool(_ id: Int64, in transaction: Transaction) async throws -> MatchPools.Stored {
    try await MatchPools.lock(id, in: transaction)
    // Read under the lock: somebody may have moved it while this one waited.
    guard let pool = try await MatchPools.find(id, in: transaction) else {
      throw Problem("match_pool_unknown", "There is no match pool \(id).")
    }
    return pool
  }

  /// As ``lockedPool(_:in:)``, by its code.
  func lockedPool(_ code: Code, in transaction: Transaction) async throws -> MatchPools.Stored {
    guard let found = try await MatchPools.find(code, in: transaction) else { throw Tadamun.unknownPool(code) }
    return try await lockedPool(found.id, in: transaction)
  }

  static func unknownPool(_ code: Code) -> Problem {
    Problem("match_pool_unknown", "There is no match pool “\(code)”.")
  }
}
