import Domain

extension FrameworkCheck {
  mutating func indicator(_ index: Int) {
    let rule = framework.indicators[index]
    let field = "indicators[\(index)]"
    if index == 0 {
      let indicators = framework.indicators
      duplicates(indicators.map(\.code), { "indicators[\($0)].code" }, what: "indicators")
      if indicators.count > Framework.indicatorLimit {
        refuse("too_many_indicators", "indicators", "At most \(Framework.indicatorLimit) indicators are scored.")
      }
    }
    if rule.code.isEmpty { refuse("code_missing", "\(field).code", "An indicator has a code.") }
    if !framework.tree.contains(where: { $0.code == rule.parent }) {
      refuse("node_unknown", "\(field).parent", "The tree has no node “\(rule.parent)”.")
    }
    positive(rule.weight, "\(field).weight", what: "A weight")
    finite(rule.minimum, "\(field).minimum")
    finite(rule.constant, "\(field).normalise.constant")
    if let denominator = rule.denominator {
      positive(denominator.scale, "\(field).denominator.scale", what: "A scale")
      if denominator.indicator == rule.reported {
        refuse("denominator_is_itself", "\(field).denominator", "An indicator is not divided by itself.")
      }
    }
    if let cap = rule.capPercentile, !(cap > 0 && cap <= 100) {
      refuse("value_out_of_range", "\(field).cap_percentile", "A percentile is above 0 and at most 100.")
    }
    unit(index)
    members(rule, field)
    normalisation(rule.normalisation, "\(field).normalise")
    combinations(rule, field)
    if let adjustment = rule.adjustment { self.adjustment(adjustment, "\(field).adjust") }
    if let headcount = rule.headcount { self.headcount(headcount, of: rule, field) }
  }

  /// Indicators made of one reported indicator read the same values.
  private mutating func unit(_ index: Int) {
    let rule = framework.indicators[index]
    guard let unit = rule.unit else { return }
    let others = framework.indicators[..<index].filter { $0.reported == rule.reported }
    if let other = others.compactMap(\.unit).first(where: { $0 != unit }) {
      refuse("unit_mismatch", "indicators[\(index)].unit", "“\(rule.reported)” is in \(other) and not in \(unit).")
    }
  }

  private mutating func members(_ rule: IndicatorRule, _ field: String) {
    let known = Set(framework.groups.map(\.code))
    for code in rule.groups ?? [] where !known.contains(code) {
      refuse("group_unknown", "\(field).groups", "The framework has no group “\(code)”.")
    }
    if rule.groups?.isEmpty == true {
      refuse("groups_empty", "\(field).groups", "Name the groups the indicator is expected of, or leave the key out.")
    }
    guard let gap = rule.gap else { return }
    if !known.contains(gap.group) {
      refuse("group_unknown", "\(field).gap.group", "The framework has no group “\(gap.group)”.")
    }
    if gap.reference != GapRule.everybody, !known.contains(gap.reference) {
      refuse("group_unknown", "\(field).gap.reference", "The framework has no group “\(gap.reference)”.")
    }
    if gap.group == gap.reference {
      refuse("gap_with_itself", "\(field).gap.reference", "A gap is between two groups.")
    }
    if rule.groups != nil {
      refuse("gap_conflict", "\(field).groups", "A gap belongs to its own group; leave `groups` out.")
    }
  }

  mutating func normalisation(_ method: Normalisation, _ field: String) {
    switch method {
    case .achievement(let achievement):
      finite(achievement.cap.lowerBound, "\(field).cap")
      finite(achievement.cap.upperBound, "\(field).cap")
      if achievement.cap.lowerBound > 0 || achievement.cap.upperBound <= 0 {
        refuse("value_out_of_range", "\(field).cap", "The lower cap is at most 0 and the upper one above 0.")
      }
      positive(achievement.maintainTolerance, "\(field).tolerance", what: "A tolerance")
      finite(achievement.baseline, "\(field).baseline")
      finite(achievement.target, "\(field).target")
    case .goalposts(let posts), .logGoalposts(let posts):
      finite(posts.low, "\(field).low")
      finite(posts.high, "\(field).high")
      if posts.low >= posts.high {
        refuse(
          "goalposts_equal", "\(field).high", "The high goalpost is above the low one; direction says which is good.")
      }
      if case .logGoalposts = method, posts.low <= 0 {
        refuse("goalpost_not_positive", "\(field).low", "A logarithm needs goalposts above 0.")
      }
      scale(posts.scale, field)
    case .minmax(let values): scale(values, field)
    case .zscore(let mean, let sd):
      finite(mean, "\(field).mean")
      positive(sd, "\(field).sd", what: "A standard deviation")
    case .distanceToTarget(let target, let cap):
      finite(target, "\(field).target")
      positive(cap, "\(field).cap", what: "A cap")
    case .percentileRank, .rank, .borda, .distanceToMax: break
    }
  }

  private mutating func scale(_ scale: ValueScale, _ field: String) {
    finite(scale.low, "\(field).scale")
    finite(scale.high, "\(field).scale")
    if scale.low >= scale.high {
      refuse("scale_reversed", "\(field).scale", "A scale runs from its low to its high end.")
    }
  }

  private mutating func combinations(_ rule: IndicatorRule, _ field: String) {
    if !rule.normalisation.isRelative, rule.constant != nil {
      refuse(
        "constant_not_relative", "\(field).normalise.constant",
        "Only a method that compares actors can find them all equal.")
    }
    if case .achievement(let achievement) = rule.normalisation {
      if let baseline = achievement.baseline, let target = achievement.target, achievement.maintainTolerance == nil {
        if baseline == target {
          refuse(
            "target_is_baseline", "\(field).normalise.target",
            "The target is the baseline: there is nothing to achieve.")
        } else if rule.gap == nil, (target > baseline) != (rule.direction == .up) {
          refuse("direction_conflict", "\(field).direction", "The target lies on the other side of the baseline.")
        }
      }
    } else if rule.gap != nil {
      refuse("gap_not_achievement", "\(field).normalise", "A gap is scored by how far it narrowed: by achievement.")
    }
    if let shrinkage = rule.shrinkage { self.shrinkage(shrinkage, of: rule, field) }
    if rule.shrinkage != nil && (rule.gap != nil || rule.variant != .level) {
      refuse("shrinkage_conflict", "\(field).shrink", "Only a reported level has a known sampling error.")
    }
    if rule.gap != nil && (rule.denominator != nil || rule.variant != .level || rule.adjustment != nil) {
      refuse("gap_conflict", "\(field).gap", "A gap is between reported levels.")
    }
    if rule.variant != .level && rule.kind == .ratio {
      refuse("variant_conflict", "\(field).variant", "Growth and retention compare flows or stocks.")
    }
  }

  private mutating func shrinkage(_ shrinkage: IndicatorRule.Shrinkage, of rule: IndicatorRule, _ field: String) {
    if shrinkage.isOfProportions, rule.kind != .ratio {
      refuse("shrinkage_not_ratio", "\(field).shrink", "A proportion is of the kind ratio; of a mean, give its sd.")
    }
    if case .jamesStein(let deviation?) = shrinkage {
      positive(deviation, "\(field).shrink.sd", what: "A standard deviation")
      if rule.kind == .flow {
        refuse(
          "shrinkage_conflict", "\(field).shrink", "A sum is no mean: only a stock or a ratio has n values behind it.")
      }
      if rule.headcount != nil {
        refuse("shrinkage_conflict", "\(field).shrink", "A headcount is a proportion; leave the sd out.")
      }
    }
  }
}
