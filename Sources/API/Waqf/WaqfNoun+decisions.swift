import Actions
import Domain
import Serving

extension WaqfNoun {
  /// What one person asks for, another approves as a decision, and then is done.
  static let decided: [SignedNoun] = [
    SignedNoun(
      "orders", "Ask for what a second person approves",
      [
        "order", "waqf",
        Field("act", .words(["share", "fee", "work", "cost", "loss", "purchase", "principal_return", "redirection"])),
        "on",
        "reason?", "amount?", "currency?", "beneficiary?", "nazir?", "need?", "cost?", "payee?", "asset?",
        Field("kind?", .words(WaqfAssetKind.self)), "title?", "actor?", "purpose?",
      ], gives: .answer(["order", "decision", Field("state", .constant("pending"))])
    ) { body, tadamun, _ in
      let (code, waqf, reason) = (try body.code("order"), try body.code("waqf"), try body.textIfPresent("reason"))
      let act = try WaqfOrder.Act(body)
      let order = try body.check { () throws(Problem) in try WaqfOrder(code, of: waqf, act, reason: reason ?? "") }
      let decision = try await tadamun.request(order, on: body.day("on"), by: body.by)
      return ["order": .code(code), "decision": .integer(decision.rawValue), "state": "pending"]
    },
    SignedNoun(
      "executions", "Do what was approved", ["decision", "on"], gives: .answer(["entry?", "is_new"])
    ) { body, tadamun, _ in
      let booked = try await tadamun.execute(
        waqfOrder: ID(try body.integer("decision")), on: body.day("on"), by: body.by)
      return booked.map(JSON.booked) ?? ["entry": .null, "is_new": .bool(false)]
    },
    SignedNoun(
      "proposal-orders", "Order the shares of an approved proposal", ["proposal", Field("order_prefix", .code), "on"],
      gives: .proposedShares
    ) { body, tadamun, _ in
      let proposal = try body.integer("proposal")
      let shares = try await tadamun.orderShares(
        of: proposal, prefix: body.code("order_prefix"), on: body.day("on"), by: body.by)
      return .shares(shares, of: proposal)
    },
    SignedNoun(
      "proposal-executions", "Pay the shares that were approved", ["proposal", "on"], gives: .proposedShares
    ) { body, tadamun, _ in
      let proposal = try body.integer("proposal")
      return .shares(
        try await tadamun.executeShares(of: proposal, on: body.day("on"), by: body.by), of: proposal)
    },
  ]

