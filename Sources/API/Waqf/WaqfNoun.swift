import Actions
import Domain
import Serving

/// What may be done about a waqf.
enum WaqfNoun {
  static let all = deeds + principal + yields + decided + exchanges
}

extension WaqfNoun {
  /// The deed, its states, and who administers it.
  private static let deeds: [SignedNoun] = [
    SignedNoun("deeds", "Draft a deed", WaqfDeed.fields, gives: .waqf) { body, tadamun, _ in
      let deed = try WaqfDeed(body)
      try await tadamun.draft(deed, by: body.by)
      return .waqf(deed, try await tadamun.waqf(deed.code).state)
    },
    SignedNoun(
      "steps", "Take a waqf to its next state", ["waqf", Field("state", .words(WaqfState.self)), "on", "reason?"],
      gives: .answer(["waqf", Field("state", .words(WaqfState.self))])
    ) { body, tadamun, _ in
      let code = try body.code("waqf")
      try await tadamun.step(
        waqf: code, to: body.word("state"), on: body.day("on"), reason: body.textIfPresent("reason") ?? "",
        by: body.by)
      return ["waqf": .code(code), "state": .text(try await tadamun.waqf(code).state.rawValue)]
    },
    SignedNoun(
      "mandates", "Appoint a nāẓir", ["waqf", "nazir", "first_on", "fee_bp", "document", "last_on?"],
      gives: .answer(["waqf", "nazir", "fee_bp"])
    ) { body, tadamun, _ in
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
    SignedNoun(
      "interruptions", "Record that a family waqf is interrupted", ["waqf", "on", Field("evidence", .text)],
      gives: .answer(["waqf", Field("state", .words(WaqfState.self))])
    ) { body, tadamun, _ in
      let code = try body.code("waqf")
      try await tadamun.interrupt(waqf: code, on: body.day("on"), evidence: body.text("evidence"), by: body.by)
      return ["waqf": .code(code), "state": .text(try await tadamun.waqf(code).state.rawValue)]
    },
  ]

  /// What the founder gives, and what becomes of assets.
  private static let principal: [SignedNoun] = [
    SignedNoun(
      "principal-receipts", "Receive principal in cash", ["receipt", "waqf", "amount", "currency", "on"],
      gives: .bookedEntry
    ) { body, tadamun, source in
      let booked = try await tadamun.receivePrincipal(
        body.money("amount"), for: body.code("waqf"), receipt: body.code("receipt"), on: body.day("on"), by: source)
      return .booked(booked)
    },
    SignedNoun(
      "assets", "Receive an asset as principal",
      ["asset", "waqf", Field("kind", .words(WaqfAssetKind.self)), "title", Field("book", .decimal), "currency", "on"],
      gives: .bookedEntry
    ) { body, tadamun, source in
      return .booked(try await tadamun.receive(try WaqfAsset(body, value: "book"), by: source))
    },
    SignedNoun(
      "asset-states", "Record the state of an asset",
      ["asset", "waqf", Field("state", .words(WaqfAssetState.self)), "on", "reason"],
      gives: .answer(["asset", Field("state", .words(WaqfAssetState.self))])
    ) { body, tadamun, _ in
      let state: WaqfAssetState = try body.word("state")
      try await tadamun.step(
        asset: body.code("asset"), of: body.code("waqf"), to: state, on: body.day("on"), reason: body.text("reason"),
        by: body.by)
      return ["asset": .code(try body.code("asset")), "state": .text(state.rawValue)]
    },
    SignedNoun(
      "valuations", "Record what an asset was valued at",
      ["asset", "waqf", Field("value", .decimal), "currency", "on", "valuer", "reference"],
      gives: .answer(["asset", Field("value", .money)])
    ) { body, tadamun, source in
      try await tadamun.value(
        asset: body.code("asset"), of: body.code("waqf"), at: body.money("value"), on: body.day("on"),
        valuer: body.text("valuer"), reference: body.text("reference"), by: source)
      return ["asset": .code(try body.code("asset")), "value": .money(try body.money("value"))]
    },
  ]

  /// Yield, costs, maintenance and the waterfall.
  private static let yields: [SignedNoun] = [
    SignedNoun(
      "yields", "Accrue yield", ["yield", "waqf", "first_on", "last_on", "gross", "currency", "asset?"],
      gives: .answer(["yield", Field("state", .constant("accrued"))])
    ) { body, tadamun, source in
      let (code, waqf, asset) = (try body.code("yield"), try body.code("waqf"), try body.codeIfPresent("asset"))
      let (span, gross) = (try body.span("first_on", "last_on"), try body.money("gross"))
      let accrued = try body.check { () throws(Problem) in
        try WaqfYield(code, of: waqf, asset: asset, over: span, gross: gross)
      }
      try await tadamun.accrue(accrued, by: source)
      return ["yield": .code(code), "state": "accrued"]
    },
    SignedNoun(
      "yield-receipts", "Receive yield in cash", ["receipt", "yield", "amount", "currency", "on"], gives: .bookedEntry
    ) { body, tadamun, source in
      return .booked(
        try await tadamun.receive(
          yield: body.code("yield"), body.money("amount"), receipt: body.code("receipt"), on: body.day("on"),
          by: source))
    },
    SignedNoun(
      "costs", "Record a cost of the yield, which is owed",
      ["cost", "waqf", "amount", "currency", "on", "description"],
      gives: .bookedEntry
    ) { body, tadamun, source in
      let (code, waqf, amount) = (try body.code("cost"), try body.code("waqf"), try body.money("amount"))
      let (day, description) = (try body.day("on"), try body.text("description"))
      let cost = try body.check { () throws(Problem) in
        try WaqfCost(code, of: waqf, amount: amount, on: day, for: description)
      }
      return .booked(try await tadamun.record(cost, by: source))
    },
    SignedNoun(
      "needs", "Record a need of maintenance",
      [
        "need", "waqf", "amount", "currency", Field("urgency", .words(WaqfNeed.Urgency.self)), "found_on", "due_on",
        Field("evidence", .text), "asset?",
      ], gives: .answer(["need", Field("urgency", .words(WaqfNeed.Urgency.self))])
    ) { body, tadamun, source in
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
    SignedNoun(
      "need-closings", "Close a need", ["need", "on", "reason"],
      gives: .answer(["need", Field("state", .constant("closed"))])
    ) { body, tadamun, _ in
      try await tadamun.close(need: body.code("need"), on: body.day("on"), reason: body.text("reason"), by: body.by)
      return ["need": .code(try body.code("need")), "state": "closed"]
    },
    SignedNoun(
      "waterfalls", "Share yield out in the order of the waterfall", ["waqf", "first_on", "last_on", "on"],
      gives: .waterfall
    ) { body, tadamun, source in
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
