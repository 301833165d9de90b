import Domain
import Serving

// The shapes of bodies and answers about funds, contributions, the bank and decisions.

extension Schema {
  static let fund = Schema.answer([
    "code", "instrument", Field("class", .words(Fund.Class.self)), "names", "holder?",
  ]).named("Fund")

  static let contributionBody = Schema.body([
    Field("stage", .words(Contribution.Stage.self)), "fund", "amount", "currency", "occurred_on", "actor?",
    "contributor?", Field("description?", .text(atMost: Contribution.maximumDescriptionLength)),
  ])

  static let contributionLine = Schema.answer([
    "entry", "actor", Field("stage", .words(Contribution.Stage.self)), "instrument", "fund", "contributor?", "money",
    "occurred_on", "is_reversal", "description", "reference", Field("told_by?", .text),
  ]).named("ContributionLine")

  static let actorMoney = Schema.answer([
    "instrument", "fund", Field("promised", .money), Field("came_in", .money), Field("paid_out", .money),
    Field("in_custody", .money),
  ]).named("ActorMoney")

  static let recorded = Schema.answer(["reference", Field("state", .words(["recorded", "known"]))]).named("Recorded")

  static let bankAccount = Schema.answer(["code", "fund", Field("number", .text), "currency"]).named("BankAccount")

  static let bankLine = Schema.answer([
    "line", Field("account", .code), "fund", "booked_on", "money", Field("open", .money), "end_to_end_id?",
    "counterparty?", "description", "age_days",
  ]).named("BankLine")

  static let decision = Schema.answer([
    "decision", Field("kind", .text), "subject", Field("body", .text), Field("policy?", .key), "requested_by",
    Field("state", .text), "decided_by?", "reason?",
  ]).named("Decision")

  static let reversalRequest = Schema.body(["occurred_on", Field("reason", .text(atMost: 2_000)), "requested_by"])
}
