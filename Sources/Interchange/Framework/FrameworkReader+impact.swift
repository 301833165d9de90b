import Domain
import Scoring

extension FrameworkReader {
  private static let shares = ["deadweight", "attribution", "displacement", "drop_off"]

  /// - Parameter others: keys that stand beside the shares.
  func adjustment(_ rule: YAMLMap, beside others: [String] = []) -> AdjustmentRule {
    rule.allow(["basis"] + FrameworkReader.shares + others)
    return AdjustmentRule(
      basis: rule.choice("basis", as: AdjustmentRule.Basis.self) ?? .gross, deadweight: rule.number("deadweight") ?? 0,
      attribution: rule.number("attribution") ?? 0, displacement: rule.number("displacement") ?? 0,
      dropOff: rule.number("drop_off") ?? 0)
  }

  func headcount(_ map: YAMLMap) -> HeadcountRule? {
    guard let rule = map.map("headcount") else { return nil }
    rule.allow(["dimensions", "cutoff", "measure"])
    for key in ["dimensions", "cutoff"] { rule.require(key) }
    return HeadcountRule(
      dimensions: (rule.maps("dimensions") ?? []).map(dimension), cutoff: ratio(rule) ?? Aggregation.Ratio(1, 1),
      measure: rule.choice("measure", as: HeadcountRule.Measure.self) ?? .adjusted)
  }

  private func dimension(_ map: YAMLMap) -> HeadcountRule.Dimension {
    map.allow(["column", "weight", "below", "above"])
    map.require("column")
    let (below, above) = (map.number("below"), map.number("above"))
    if below != nil, above != nil {
      map.refuse("headcount_conflict", "above", "A dimension has one cutoff: below or above.")
    }
    let cutoff = below.map(HeadcountRule.Dimension.Cutoff.below) ?? above.map(HeadcountRule.Dimension.Cutoff.above)
    return HeadcountRule.Dimension(
      map.text("column") ?? "", weight: map.integer("weight") ?? 1, cutoff: cutoff ?? .flag)
  }

  func socialReturn(_ map: YAMLMap) -> SocialReturnRule? {
    guard let rule = map.map("social_return") else { return nil }
    rule.allow(["investment", "discount_rate", "outcomes"])
    for key in ["investment", "outcomes"] { rule.require(key) }
    let investment: SocialReturnRule.Investment
    if let node = rule.node("investment"), YAMLMap.number(node) != nil {
      investment = .amount(rule.number("investment") ?? 0)
    } else {
      investment = .indicator(rule.text("investment") ?? "")
    }
    return SocialReturnRule(
      investment: investment, discountRate: rule.number("discount_rate") ?? 0.035,
      outcomes: (rule.maps("outcomes") ?? []).map(outcome))
  }

  private func outcome(_ map: YAMLMap) -> SocialReturnRule.Outcome {
    map.require("name")
    let valuation: SocialReturnRule.Valuation
    let keys: [String]
    if let published = map.map("published") {
      published.allow(["ratio", "basis"])
      published.require("ratio")
      keys = ["name", "published"]
      valuation = .published(
        PublishedReturn(
          ratio: published.number("ratio") ?? 0, basis: published.choice("basis", as: AdjustmentRule.Basis.self)))
    } else {
      keys = ["name", "indicator", "kind", "proxy", "years"]
      for key in ["indicator", "proxy"] { map.require(key) }
      valuation = .proxy(
        indicator: map.text("indicator") ?? "", kind: map.choice("kind", as: Indicator.Kind.self) ?? .flow,
        proxy: map.number("proxy") ?? 0)
    }
    return SocialReturnRule.Outcome(
      map.text("name") ?? "", valuation, adjustment: adjustment(map, beside: keys), years: map.integer("years") ?? 1)
  }
}
