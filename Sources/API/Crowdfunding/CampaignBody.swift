import Domain
import Serving

// How what campaigns are told with is read from JSON.

extension Campaign {
  static let fields: [Field] = [
    "campaign", "actor", "fund", "platform_fund", "names", Field("category", .words(Category.self)),
    Field("goal_mode", .words(GoalMode.self)), "minimum_goal", "currency", "opens_on", "closes_on",
    Field("legal_basis", .legalBasis), "policy", "optimum_goal?", "time_zone?",
    Field("rewards?", .list(of: .reward, atMost: 500)), Field("uses?", .list(of: .use, atMost: 500)),
  ]

  init(_ body: SignedBody) throws {
    let names = try Names(json: body.value("names"))
    let (first, last) = (try body.day("opens_on"), try body.day("closes_on"))
    let basis = try CampaignBasis(json: body.value("legal_basis"))
    let (code, actor, policy) = (try body.code("campaign"), try body.code("actor"), try body.code("policy"))
    let (fund, platform) = (try body.code("fund"), try body.code("platform_fund"))
    let (category, mode): (Category, GoalMode) = (try body.word("category"), try body.word("goal_mode"))
    let (goal, optimum) = (try body.money("minimum_goal"), try body.moneyIfPresent("optimum_goal"))
    let zone = try body.textIfPresent("time_zone") ?? "Africa/Casablanca"
    self = try body.check { () throws(Problem) in
      try Campaign(
        code, for: actor, fund: fund, platformFund: platform, names: names, category: category, goalMode: mode,
        minimumGoal: goal, optimumGoal: optimum, days: DateSpan(first, through: last), timeZone: zone, basis: basis,
        policy: policy)
    }
  }
}

extension CampaignBasis {
  private enum Kind: String, CaseIterable {
    case sfc
    case appeal = "law_18_18"
    case foreign
  }

  /// `{"kind": "sfc", "platform", "licence", "url", "reference"}`, `{"kind": "law_18_18", "authorisation", "valid",
  /// "account"}` or `{"kind": "foreign", "country", "platform", "reference"}`.
  init(json: JSONValue) throws {
    let all = ["platform", "licence", "url", "reference", "authorisation", "valid", "account", "country"]
    let loose = try JSONObject(json, required: ["kind"], optional: all)
    let kind: Kind = try loose.required("kind").word()
    let members =
      switch kind {
      case .sfc: ["platform", "licence", "url", "reference"]
      case .appeal: ["authorisation", "valid", "account"]
      case .foreign: ["country", "platform", "reference"]
      }
    let object = try JSONObject(json, required: ["kind"], optional: members)
    // What is left out is said by the rule, whose sentence names what the basis needs.
    let text = { (name: String) throws(Problem) in try object[name]?.text(atMost: 300) ?? "" }
    switch kind {
    case .sfc:
      self = try .sfc(name: text("platform"), licence: text("licence"), url: text("url"), reference: text("reference"))
    case .appeal:
      self = .appeal(
        authorisation: try text("authorisation"), valid: try DateSpan(json: object.required("valid")),
        account: try text("account"))
    case .foreign:
      self = try .foreign(country: text("country"), name: text("platform"), reference: text("reference"))
    }
  }
}

extension CampaignReward {
  init(json: JSONValue, _ currency: Currency) throws {
    let object = try JSONObject(json, required: ["reward", "meaning", "minimum"], optional: ["stock"])
    let (code, meaning) = (try object.required("reward").code(), try object.required("meaning").text(atMost: 300))
    let (minimum, stock) = (try object.required("minimum").money(currency), try object["stock"]?.integer())
    self = try object.check { () throws(Problem) in
      try CampaignReward(code, meaning, from: minimum, stock: stock.map { Int($0) })
    }
  }
}

extension CampaignUse {
  init(json: JSONValue, _ currency: Currency) throws {
    let object = try JSONObject(json, required: ["purpose", "amount"], optional: ["tamlik"])
    let purpose = try object.required("purpose").text(atMost: 300)
    let (amount, mode) = (try object.required("amount").money(currency), try object["tamlik"]?.word(ZakatMode.self))
    self = try object.check { () throws(Problem) in try CampaignUse(purpose, amount, tamlik: mode) }
  }
}

extension Pledge {
  init(_ body: SignedBody) throws {
    let (code, campaign, backer) = (try body.code("pledge"), try body.code("campaign"), try body.code("backer"))
    let (amount, provider) = (try body.money("amount"), try body.code("provider"))
    let method: Code = if let named = try body.codeIfPresent("method") { named } else { try Code("card") }
    let reward = try body.codeIfPresent("reward")
    let (external, moment) = (try body.text("external_id"), try body.moment("at"))
    let (isZakat, expires) = (try body.flagIfPresent("zakat") ?? false, try body.dayIfPresent("expires_on"))
    self = try body.check { () throws(Problem) in
      try Pledge(
        code, to: campaign, from: backer, amount, method: method, provider: provider,
        externalID: external, reward: reward, isZakat: isZakat, at: moment, expiresOn: expires)
    }
  }
}

extension ProviderEvent {
  init(_ body: SignedBody) throws {
    let (provider, event, kind): (Code, String, Kind) = (
      try body.code("provider"), try body.text("event"), try body.word("kind")
    )
    let (external, amount, moment) = (
      try body.text("external_id"), try body.money("amount"), try body.moment("occurred_at")
    )
    let (fee, reference) = (try body.moneyIfPresent("fee"), try body.textIfPresent("refund_reference"))
    let reason = try body.textIfPresent("reason")
    self = try body.check { () throws(Problem) in
      try ProviderEvent(
        provider, event, kind, of: external, amount, at: moment, fee: fee, refundReference: reference, reason: reason)
    }
  }
}
