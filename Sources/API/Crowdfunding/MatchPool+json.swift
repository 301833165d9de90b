import Domain
import Serving

extension CampaignRequest {
  public static func rendered(_ sheet: MatchPoolSheet) -> String { JSON.pool(sheet).rendered }
  public static func rendered(_ pools: [(pool: MatchPool, state: MatchPoolState)]) -> String {
    JSON.list(pools.map(JSON.listed)).rendered
  }
}

extension JSON {
  static func listed(_ item: (pool: MatchPool, state: MatchPoolState)) -> JSON {
    [
      "pool": .code(item.pool.code), "funder": .code(item.pool.funder), "method": .text(item.pool.method.word),
      "state": .text(item.state.rawValue), "first_on": .date(item.pool.days.first),
      "last_on": .date(item.pool.days.last),
    ]
  }

  static func pool(_ sheet: MatchPoolSheet) -> JSON {
    let pool = sheet.pool
    return [
      "pool": .code(pool.code), "fund": .code(pool.fund), "funder": .code(pool.funder),
      "currency": .text(pool.currency.code), "method": .text(pool.method.word), "terms": .terms(pool.method),
      "first_on": .date(pool.days.first), "last_on": .date(pool.days.last), "state": .text(sheet.state.rawValue),
      "decision": sheet.decision.map { .integer($0.rawValue) } ?? .null, "received": .text(sheet.received.decimal),
      "promised": .text(sheet.promised.decimal), "paid": .text(sheet.paid.decimal),
      "withdrawn": .text(sheet.withdrawn.decimal), "available": .text(sheet.available.decimal),
      "campaigns": .list(sheet.shares.map(share)),
      "leftovers": .list(sheet.leftovers.map { ["reason": .text($0.reason), "amount": .text($0.amount.decimal)] }),
    ]
  }

  private static func terms(_ method: MatchPool.Method) -> JSON {
    switch method {
    case .perPledge(let terms):
      [
        "factor_bp": .integer(terms.factorBasisPoints), "pledge_part": .optional(terms.pledgePart?.decimal),
        "campaign_limit": .optional(terms.campaignLimit?.decimal),
        "pledges_per_backer": terms.pledgesPerBacker.map { .integer($0) } ?? .null,
      ]
    case .quadratic(let terms):
      [
        "campaign_limit": .optional(terms.campaignLimit?.decimal), "spends_whole_pool": .bool(terms.spendsWholePool),
      ]
    }
  }

  private static func share(_ share: MatchPoolSheet.Share) -> JSON {
    let result: JSON =
      if let result = share.result {
        [
          "persons": .integer(result.persons), "given": .text(result.given.decimal), "reason": .text(result.reason),
          "ineligibility": .optional(result.ineligibility),
        ]
      } else { .null }
    return [
      "campaign": .code(share.campaign), "state": .text(share.campaignState.rawValue),
      "matched": .text(share.matched.decimal), "paid": .text(share.paid.decimal), "pledges": .integer(share.pledges),
      "matched_pledges": .integer(share.matchedPledges), "result": result,
    ]
  }
}
