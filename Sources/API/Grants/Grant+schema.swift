import Domain
import Serving

// The shapes of bodies and answers about grants.

extension Schema {
  static let spendingLine = Schema.answer([Field("line", .code), "amount"])

  static let reportDue = Schema.body([Field("report", .count), "first_on", "last_on", "due_on", "final?"])

  /// What a condition has beside `kind` depends on it.
  static let condition = Schema.body([
    Field(
      "kind", .words(["report", "audit", "document", "cofunding", "spend_ratio", "indicator", "score"])), "due_on?",
    Field("report?", .count), Field("document?", .code), Field("minimum_amount?", .decimal), "minimum_bp?",
    "programme?", "indicator?", "group?", "node?", "minimum?", Field("reads?", .text),
  ]).named("TrancheCondition")

  static let grantOutcome = Schema.answer([
    Field("state", .words(["recorded", "known"])), "decision?", Field("grant", grant),
  ]).named("GrantOutcome")

  static let grant = Schema.answer([
    "code", Field("state", .words(GrantState.self)), "since", "fund", "grantee", "funder", "programme?", "names",
    "purpose", "restricted", "first_on", "last_on", "policy?",
    Field(
      "plan",
      .answer(["requested", "own_cash", "own_in_kind", Field("others", .decimal), "project_cost", "currency"])),
    Field(
      "money",
      .answer([
        "currency", "agreed", "paid", "outstanding", "accepted", "unspent", "returned", "to_recover", "unallocated",
        "in_kind", "cofunding",
      ])), Field("agreement?", agreement), Field("tranches", .list(of: tranche)),
    Field("reports", .list(of: grantReport)),
    Field("recoveries", .list(of: .answer(["recovery", "cause", "amount", "due_on"]))),
  ]).named("Grant")

  private static let agreement = Schema.answer([
    "version", Field("amount", .money), "signed_on", Field("signed_by", .list(of: .text)), "max_overspend_bp",
    Field("lines", .list(of: .answer([Field("line", .code), "title", "amount"]))),
  ]).named("GrantAgreement")

  private static let waiver = Schema.answer(["of", "reason", "asked_by", "granted_by", "on"]).named("Waiver")

  private static let tranche = Schema.answer([
    "tranche", Field("state", .words(TrancheState.self)), "since", Field("amount", .money), "planned_on", "decision?",
    Field("conditions", .list(of: assessedCondition)), Field("waived_reports", .list(of: waiver)),
  ]).named("Tranche")

  private static let assessedCondition = Schema.answer([
    "condition", Field("kind", .text), Field("status", .text), "due_on?", "assessed_on?", "finding?",
    Field("score?", reading), Field("waiver?", waiver),
  ]).named("AssessedCondition")

  private static let reading = Schema.answer([
    "run", "results_sha256", "as_of", "score?",
    Field("interval?", .answer(["p5", "p50", "p95", Field("grade", .text)])), "coverage?", Field("status?", .text),
  ]).named("ScoreReading")

  private static let grantReport = Schema.answer([
    Field("report", .integer), Field("state", .words(GrantReportState.self)), "first_on", "last_on", "due_on", "final",
    Field("lines", .list(of: spendingLine)),
  ]).named("GrantReport")

  static let moneyRow = Schema.answer([
    "instrument", "fund", "funder?", Field("period?", .day), "currency", "promised", "gross", "fees", "net", "custody",
    "paid_out", Field("told", .decimal), "spent", "returned",
  ]).named("MoneyRow")
}
