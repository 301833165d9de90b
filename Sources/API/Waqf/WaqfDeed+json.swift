import Actions
import Domain
import Serving

extension WaqfDeed {
  static let fields: [Field] = [
    "waqf", "deed_no", "deed_on", "founder", Field("type", .words(WaqfType.self)),
    Field("duration", .words(WaqfDuration.self)), "purpose", "currency", "policy",
    Field("beneficiaries", .list(of: .body(["beneficiary", "actor?", "share_bp"]), atMost: 150)), "ends_on?",
    "reversion_to?", Field("fallback?", .body(["purpose", "actor"])), "principal_fund?", "yield_fund?",
    "maintenance_bp?", "reinvest_bp?", "nazir_fee_bp?", "restore_principal?", "istibdal_allowed?",
    Field("investment_limits?", .list(of: .words(WaqfAssetKind.self), atMost: 10)), Field("order?", .text),
  ]

  /// Funds that are not named are called after the waqf.
  init(_ body: SignedBody) throws {
    let code = try body.code("waqf")
    let (number, signedOn, founder) = (try body.text("deed_no"), try body.day("deed_on"), try body.text("founder"))
    let (type, duration): (WaqfType, WaqfDuration) = (try body.word("type"), try body.word("duration"))
    let (endsOn, heir) = (try body.dayIfPresent("ends_on"), try body.textIfPresent("reversion_to"))
    guard (duration == .temporary) == (endsOn != nil), (duration == .temporary) == (heir != nil) else {
      throw Problem(
        "waqf_end_malformed", "A temporary waqf has the fields “ends_on” and “reversion_to”, a perpetual one neither.")
    }
    let term = endsOn.map { Term.temporary(endsOn: $0, reversionTo: heir ?? "") } ?? .perpetual
    let fallback = try body.objectIfPresent("fallback", required: ["purpose", "actor"]).map { object in
      Fallback(
        purpose: try object.required("purpose").text(atMost: 2_000), actor: try object.required("actor").code())
    }
    let (purpose, currency, policy) = (try body.text("purpose"), try body.currency(), try body.code("policy"))
    let principal = try body.codeIfPresent("principal_fund") ?? Code("\(code)-principal")
    let yields = try body.codeIfPresent("yield_fund") ?? Code("\(code)-yield")
    let stipulations = try WaqfStipulations(body)
    self = try body.check { () throws(Problem) in
      try WaqfDeed(
        code, number: number, signedOn: signedOn, founder: founder, type: type, term: term, purpose: purpose,
        fallback: fallback, currency: currency, policy: policy, principalFund: principal, yieldFund: yields,
        stipulations: stipulations)
    }
  }
}

extension WaqfStipulations {
  /// Beneficiaries are at most 150, so that a waterfall is one entry.
  init(_ body: SignedBody) throws {
    let beneficiaries = try body.list("beneficiaries", atMost: 150).map { item in
      let object = try JSONObject(item, required: ["beneficiary", "share_bp"], optional: ["actor"])
      return WaqfRules.Beneficiary(
        try object.required("beneficiary").code(), actor: try object["actor"]?.code(),
        basisPoints: Int(clamping: try object.required("share_bp").integer()))
    }
    let share = { (name: String) throws(Problem) in try body.integerIfPresent(name).map { Int(clamping: $0) } }
    let (reserve, reinvestment, fee) = (
      try share("maintenance_bp"), try share("reinvest_bp"), try share("nazir_fee_bp")
    )
    let (restores, allows) = (try body.flagIfPresent("restore_principal"), try body.flagIfPresent("istibdal_allowed"))
    let limits = try body.listIfPresent("investment_limits", atMost: 10)?.map { try $0.word(WaqfAssetKind.self) }
    let order = try body.textIfPresent("order")
    self = try body.check { () throws(Problem) in
      try WaqfStipulations(
        beneficiaries: beneficiaries, reserveBasisPoints: reserve, reinvestmentBasisPoints: reinvestment,
        feeBasisPoints: fee, restoresPrincipal: restores, allowsIstibdal: allows,
        investmentLimits: limits.map { Set($0) }, order: order)
    }
  }
}

extension JSON {
  static func optional(_ number: Int?) -> JSON { number.map { JSON.integer($0) } ?? .null }
  private static func optional(_ flag: Bool?) -> JSON { flag.map(JSON.bool) ?? .null }

  /// A deed with what it stipulates, and the state of its waqf.
  static func waqf(_ deed: WaqfDeed, _ state: WaqfState) -> JSON {
    let said = deed.stipulations
    var heir: String?
    if case .temporary(_, let name) = deed.term { heir = name }
    return [
      "waqf": .code(deed.code), "state": .text(state.rawValue), "deed_no": .text(deed.number),
      "deed_on": .date(deed.signedOn), "founder": .text(deed.founder), "type": .text(deed.type.rawValue),
      "duration": .text(deed.duration.rawValue), "ends_on": .optional(deed.endsOn?.description),
      "reversion_to": .optional(heir), "purpose": .text(deed.purpose),
      "fallback": deed.fallback.map { ["purpose": .text($0.purpose), "actor": .code($0.actor)] } ?? .null,
      "currency": .text(deed.currency.code), "policy": .code(deed.policy),
      "principal_fund": .code(deed.principalFund), "yield_fund": .code(deed.yieldFund),
      "beneficiaries": .list(
        said.beneficiaries.map {
          ["beneficiary": .code($0.code), "actor": .optional($0.actor), "share_bp": .integer($0.basisPoints)]
        }), "maintenance_bp": .optional(said.reserveBasisPoints),
      "reinvest_bp": .optional(said.reinvestmentBasisPoints), "nazir_fee_bp": .optional(said.feeBasisPoints),
      "restore_principal": .optional(said.restoresPrincipal), "istibdal_allowed": .optional(said.allowsIstibdal),
      "investment_limits": said.investmentLimits.map { .list($0.map(\.rawValue).sorted().map(JSON.text)) } ?? .null,
      "order": .optional(said.order),
    ]
  }
}
