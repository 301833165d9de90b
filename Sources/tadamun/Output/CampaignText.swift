import Domain

/// How a campaign stands, as text.
enum CampaignText {
  static func sheet(_ sheet: CampaignSheet) -> String {
    let campaign = sheet.campaign
    var lines = [
      "\(campaign.code) for \(campaign.actor): \(sheet.state.rawValue), \(campaign.days) (\(campaign.timeZone))",
      "  goal           \(campaign.minimumGoal), \(campaign.goalMode.rawValue)"
        + (sheet.ceiling.map { ", at most \($0)" } ?? ""),
      "  basis          \(basis(campaign.basis))",
      "  raised ever    \(sheet.raisedEver); late \(sheet.late)",
      "  held now       \(sheet.heldNow) for backers, \(sheet.heldForProject) for the project",
      "  went back      \(sheet.refunded) refunded, \(sheet.lost) lost in disputes",
      "  project        \(sheet.paidOut) paid out, \(sheet.fees) kept as fees",
      "  processors     \(sheet.processorFees), borne by \(campaign.platformFund)",
    ]
    if let due = sheet.reportDueOn { lines.append("  report due     \(due)") }
    for tally in sheet.pledges {
      let amount = (try? Money(minor: tally.amountMinor, campaign.currency).description) ?? "\(tally.amountMinor)"
      lines.append("  pledges \(tally.state.rawValue): \(tally.count), \(amount)")
    }
    for reward in sheet.rewards {
      let stock = reward.reward.stock.map { " of \($0)" } ?? ""
      lines.append("  reward \(reward.reward.code) from \(reward.reward.minimum): \(reward.taken)\(stock) taken")
    }
    for payout in sheet.payouts {
      lines.append("  payout \(payout.code): \(payout.amount) to \(payout.account), \(payout.state.rawValue)")
    }
    for filing in sheet.filings { lines.append("  \(filing.kind.rawValue) filed on \(filing.on): \(filing.reference)") }
    return lines.joined(separator: "\n")
  }

  private static func basis(_ basis: CampaignBasis) -> String {
    switch basis {
    case .sfc(let name, let licence, let url, let reference): "\(name), licence \(licence), \(url), \(reference)"
    case .appeal(let authorisation, let valid, let account):
      "appeal under law 18-18, authorisation \(authorisation) for \(valid), account \(account)"
    case .foreign(let country, let name, let reference): "\(name) (\(country)), \(reference)"
    }
  }
}
