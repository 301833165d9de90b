import Domain
import Scoring
import Yams

extension FrameworkReader {
  /// Keys that one method reads and the others would pass over.
  private static let ownKeys: [ProposalRule.Method: [String]] = [
    .waterFilling: ["cap_share", "floor_minor", "floor"],
    .proportional: ["groups", "group_by"],
    .thresholdAndCap: ["threshold", "cap"],
    .quadraticMatch: ["cap_minor", "spend_all", "contributions"],
  ]

  func proposal(_ map: YAMLMap) -> ProposalRule? {
    guard let rule = map.map("proposal") else { return nil }
    let shared = ["method", "budget_minor", "currency", "node", "eligible_from"]
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
    return read
  }
}