  /// The exchange of an asset.
  static let exchanges: [SignedNoun] = [
    SignedNoun(
      "istibdal-requests", "Ask to exchange an asset",
      [
        "istibdal", "waqf", "asset", Field("grounds", .words(IstibdalGrounds.self)), "currency",
        Field("reports", .list(of: .expertReport, atMost: 20)), "on",
      ], gives: .answer(["istibdal", "decision", Field("state", .constant("pending"))])
    ) { body, tadamun, _ in
      let currency = try body.currency()
      let reports = try body.list("reports", atMost: 20).map { item in
        let report = try JSONObject(item, required: ["expert", "reference", "value"])
        return Istibdal.Report(
          expert: try report.required("expert").text(atMost: 300),
          reference: try report.required("reference").text(atMost: 300),
          value: try report.required("value").money(currency))
      }
      let istibdal = Istibdal(
        try body.code("istibdal"), of: try body.code("waqf"), asset: try body.code("asset"),
        grounds: try body.word("grounds"), reports: reports, on: try body.day("on"))
      let decision = try await tadamun.request(istibdal, by: body.by)
      return ["istibdal": .code(istibdal.code), "decision": .integer(decision.rawValue), "state": "pending"]
    },
    SignedNoun(
      "sale-requests", "Ask to sell an asset for less than the experts say",
      ["istibdal", "price", "costs", "currency", "reason"],
      gives: .answer(["istibdal", "decision", Field("state", .constant("pending"))])
    ) { body, tadamun, _ in
      let decision = try await tadamun.requestSale(
        under: body.code("istibdal"), price: body.money("price"), costs: body.money("costs"),
        reason: body.text("reason"), by: body.by)
      return [
        "istibdal": .code(try body.code("istibdal")), "decision": .integer(decision.rawValue), "state": "pending",
      ]
    },
    SignedNoun(
      "sales", "Sell an asset under an exchange", ["istibdal", "price", "costs", "currency", "on", "decision?"],
      gives: .bookedEntry
    ) { body, tadamun, _ in
      return .booked(
        try await tadamun.sell(
          under: body.code("istibdal"), price: body.money("price"), costs: body.money("costs"),
          decision: body.integerIfPresent("decision").map { ID($0) }, on: body.day("on"), by: body.by))
    },
    SignedNoun(
      "replacement-requests", "Ask for what replaces an asset",
      ["istibdal", "reason", Field("value?", .decimal), "currency?"],
      gives: .answer(["istibdal", "decision", Field("state", .constant("pending"))])
    ) { body, tadamun, _ in
      let decision = try await tadamun.requestReplacement(
        under: body.code("istibdal"), worth: body.moneyIfPresent("value"), reason: body.text("reason"), by: body.by)
      return [
        "istibdal": .code(try body.code("istibdal")), "decision": .integer(decision.rawValue), "state": "pending",
      ]
    },
    SignedNoun(
      "replacements", "Replace an asset",
      [
        "istibdal", "on", "waqf?", "asset?", Field("kind?", .words(WaqfAssetKind.self)), "title?",
        Field("value?", .decimal), "currency?", "decision?",
      ], gives: .bookedEntry
    ) { body, tadamun, _ in
      let asset = try body.codeIfPresent("asset") == nil ? nil : WaqfAsset(body, value: "value")
      return .booked(
        try await tadamun.replace(
          under: body.code("istibdal"), by: asset, decision: body.integerIfPresent("decision").map { ID($0) },
          on: body.day("on"), by: body.by))
    },
  ]
}

extension JSON {
  static func shares(_ shares: [ProposedShare], of proposal: Int64) -> JSON {
    [
      "proposal": .integer(proposal),
      "orders": .list(
        shares.map { share in
          [
            "order": .code(share.order), "actor": .code(share.actor), "beneficiary": .code(share.beneficiary),
            "money": .money(share.amount), "decision": .integer(share.decision.rawValue),
            "state": .text(share.isPaid ? "paid" : share.outcome?.rawValue ?? "pending"),
          ]
        }),
    ]
  }
}

extension WaqfAsset {
  /// The members `asset waqf kind title currency on`, and `value` for what it is worth.
  init(_ body: SignedBody, value: String) throws {
    let (code, waqf, kind): (Code, Code, WaqfAssetKind) = (
      try body.code("asset"), try body.code("waqf"), try body.word("kind")
    )
    let (title, book, day) = (try body.text("title"), try body.money(value), try body.day("on"))
    self = try body.check { () throws(Problem) in
      try WaqfAsset(code, of: waqf, kind, title: title, book: book, acquiredOn: day)
    }
  }
}

extension WaqfOrder.Act {
  /// The word of the member `act`, with the members that it needs.
  private enum Word: String, CaseIterable {
    case share, fee, work, cost, loss, purchase
    case principalReturn = "principal_return"
    case redirection
  }

  init(_ body: SignedBody) throws {
    switch try body.word("act", Word.self) {
    case .share: self = .share(beneficiary: try body.code("beneficiary"), try body.money("amount"))
    case .fee: self = .fee(nazir: try body.code("nazir"), try body.money("amount"))
    case .work: self = .work(need: try body.code("need"), payee: try body.text("payee"), try body.money("amount"))
    case .cost: self = .cost(try body.code("cost"), payee: try body.text("payee"), try body.money("amount"))
    case .loss: self = .loss(asset: try body.codeIfPresent("asset"), try body.money("amount"))
    case .purchase: self = .purchase(try WaqfAsset(body, value: "amount"))
    case .principalReturn: self = .principalReturn
    case .redirection: self = .redirection(to: try body.code("actor"), purpose: try body.text("purpose"))
    }
  }
}
