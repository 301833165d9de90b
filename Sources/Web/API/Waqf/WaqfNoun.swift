import Actions
import Domain

/// What may be done about a waqf.
enum WaqfNoun {
  static let all = deeds + principal + yields + decided + exchanges
}

extension WaqfNoun {
  /// The deed, its states, and who administers it.
  private static let deeds: [SignedNoun] = [
    SignedNoun(name: "deeds") { json, tadamun, _ in
      let body = try SignedBody(json, WaqfDeed.required, WaqfDeed.optional)
      let deed = try WaqfDeed(body)
      try await tadamun.draft(deed, by: body.by)
      return .waqf(deed, try await tadamun.waqf(deed.code).state)
    },
    SignedNoun(name: "steps") { json, tadamun, _ in
      let body = try SignedBody(json, ["waqf", "state", "on"], ["reason"])
      let code = try body.code("waqf")
      try await tadamun.step(
        waqf: code, to: body.word("state"), on: body.day("on"), reason: body.textIfPresent("reason") ?? "",
        by: body.by)
      return ["waqf": .code(code), "state": .text(try await tadamun.waqf(code).state.rawValue)]
    },
    SignedNoun(name: "mandates") { json, tadamun, _ in
      let body = try SignedBody(json, ["waqf", "nazir", "first_on", "fee_bp", "document"], ["last_on"])
      let (waqf, nazir) = (try body.code("waqf"), try body.code("nazir"))
      let (first, last) = (try body.day("first_on"), try body.dayIfPresent("last_on"))
      let (fee, document) = (try body.integer("fee_bp"), try body.text("document"))
      let mandate = try body.check { () throws(Problem) in
        try WaqfMandate(
          of: waqf, nazir: nazir, from: first, through: last, feeBasisPoints: Int(clamping: fee), document: document)
      }
      try await tadamun.appoint(mandate, by: body.by)
      return ["waqf": .code(waqf), "nazir": .code(nazir), "fee_bp": .integer(fee)]
    },
    SignedNoun(name: "interruptions") { json, tadamun, _ in
      let body = try SignedBody(json, ["waqf", "on", "evidence"])
      let code = try body.code("waqf")
      try await tadamun.interrupt(waqf: code, on: body.day("on"), evidence: body.text("evidence"), by: body.by)
      return ["waqf": .code(code), "state": .text(try await tadamun.waqf(code).state.rawValue)]
    },
  ]

  /// What the founder gives, and what becomes of assets.
  private static let principal: [SignedNoun] = [
    SignedNoun(name: "principal-receipts") { json, tadamun, source in
      let body = try SignedBody(json, ["receipt", "waqf", "amount", "currency", "on"])
      let booked = try await tadamun.receivePrincipal(
        body.money("amount"), for: body.code("waqf"), receipt: body.code("receipt"), on: body.day("on"), by: source)
      return .booked(booked)
    },
    SignedNoun(name: "assets") { json, tadamun, source in
      let body = try SignedBody(json, ["asset", "waqf", "kind", "title", "book", "currency", "on"])
      return .booked(try await tadamun.receive(try WaqfAsset(body, value: "book"), by: source))
    },
    SignedNoun(name: "asset-states") { json, tadamun, _ in
      let body = try SignedBody(json, ["asset", "waqf", "state", "on", "reason"])
      let state: WaqfAssetState = try body.word("state")
      try await tadamun.step(
        asset: body.code("asset"), of: body.code("waqf"), to: state, on: body.day("on"), reason: body.text("reason"),
        by: body.by)
      return ["asset": .code(try body.code("asset")), "state": .text(state.rawValue)]
    },
    SignedNoun(name: "valuations") { json, tadamun, source in
      let body = try SignedBody(json, ["asset", "waqf", "value", "currency", "on", "valuer", "reference"])
      try await tadamun.value(
        asset: body.code("asset"), of: body.code("waqf"), at: body.money("value"), on: body.day("on"),
        valuer: body.text("valuer"), reference: body.text("reference"), by: source)
      return ["asset": .code(try body.code("asset")), "value": .money(try body.money("value"))]
    },
  ]

