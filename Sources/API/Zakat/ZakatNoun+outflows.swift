import Actions
import Domain
import Serving

extension ZakatNoun {
  /// What leaves a fund beside its distributions: asked for, and done once another person has approved the decision.
  static let outflows: [SignedNoun] = [
    SignedNoun(
      "refund-requests", "Ask that a receipt be given back; another person approves", ["receipt", "on", "reason"],
      gives: .answer(["receipt", "decision"])
    ) { body, tadamun, _ in
      let code = try body.code("receipt")
      let decision = try await tadamun.requestZakatRefund(
        code, on: body.day("on"), reason: body.text("reason"), by: body.by)
      return ["receipt": .code(code), "decision": .integer(decision.rawValue)]
    },
    SignedNoun(
      "refunds", "Give a receipt back that was approved", ["decision"], gives: .zakatEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.refundZakat(under: ID(body.integer("decision")), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
    SignedNoun(
      "amil-requests", "Ask for the administrators’ share; another person approves",
      ["fund", Field("reference", .code), "amount", "currency", "on"], gives: .answer(["fund", "decision"])
    ) { body, tadamun, _ in
      let fund = try body.code("fund")
      let decision = try await tadamun.requestAmilCharge(
        body.money("amount"), to: fund, reference: body.code("reference"), on: body.day("on"), by: body.by)
      return ["fund": .code(fund), "decision": .integer(decision.rawValue)]
    },
    SignedNoun(
      "amil-charges", "Charge the administrators’ share that was approved", ["decision"], gives: .zakatEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.chargeAmil(under: ID(body.integer("decision")), by: source)
      return ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
    },
  ]
}
