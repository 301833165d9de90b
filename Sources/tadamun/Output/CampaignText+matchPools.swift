import Domain

extension CampaignText {
  /// How a match pool stands, as text.
  static func pool(_ sheet: MatchPoolSheet) -> String {
    let pool = sheet.pool
    var lines = [
      "\(pool.code) by \(pool.funder): \(sheet.state.rawValue), \(pool.days)",
      "  terms          \(terms(pool.method))",
      "  received       \(sheet.received)",
      "  promised       \(sheet.promised); paid \(sheet.paid), withdrawn \(sheet.withdrawn)",
      "  available      \(sheet.available)",
    ]
    for share in sheet.shares {
      var line =
        "  campaign \(share.campaign) (\(share.campaignState.rawValue)): \(share.matched), of which paid \(share.paid)"
      if share.pledges > 0 { line += "; \(share.matchedPledges) of \(share.pledges) pledges matched" }
      if let result = share.result {
        line += "; \(result.persons) persons gave \(result.given), \(result.reason)"
        if let why = result.ineligibility { line += " (\(why))" }
      }
      lines.append(line)
    }
    for leftover in sheet.leftovers { lines.append("  left           \(leftover.amount), \(leftover.reason)") }
    return lines.joined(separator: "\n")
  }

  private static func terms(_ method: MatchPool.Method) -> String {
    switch method {
    case .perPledge(let terms):
      var said = "each pledge times \(Double(terms.factorBasisPoints) / 10_000)"
      if let part = terms.pledgePart { said += ", of at most \(part) of it" }
      if let limit = terms.campaignLimit { said += ", at most \(limit) a campaign" }
      if let pledges = terms.pledgesPerBacker { said += ", \(pledges) a backer" }
      return said
    case .quadratic(let terms):
      var said = "quadratic round over verified persons"
      if let limit = terms.campaignLimit { said += ", at most \(limit) a campaign" }
      if terms.spendsWholePool { said += ", the whole pool" }
      return said
    }
  }
}
