import Domain
import Serving

// The shapes of bodies and answers about waqf.

extension Schema {
  static let bookedEntry = Schema.answer(["entry", "is_new"]).named("BookedEntry")

  static let proposedShares = Schema.answer([
    "proposal",
    Field("orders", .list(of: .answer(["order", "actor", "beneficiary", "money", "decision", Field("state", .text)]))),
  ]).named("ProposedShares")

  static let expertReport = Schema.body([
    Field("expert", .text(atMost: 300)), Field("reference", .text(atMost: 300)), Field("value", .decimal),
  ])

  static let waqf = Schema.answer([
    "waqf", Field("state", .words(WaqfState.self)), "deed_no", "deed_on", "founder",
    Field("type", .words(WaqfType.self)),
    Field("duration", .words(WaqfDuration.self)), "ends_on?", "reversion_to?", "purpose",
    Field("fallback?", .answer(["purpose", "actor"])), "currency", "policy", "principal_fund", "yield_fund",
    Field("beneficiaries", .list(of: .answer(["beneficiary", "actor?", "share_bp"]))), "maintenance_bp?",
    "reinvest_bp?", "nazir_fee_bp?", "restore_principal?", "istibdal_allowed?",
    Field("investment_limits?", .list(of: .words(WaqfAssetKind.self))), Field("order?", .text),
  ]).named("Waqf")

  /// Sums past the limit of one posting are null, here and in the report.
  static let waterfall = Schema.answer([
    "run", "first_on", "last_on", "currency", "gross?", "direct_costs?", "net?", "deficit_covered?",
    "deficit_carried?", Field("need?", .decimal), "maintenance?", "from_reserve?", "open_need?", "to_reserve?",
    "restored?", "nazir_fee?", "reinvested?", "released?", "distributable?",
    Field("shares", .list(of: .answer(["beneficiary", "amount?"]))), "entry?",
  ]).named("Waterfall")

  static let waqfReport = Schema.answer([
    "waqf", "currency", "on", Field("state", .words(WaqfState.self)),
    Field(
      "principal",
      .answer([
        "balance?", "corpus?", "exchange_gains?", "losses?", "owed_to_founder?", "cash?", Field("assets?", .decimal),
        "suspense?",
      ])),
    Field(
      "yield",
      .answer([
        "received?", "direct_costs?", "cash?", "undivided?", "owed_costs?", "maintenance?", "reserve?", "fees?",
        Field("shares?", .decimal), "distributed?",
      ])), Field("beneficiaries", .list(of: .answer(["beneficiary", "set_aside?", "unpaid?"]))),
    Field(
      "open_needs",
      .list(
        of: .answer([
          "need", Field("urgency", .words(WaqfNeed.Urgency.self)), "due_on", Field("open?", .decimal),
        ]))),
    Field(
      "assets",
      .list(
        of: .answer([
          "asset", Field("kind", .words(WaqfAssetKind.self)), Field("state", .words(WaqfAssetState.self)),
          Field("book?", .decimal), "replaced_by?",
        ]))),
  ]).named("WaqfReport")
}
