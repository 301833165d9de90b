import Actions
import Domain
import Serving

/// Requests about waqf as JSON, read and answered in one way over HTTP and on the command line.
public enum WaqfRequest {
  /// The names of what may be done: `deeds`, `yields`, `waterfalls` …
  public static var nouns: [String] { WaqfNoun.all.map(\.name) }

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(_ name: String, _ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    try await SignedNoun.perform(name, of: WaqfNoun.all, bytes, on: tadamun, by: source)
  }

  public static func rendered(_ deed: WaqfDeed, _ state: WaqfState) -> String { JSON.waqf(deed, state).rendered }
  public static func rendered(_ waqfs: [(deed: WaqfDeed, state: WaqfState)]) -> String {
    JSON.list(waqfs.map { JSON.waqf($0.deed, $0.state) }).rendered
  }
  /// A waterfall, with its amounts in the waqf's currency.
  public static func rendered(_ run: WaterfallRun, _ currency: Currency) -> String {
    JSON.waterfall(run, currency).rendered
  }
  public static func rendered(_ report: WaqfReport) -> String { JSON.report(report).rendered }
}

extension JSON {
  /// Minor units as a decimal number of a currency; null past the limit of one posting, which sums may pass.
  private static func decimal(_ minor: Int64, _ currency: Currency) -> JSON {
    .optional((try? Money(minor: minor, currency))?.decimal)
  }

  /// A waterfall: what it read, and what came of it in the order of the rule.
  static func waterfall(_ run: WaterfallRun, _ currency: Currency) -> JSON {
    let (inputs, result) = (run.inputs, run.result)
    let money = { (minor: Int64) in decimal(minor, currency) }
    return [
      "run": .integer(run.run), "first_on": .date(run.period.first), "last_on": .date(run.period.last),
      "currency": .text(currency.code), "gross": money(inputs.grossMinor),
      "direct_costs": money(inputs.directCostsMinor), "net": money(result.netMinor),
      "deficit_covered": money(result.deficitCoveredMinor), "deficit_carried": money(result.deficitCarriedMinor),
      "need": money(inputs.needMinor), "maintenance": money(result.maintenanceMinor),
      "from_reserve": money(result.fromReserveMinor), "open_need": money(result.openNeedMinor),
      "to_reserve": money(result.toReserveMinor), "restored": money(result.restoredMinor),
      "nazir_fee": money(result.feeMinor), "reinvested": money(result.reinvestedMinor),
      "released": money(result.releasedMinor), "distributable": money(result.distributableMinor),
      "shares": .list(
        result.shares.map { ["beneficiary": .code($0.beneficiary), "amount": money($0.minor)] }),
      "entry": run.entry.map(JSON.integer) ?? .null,
    ]
  }

  static func report(_ report: WaqfReport) -> JSON {
    let money = { (minor: Int64) in decimal(minor, report.currency) }
    let (principal, yields) = (report.principal, report.yields)
    return [
      "waqf": .code(report.waqf), "currency": .text(report.currency.code), "on": .date(report.day),
      "state": .text(report.state.rawValue),
      "principal": [
        "balance": money(principal.balanceMinor), "corpus": money(principal.corpusMinor),
        "exchange_gains": money(principal.exchangeGainsMinor), "losses": money(principal.lossesMinor),
        "owed_to_founder": money(principal.returnableMinor), "cash": money(principal.cashMinor),
        "assets": money(principal.assetsMinor), "suspense": money(principal.suspenseMinor),
      ],
      "yield": [
        "received": money(yields.receivedMinor), "direct_costs": money(yields.costsMinor),
        "cash": money(yields.cashMinor), "undivided": money(yields.undividedMinor),
        "owed_costs": money(yields.owedCostsMinor), "maintenance": money(yields.maintenanceMinor),
        "reserve": money(yields.reserveMinor), "fees": money(yields.feesMinor), "shares": money(yields.sharesMinor),
        "distributed": money(yields.distributedMinor),
      ],
      "beneficiaries": .list(
        report.beneficiaries.map {
          ["beneficiary": .code($0.code), "set_aside": money($0.setAsideMinor), "unpaid": money($0.unpaidMinor)]
        }),
      "open_needs": .list(
        report.openNeeds.map {
          [
            "need": .code($0.code), "urgency": .text($0.urgency.rawValue), "due_on": .date($0.dueOn),
            "open": money($0.openMinor),
          ]
        }),
      "assets": .list(
        report.assets.map {
          [
            "asset": .code($0.code), "kind": .text($0.kind.rawValue), "state": .text($0.state.rawValue),
            "book": money($0.bookMinor), "replaced_by": .optional($0.replacedBy),
          ]
        }),
    ]
  }
}
