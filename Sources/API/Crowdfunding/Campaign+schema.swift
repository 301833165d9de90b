import Domain
import Serving

// The shapes of bodies and answers about campaigns.

extension Schema {
  static let reward = Schema.body([
    "reward", Field("meaning", .text(atMost: 300)), Field("minimum", .decimal), "stock?",
  ])

  static let use = Schema.body([
    Field("purpose", .text(atMost: 300)), "amount", Field("tamlik?", .words(ZakatMode.self)),
  ])

  private static let short = Schema.text(atMost: 300)

  /// What a campaign rests on: a licensed platform, an authorised appeal, or a platform abroad.
  static let legalBasis = Schema.any(of: [
    .body([
      Field("kind", .constant("sfc")), Field("platform?", short), Field("licence?", short), Field("url?", short),
      Field("reference?", short),
    ]),
    .body([
      Field("kind", .constant("law_18_18")), Field("authorisation?", short), Field("valid", period),
      Field("account?", short),
    ]),
    .body([
      Field("kind", .constant("foreign")), Field("country?", short), Field("platform?", short),
      Field("reference?", short),
    ]),
  ]).named("LegalBasis")

  static let listedCampaign = Schema.answer([
    "campaign", "actor", "names", Field("state", .words(CampaignState.self)), "opens_on", "closes_on",
  ]).named("ListedCampaign")

  static let campaign = Schema.answer([
    "campaign", "actor", "fund", "platform_fund", "names", Field("category", .words(Campaign.Category.self)),
    Field("goal_mode", .words(Campaign.GoalMode.self)), "currency", "minimum_goal", "optimum_goal?", "opens_on",
    "closes_on", "time_zone", Field("legal_basis", legalBasis), "policy", Field("state", .words(CampaignState.self)),
    "decision?", "ceiling?", "report_due_on?", "raised_ever", "held_now", "held_for_project", "refunded",
    Field("lost", .decimal), Field("late", .decimal), "fees", "processor_fees", "paid_out",
    Field("pledges", .list(of: .answer([Field("state", .words(PledgeState.self)), "count", "amount?"]))),
    Field(
      "rewards", .list(of: .answer(["reward", "meaning", Field("minimum", .decimal), "stock?", "taken"]))),
    Field("uses", .list(of: .answer(["purpose", "amount", Field("tamlik?", .words(ZakatMode.self))]))),
    Field("payouts", .list(of: campaignPayout)),
    Field(
      "filings",
      .list(of: .answer([Field("kind", .words(CampaignSheet.Filing.Kind.self)), "on", "reference"]))),
  ]).named("Campaign")

  static let pledge = Schema.answer([
    "pledge", "campaign", "backer", "money", Field("method", .code), "provider", "external_id", "reward?", "zakat",
    "at", "expires_on?", Field("state", .words(PledgeState.self)), "late", "refund_attempts", "next_try_at?", "reason",
  ]).named("Pledge")

  static let providerAnswer = Schema.answer(["provider", "event", "pledge", Field("outcome", .text), "reason?"])
    .named("ProviderAnswer")

  static let refundOrder = Schema.answer([
    "key", "pledge", "campaign", "provider", "external_id", "money", "attempt", "sent_at",
  ]).named("RefundOrder")

  static let campaignPayout = Schema.answer([
    "payout", "money", "account", Field("state", .words(PayoutState.self)), "decision",
  ]).named("CampaignPayout")
}
