import Domain
import Postgres
import Store

extension Tadamun {
  /// How a campaign stands: its states, and its money as the ledger has it.
  /// - Throws: `campaign_unknown`.
  public func campaign(_ code: Code) async throws -> CampaignSheet {
    try await reading { transaction in
      guard let stored = try await Campaigns.find(code, in: transaction) else { throw Tadamun.unknownCampaign(code) }
      return try await sheet(of: stored, in: transaction)
    }
  }

  /// Campaigns in the order of their codes, after one; at most 200.
  public func campaigns(after code: Code? = nil, in state: CampaignState? = nil, limit: Int) async throws
    -> [(campaign: Campaign, state: CampaignState)]
  {
    try await Campaigns.list(after: code?.text ?? "", state: state, limit: min(max(limit, 1), 200), in: pool)
      .map { ($0.campaign, $0.state) }
  }

  private func sheet(of stored: Campaigns.Stored, in transaction: Transaction) async throws -> CampaignSheet {
    let currency = stored.campaign.currency
    let money = { (minor: Int64) throws(Problem) in try Money(minor: minor, currency) }
    let outside = try await Campaigns.outside(of: stored, in: transaction)
    return CampaignSheet(
      campaign: stored.campaign, state: stored.state, decision: outside.decision,
      ceiling: try stored.ceilingMinor.map { try Money(minor: $0, currency) }, reportDueOn: stored.reportDueOn,
      raisedEver: try money(stored.raisedMinor),
      heldNow: try money(try await Campaigns.held(.escrowCash, by: stored.fund, in: transaction)),
      heldForProject: try money(try await Campaigns.held(.projectCash, by: stored.fund, in: transaction)),
      refunded: try money(stored.refundedMinor), lost: try money(stored.lostMinor), late: try money(stored.lateMinor),
      fees: try money(outside.feesMinor), processorFees: try money(outside.processorFeesMinor),
      paidOut: try money(outside.paidOutMinor),
      pledges: try await Pledges.tally(of: stored.id, in: transaction),
      rewards: try await Campaigns.rewards(of: stored, in: transaction),
      uses: try await Campaigns.uses(of: stored, in: transaction),
      payouts: try await Payouts.list(of: stored.id, in: transaction),
      filings: try await Campaigns.filings(of: stored.id, in: transaction))
  }
}
