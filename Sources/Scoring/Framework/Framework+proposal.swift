import Domain

extension FrameworkCheck {
  mutating func proposal() {
    guard let rule = framework.proposal else { return }
    if rule.budgetMinor < 0 || rule.budgetMinor > Money.limit {
      refuse("amount_out_of_range", "proposal.budget_minor", "A budget is 0 to \(Money.limit) minor units.")
    }
    if rule.floorMinor < 0 || rule.floorMinor > Money.limit {
      refuse("amount_out_of_range", "proposal.floor_minor", "A floor is 0 to \(Money.limit) minor units.")
    }
    if !(rule.capShare > 0 && rule.capShare <= 1) {
      refuse("value_out_of_range", "proposal.cap_share", "A cap is a share above 0 and at most 1.")
    }
    do { _ = try Currency(rule.currency) } catch { refuse(error.code, "proposal.currency", error.message) }
    if let node = rule.node, !framework.tree.contains(where: { $0.code == node }) {
      refuse("node_unknown", "proposal.node", "The tree has no node “\(node)”.")
    }
    finite(rule.eligibleFrom, "proposal.eligible_from")
    methods(rule)
  }

  private mutating func methods(_ rule: ProposalRule) {
    for (group, weight) in rule.groups.sorted(by: { $0.key < $1.key }) where weight < 1 || weight > Money.limit {
      refuse("weight_not_positive", "proposal.groups.\(group)", "A group's part is a whole number above 0.")
    }
    number(rule.threshold, in: 0...1, "proposal.threshold")
    positive(rule.cap, "proposal.cap", what: "A cap")
    if let cap = rule.capMinor, cap < 1 || cap > Money.limit {
      refuse("amount_out_of_range", "proposal.cap_minor", "A cap is 1 to \(Money.limit) minor units.")
    }
    if let bonus = rule.bonus {
      if !framework.tree.contains(where: { $0.code == bonus.node }) {
        refuse("node_unknown", "proposal.bonus.node", "The tree has no node “\(bonus.node)”.")
      }
      do { _ = try bonus.rule() } catch { refuse(error.code, "proposal.bonus", error.message) }
    }
    duplicates(rule.payers.map(\.name), { "proposal.payers.parts.\(rule.payers[$0].name)" }, what: "payers")
    do { _ = try rule.payerSplit() } catch { refuse(error.code, "proposal.payers", error.message) }
    if let fund = rule.contributions {
      do { _ = try Code(fund) } catch { refuse(error.code, "proposal.contributions", error.message) }
    }
  }
}
