import Domain
import Serving

// The shapes of bodies and answers about the ledger.

extension Schema {
  static let journalEntry = Schema.body([
    Field("kind", .words(Contribution.Stage.self)), "occurred_on",
    Field(
      "lines",
      .list(
        of: .body(["fund", Field("account?", .code), "amount", "currency", "actor?"]),
        atMost: JournalEntry.maximumLines)),
    Field("description?", .text(atMost: JournalEntry.maximumDescriptionLength)),
    "contributor?",
  ]).named("JournalEntry")

  static let booked = Schema.answer(["entry", Field("state", .words(["booked", "known"]))]).named("Booked")

  static let postedEntry = Schema.answer([
    "entry", Field("kind", .code), "occurred_on", "description", "contributor?", "source", "reference", "reverses?",
    "reversed_by?", "decision?", Field("policy?", .key), Field("relates_to_period?", .text),
    Field("lines", .list(of: .answer(["fund", Field("account", .code), "actor?", "money"]))),
  ]).named("PostedEntry")

  static let balance = Schema.answer([
    Field("account", .code), "number", "fund", "actor?", "currency", "balance", "held?", "available?",
  ]).named("Balance")

  static let hold = Schema.answer([
    "hold", "fund", Field("account", .code), "actor?", "money", "purpose", "through",
    Field("state", .words(Hold.State.self)), "entry?",
  ]).named("Hold")

  static let fiscalPeriod = Schema.answer([
    "period", "first_on", "last_on", Field("state", .words(FiscalPeriod.State.self)),
  ]).named("FiscalPeriod")

  static let receipt = Schema.answer(["fund", "year", "number", "entry", "void_reason?"]).named("Receipt")

  static let seal = Schema.answer([
    "seal", "first_entry", "last_entry", "entries", "chain", "sealed_at",
  ]).named("Seal")
}
