import Domain
import Serving

// The shapes of bodies and answers about zakat.

extension Schema {
  static let zakatEntry = Schema.answer(["entry", "is_new"])

  static let zakatLine = Schema.body([
    Field("category", .words(AsnafCategory.self)), "amount", "actor?", "debt?", Field("item?", .text(atMost: 300)),
    Field(
      "shares?", .list(of: .body(["recipient", "amount", Field("wakala?", .text(atMost: 300))]), atMost: 1_000)),
  ]).named("ZakatLine")

  static let zakatDistribution = Schema.answer([
    "distribution", "fund", Field("mode", .words(ZakatMode.self)), "money", Field("state", .words(ZakatState.self)),
    "decision", Field("ownership", .list(of: .text)),
  ]).named("ZakatDistribution")

  static let asnafCategory = Schema.answer([
    Field("category", .words(AsnafCategory.self)), Field("ar", .text), "transliteration", Field("fr", .text),
    Field("en", .text),
  ]).named("AsnafCategory")

  static let hijriDay = Schema.answer([
    "day", "hijri", Field("month", .text), Field("is_announced", .bool),
    Field("hawl", .answer(["hijri", Field("ends_on", .day), "earliest", "latest"])),
  ]).named("HijriDay")

  static let hijriMonth = Schema.answer([Field("month", .text), "first_on", "source"]).named("HijriMonth")

  static let zakatReceipt = Schema.answer([
    "receipt", "fund", "money", Field("state", .words(ZakatReceiptStanding.State.self)), "received_on",
    Field("hijri", .text), "hawl_ends_on", "due_on", "remaining", "discharged", Field("overdue_since?", .day),
  ]).named("ZakatReceipt")

  static let zakatPledge = Schema.answer([
    "pledge", "fund", Field("kind", .words(ZakatFund.Kind.self)), "money",
    Field("state", .words(ZakatPledgeStanding.State.self)), "pledged_on", Field("last_on?", .day),
    Field("only_category?", .words(AsnafCategory.self)), Field("only_region?", .text), "received", "promised",
    Field("ended_on?", .day),
  ]).named("ZakatPledge")

  private static let lot = Schema.answer([
    "receipt", "received_on", "due_on", "age_days", Field("remaining?", .decimal),
  ])
  .named("ZakatLot")

  /// Sums past the limit of one posting are null.
  static let zakatReport = Schema.answer([
    "fund", "currency", "on", "promised?", "received?", "refunded?", "paid?", "discharged?", "paid_unproven?",
    "disputed?",
    "amil_share?", "balance?", "overdue?",
    Field("by_category", .list(of: .answer([Field("category", .words(AsnafCategory.self)), "paid?"]))),
    Field("overdue_lots", .list(of: lot)), Field("oldest_lot?", lot),
  ]).named("ZakatReport")
}