  /// Yield, costs, maintenance and the waterfall.
  private static let yields: [SignedNoun] = [
    SignedNoun(name: "yields") { json, tadamun, source in
      let body = try SignedBody(
        json, ["yield", "waqf", "first_on", "last_on", "gross", "currency"], ["asset"])
      let (code, waqf, asset) = (try body.code("yield"), try body.code("waqf"), try body.codeIfPresent("asset"))
      let (span, gross) = (try body.span("first_on", "last_on"), try body.money("gross"))
      let accrued = try body.check { () throws(Problem) in
        try WaqfYield(code, of: waqf, asset: asset, over: span, gross: gross)
      }
      try await tadamun.accrue(accrued, by: source)
      return ["yield": .code(code), "state": "accrued"]
    },
    SignedNoun(name: "yield-receipts") { json, tadamun, source in
      let body = try SignedBody(json, ["receipt", "yield", "amount", "currency", "on"])
      return .booked(
        try await tadamun.receive(
          yield: body.code("yield"), body.money("amount"), receipt: body.code("receipt"), on: body.day("on"),
          by: source))
    },
    SignedNoun(name: "costs") { json, tadamun, source in
      let body = try SignedBody(json, ["cost", "waqf", "amount", "currency", "on", "description"], ["owed"])
      let (code, waqf, amount) = (try body.code("cost"), try body.code("waqf"), try body.money("amount"))
      let (owed, day) = (try body.moneyIfPresent("owed"), try body.day("on"))
      let description = try body.text("description")
      let cost = try body.check { () throws(Problem) in
        try WaqfCost(code, of: waqf, amount: amount, owed: owed, on: day, for: description)
      }
      return .booked(try await tadamun.record(cost, by: source))
    },
    SignedNoun(name: "cost-payments") { json, tadamun, source in
      let body = try SignedBody(json, ["payment", "cost", "amount", "currency", "on"])
      return .booked(
        try await tadamun.pay(
          cost: body.code("cost"), body.money("amount"), payment: body.code("payment"), on: body.day("on"), by: source))
    },
    SignedNoun(name: "needs") { json, tadamun, source in
      let body = try SignedBody(
        json, ["need", "waqf", "amount", "currency", "urgency", "found_on", "due_on", "evidence"], ["asset"])
      let (code, waqf, asset) = (try body.code("need"), try body.code("waqf"), try body.codeIfPresent("asset"))
      let (amount, urgency): (Money, WaqfNeed.Urgency) = (try body.money("amount"), try body.word("urgency"))
      let (found, due, evidence) = (try body.day("found_on"), try body.day("due_on"), try body.text("evidence"))
      let need = try body.check { () throws(Problem) in
        try WaqfNeed(
          code, of: waqf, asset: asset, amount: amount, urgency, foundOn: found, dueOn: due, evidence: evidence)
      }
      try await tadamun.record(need, by: source)
      return ["need": .code(code), "urgency": .text(urgency.rawValue)]
    },
    SignedNoun(name: "need-closings") { json, tadamun, _ in
      let body = try SignedBody(json, ["need", "on", "reason"])
      try await tadamun.close(need: body.code("need"), on: body.day("on"), reason: body.text("reason"), by: body.by)
      return ["need": .code(try body.code("need")), "state": "closed"]
    },
    SignedNoun(name: "waterfalls") { json, tadamun, source in
      let body = try SignedBody(json, ["waqf", "first_on", "last_on", "on"])
      let code = try body.code("waqf")
      let run = try await tadamun.runWaterfall(
        of: code, over: body.span("first_on", "last_on"), on: body.day("on"), by: source)
      return .waterfall(run, try await tadamun.waqf(code).deed.currency)
    },
  ]
}

extension JSON {
  static func booked(_ booked: BookedEntry) -> JSON {
    ["entry": .integer(booked.id), "is_new": .bool(booked.isNew)]
  }
}
