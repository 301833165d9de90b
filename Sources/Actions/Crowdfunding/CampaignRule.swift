import Domain
import Postgres
import Store

/// What the actions on campaigns share.
enum CampaignRule {
  static let source = Source.crowdfunding

  /// Two lines that move `minor` within a fund.
  static func lines(_ fund: Code, _ amount: Money, from credit: AccountPurpose, to debit: AccountPurpose)
    -> [LedgerLine]
  {
    [
      LedgerLine(fund: fund, account: debit, amount: amount),
      LedgerLine(fund: fund, account: credit, amount: amount.negated),
    ]
  }

  /// A share in basis points, rounded down: whoever charges it never takes more than was agreed.
  static func share(_ basisPoints: Int64, of minor: Int64) -> Int64 {
    Int64(Int128(minor) * Int128(basisPoints) / 10_000)
  }

  /// - Throws: `campaign_state_forbids`.
  static func require(_ states: CampaignState..., of campaign: Campaigns.Stored, to what: String) throws(Problem) {
    guard states.contains(campaign.state) else {
      throw Problem(
        "campaign_state_forbids", "The campaign \(campaign.campaign.code) is \(campaign.state.rawValue): \(what).")
    }
  }

  /// - Throws: `currency_differs`, `amount_not_positive`.
  static func require(_ amount: Money, of campaign: Campaign) throws(Problem) {
    guard amount.currency == campaign.currency else {
      throw Problem(
        "currency_differs", "The campaign \(campaign.code) collects \(campaign.currency), not \(amount.currency).",
        at: Place(field: "currency"))
    }
    guard amount.minor > 0 else {
      throw Problem("amount_not_positive", "An amount is above zero.", at: Place(field: "amount"))
    }
  }
}

extension Tadamun {
  /// The campaign as it stands while nobody else moves its money or state.
  /// - Throws: `campaign_unknown`.
  func lockedCampaign(_ code: Code, in transaction: Transaction) async throws -> Campaigns.Stored {
    guard let found = try await Campaigns.find(code, in: transaction) else { throw Tadamun.unknownCampaign(code) }
    return try await lockedCampaign(found.id, in: transaction)
  }

  /// As ``lockedCampaign(_:in:)``, by its key.
  func lockedCampaign(_ id: Int64, in transaction: Transaction) async throws -> Campaigns.Stored {
    try await Campaigns.lock(id, in: transaction)
    // Read under the lock: somebody may have moved it while this one waited.
    guard let campaign = try await Campaigns.find(id, in: transaction) else {
      throw Problem("campaign_unknown", "There is no campaign \(id).")
    }
    return campaign
  }

  /// What the policy that the campaign was judged under says.
  func terms(of campaign: Campaigns.Stored, in session: some Session) async throws -> CampaignTerms {
    try CampaignTerms(try await policy(campaign.policy, in: session).policy)
  }

  static func unknownCampaign(_ code: Code) -> Problem {
    Problem("campaign_unknown", "There is no campaign “\(code)”.")
  }

  /// The pledge as it stands while nobody else moves its campaign.
  /// - Throws: `pledge_unknown`.
  func lockedPledge(_ code: Code, in transaction: Transaction) async throws
    -> (pledge: Pledges.Stored, campaign: Campaigns.Stored)
  {
    guard let found = try await Pledges.find(code, in: transaction) else { throw Tadamun.unknownPledge(code) }
    let campaign = try await lockedCampaign(found.campaign, in: transaction)
    return (try await Pledges.find(code, in: transaction) ?? found, campaign)
  }

  static func unknownPledge(_ code: Code) -> Problem { Problem("pledge_unknown", "There is no pledge “\(code)”.") }
}
