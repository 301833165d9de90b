import Domain
import Scoring
import Yams

extension FrameworkReader {
  /// Keys that one method reads and the others would pass over.
  private static let ownKeys: [ProposalRule.Method: [String]] = [
    .waterFilling: ["cap_share", "floor_minor", "floor"],
    .proportional: ["groups", "group_by"],
    .thresholdAndCap: ["threshold", "cap", "bonus"],
    .quadraticMatch: ["cap_minor", "spend_all", "contributions"],
  ]

  func proposal(_ map: YAMLMap) -> ProposalRule? {
    guard let rule = map.map("proposal") else { return nil }
    let shared = ["method", "budget_minor", "currency", "node", "eligible_from", "payers"]
    let own = ProposalRule.Method.allCases.flatMap { FrameworkReader.ownKeys[$0] ?? [] }
    rule.allow(shared + own)
    for key in ["budget_minor", "currency"] { rule.require(key) }
    let method = rule.choice("method", as: ProposalRule.Method.self) ?? .waterFilling
    for key in own where rule.node(key) != nil && !(FrameworkReader.ownKeys[method] ?? []).contains(key) {
      rule.refuse("key_unused", key, "A rule of the method \(method.rawValue) has no “\(key)”.")
    }
    var read = ProposalRule(
      budgetMinor: rule.integer("budget_minor", as: Int64.self) ?? 0, currency: rule.text("currency") ?? "MAD",
      method: method, capShare: rule.number("cap_share") ?? 1,
      floorMinor: rule.integer("floor_minor", as: Int64.self) ?? 0,
      floor: rule.choice("floor", as: ProposalRule.Floor.self) ?? .phaseIn, node: rule.text("node"),
      eligibleFrom: rule.number("eligible_from"))
    if let groups = rule.map("groups") {
      for group in groups.keys { read.groups[group] = groups.integer(group, as: Int64.self) }
    }
    read.grouping = rule.choice("group_by", as: ProposalRule.Grouping.self) ?? read.grouping
    read.threshold = rule.number("threshold") ?? read.threshold
    read.cap = rule.number("cap") ?? read.cap
    read.capMinor = rule.integer("cap_minor", as: Int64.self)
    read.spendsAll = rule.flag("spend_all") ?? false
    read.contributions = rule.text("contributions")
    read.bonus = bonus(rule)
    if let payers = rule.map("payers") { self.payers(payers, &read) }
    return read
  }

  private func bonus(_ rule: YAMLMap) -> ProposalRule.Bonus? {
    guard let bonus = rule.map("bonus") else { return nil }
    bonus.allow(["node", "threshold", "slope", "constant"])
    for key in ["node", "threshold", "slope"] { bonus.require(key) }
    return ProposalRule.Bonus(
      node: bonus.text("node") ?? "", threshold: bonus.number("threshold") ?? 0, slope: bonus.number("slope") ?? 0,
      constant: bonus.number("constant") ?? 0)
  }

  /// `{of: 500, parts: {state: 10, donor: 60}}`; without `of`, the parts are all there is.
  private func payers(_ map: YAMLMap, _ rule: inout ProposalRule) {
    map.allow(["of", "parts"])
    map.require("parts")
    guard let parts = map.map("parts") else { return }
    rule.payers = parts.keys.map { .init(name: $0, parts: parts.integer($0, as: Int64.self) ?? 0) }
    let sum = rule.payers.reduce(Int64(0)) { $0.addingReportingOverflow($1.parts).partialValue }
    rule.payersWhole = map.integer("of", as: Int64.self) ?? max(sum, 1)
  }
}
