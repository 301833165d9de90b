import Actions
import Domain

extension CampaignBooks {
  static func perPledge(
    factor: Int = 10_000, part: String? = nil, limit: String? = nil, pledges: Int? = nil
  ) throws -> MatchPool.Method {
    let money = { (text: String) throws in try Money(decimal: text, .mad) }
    return .perPledge(
      try PledgeMatching(
        factorBasisPoints: factor, pledgePart: part.map(money), campaignLimit: limit.map(money),
        pledgesPerBacker: pledges))
  }

  /// A draft of a pool with a fund of its own and, where said, its funder's money in it.
  func draftPool(
    _ code: String, _ method: MatchPool.Method, for campaigns: [String], received: String? = nil,
    from first: String = "2026-05-01", through last: String = "2026-05-31"
  ) async throws {
    let names = try Names(fr: "Abondement")
    try await tadamun.open(
      Fund(Code("fund-\(code)"), .crowdfunding, class: .restrictedIncome, names: names), by: .api)
    _ = try await tadamun.registerMissing([Actor(code: Code("funder"), kind: .funder, names: names)], by: .api)
    let pool = try MatchPool(
      Code(code), fund: Code("fund-\(code)"), funder: Code("funder"), currency: .mad, method: method,
      days: DateSpan(day(first), through: day(last)), campaigns: campaigns.map { try Code($0) })
    try await tadamun.draft(pool, on: day("2026-04-10"), by: officer)
    if let received {
      try await tadamun.receive(Code("in-\(code)"), for: Code(code), mad(received), on: day("2026-04-11"), by: .api)
    }
  }

  /// A pool that another person has approved.
  func openPool(
    _ code: String, _ method: MatchPool.Method, for campaigns: [String], received: String,
    from first: String = "2026-05-01", through last: String = "2026-05-31"
  ) async throws {
    try await draftPool(code, method, for: campaigns, received: received, from: first, through: last)
    try await tadamun.submitPool(Code(code), on: day("2026-04-12"), by: officer)
    try await tadamun.approvePool(Code(code), on: day("2026-04-13"), by: director)
  }

  func pool(_ code: String) async throws -> MatchPoolSheet { try await tadamun.matchPool(Code(code)) }

  @discardableResult
  func settle(_ pool: String, on day: String = "2026-06-01") async throws -> MatchPoolState {
    try await tadamun.settlePool(Code(pool), on: self.day(day), by: .worker)
  }

  func verify(_ backer: String, as person: String, on day: String = "2026-05-02") async throws {
    try await tadamun.verifyBacker(Code(backer), as: Code(person), on: self.day(day), by: officer)
  }
}
