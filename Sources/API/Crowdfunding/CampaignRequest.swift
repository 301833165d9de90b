import Actions
import Domain
import Serving

/// Requests about campaigns as JSON, read and answered in one way over HTTP and on the command line.
public enum CampaignRequest {
  /// The names of what may be done: `drafts`, `pledges`, `provider-events` …
  public static var nouns: [String] { CampaignNoun.all.map(\.name) }

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(_ name: String, _ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    try await SignedNoun.perform(name, of: CampaignNoun.all, bytes, on: tadamun, by: source)
  }

  public static func rendered(_ sheet: CampaignSheet) -> String { JSON.campaign(sheet).rendered }
  public static func rendered(_ sheet: PledgeSheet) -> String { JSON.pledge(sheet).rendered }
  public static func rendered(_ pledges: [(id: Int64, sheet: PledgeSheet)]) -> String {
    let items = pledges.map { item in
      JSON.object([(name: "number", value: .integer(Int(item.id))), (name: "pledge", value: JSON.pledge(item.sheet))])
    }
    return JSON.list(items).rendered
  }
  public static func rendered(_ orders: [RefundOrder]) -> String { JSON.list(orders.map(JSON.order)).rendered }
  public static func rendered(_ campaigns: [(campaign: Campaign, state: CampaignState)]) -> String {
    JSON.list(campaigns.map(JSON.listed)).rendered
  }
}

extension JSON {
  static func listed(_ item: (campaign: Campaign, state: CampaignState)) -> JSON {
    [
      "campaign": .code(item.campaign.code), "actor": .code(item.campaign.actor), "names": .names(item.campaign.names),
      "state": .text(item.state.rawValue), "opens_on": .date(item.campaign.days.first),
      "closes_on": .date(item.campaign.days.last),
    ]
  }

  static func campaign(_ sheet: CampaignSheet) -> JSON {
    let campaign = sheet.campaign
    return [
      "campaign": .code(campaign.code), "actor": .code(campaign.actor), "fund": .code(campaign.fund),
      "platform_fund": .code(campaign.platformFund), "names": .names(campaign.names),
      "category": .text(campaign.category.rawValue), "goal_mode": .text(campaign.goalMode.rawValue),
      "currency": .text(campaign.currency.code), "minimum_goal": .text(campaign.minimumGoal.decimal),
      "optimum_goal": .optional(campaign.optimumGoal?.decimal), "opens_on": .date(campaign.days.first),
      "closes_on": .date(campaign.days.last), "time_zone": .text(campaign.timeZone),
      "legal_basis": .basis(campaign.basis), "policy": .code(campaign.policy), "state": .text(sheet.state.rawValue),
      "decision": sheet.decision.map { .integer($0.rawValue) } ?? .null, "ceiling": .optional(sheet.ceiling?.decimal),
      "report_due_on": .optional(sheet.reportDueOn?.description),
      "raised_ever": .text(sheet.raisedEver.decimal), "held_now": .text(sheet.heldNow.decimal),
      "held_for_project": .text(sheet.heldForProject.decimal), "refunded": .text(sheet.refunded.decimal),
      "lost": .text(sheet.lost.decimal), "late": .text(sheet.late.decimal), "fees": .text(sheet.fees.decimal),
      "processor_fees": .text(sheet.processorFees.decimal),
      "paid_out": .text(sheet.paidOut.decimal),
      "pledges": .list(
        sheet.pledges.map {
          [
            "state": .text($0.state.rawValue), "count": .integer($0.count),
            "amount": .optional((try? Money(minor: $0.amountMinor, campaign.currency))?.decimal),
          ]
        }),
      "rewards": .list(
        sheet.rewards.map {
          [
            "reward": .code($0.reward.code), "meaning": .text($0.reward.meaning),
            "minimum": .text($0.reward.minimum.decimal), "stock": $0.reward.stock.map { .integer($0) } ?? .null,
            "taken": .integer($0.taken),
          ]
        }),
      "uses": .list(
        sheet.uses.map {
          [
            "purpose": .text($0.purpose), "amount": .text($0.amount.decimal), "tamlik": .optional($0.tamlik?.rawValue),
          ]
        }),
      "payouts": .list(sheet.payouts.map(JSON.payout)),
      "filings": .list(
        sheet.filings.map { ["kind": .text($0.kind.rawValue), "on": .date($0.on), "reference": .text($0.reference)] }),
    ]
  }

  private static func basis(_ basis: CampaignBasis) -> JSON {
    switch basis {
    case .sfc(let name, let licence, let url, let reference):
      [
        "kind": .text(basis.word), "platform": .text(name), "licence": .text(licence), "url": .text(url),
        "reference": .text(reference),
      ]
    case .appeal(let authorisation, let valid, let account):
      [
        "kind": .text(basis.word), "authorisation": .text(authorisation),
        "valid": ["first_on": .date(valid.first), "last_on": .date(valid.last)], "account": .text(account),
      ]
    case .foreign(let country, let name, let reference):
      [
        "kind": .text(basis.word), "country": .text(country), "platform": .text(name), "reference": .text(reference),
      ]
    }
  }

  static func pledge(_ sheet: PledgeSheet) -> JSON {
    let pledge = sheet.pledge
    return [
      "pledge": .code(pledge.code), "campaign": .code(pledge.campaign), "backer": .code(pledge.backer),
      "money": .money(pledge.amount), "method": .code(pledge.method), "provider": .code(pledge.provider),
      "external_id": .text(pledge.externalID), "reward": .optional(pledge.reward), "zakat": .bool(pledge.isZakat),
      "at": .moment(pledge.pledgedAt), "expires_on": .optional(pledge.expiresOn?.description),
      "state": .text(sheet.state.rawValue), "late": .bool(sheet.isLate), "refund_attempts": .integer(sheet.attempts),
      "next_try_at": .optional(sheet.nextTryAt?.description), "reason": .text(sheet.reason),
    ]
  }

  static func answer(_ answer: ProviderAnswer) -> JSON {
    [
      "provider": .code(answer.provider), "event": .text(answer.event), "pledge": .code(answer.pledge),
      "outcome": .text(answer.outcome), "reason": .optional(answer.reason),
    ]
  }

  static func order(_ order: RefundOrder) -> JSON {
    [
      "key": .text(order.key), "pledge": .code(order.pledge), "campaign": .code(order.campaign),
      "provider": .code(order.provider), "external_id": .text(order.externalID), "money": .money(order.amount),
      "attempt": .integer(order.attempt), "sent_at": .moment(order.sentAt),
    ]
  }

  static func payout(_ payout: CampaignSheet.Payout) -> JSON {
    [
      "payout": .code(payout.code), "money": .money(payout.amount), "account": .text(payout.account),
      "state": .text(payout.state.rawValue), "decision": .integer(payout.decision.rawValue),
    ]
  }
}
