import Domain
import Scoring
import Yams

extension FrameworkReader {
  func indicator(_ map: YAMLMap) -> IndicatorRule {
    map.allow([
      "code", "parent", "weight", "direction", "kind", "of", "variant", "minimum", "denominator", "scale", "groups",
      "required", "cap_percentile", "treat", "shrink", "normalise", "gap", "adjust", "headcount", "unit",
    ])
    for key in ["code", "parent"] { map.require(key) }
    let normalisation = map.node("normalise").flatMap { self.normalisation($0, map.field("normalise")) }
    return IndicatorRule(
      map.text("code") ?? "", parent: map.text("parent") ?? "", weight: map.number("weight") ?? 1,
      direction: map.choice("direction", as: Indicator.Direction.self) ?? .up,
      kind: map.choice("kind", as: Indicator.Kind.self) ?? .stock, of: map.text("of"),
      variant: map.choice("variant", as: IndicatorRule.Variant.self) ?? .level, minimum: map.number("minimum"),
      denominator: denominator(map), groups: map.texts("groups"), isRequired: map.flag("required") ?? false,
      capPercentile: map.number("cap_percentile"), treatment: map.choice("treat", as: IndicatorRule.Treatment.self),
      shrinkage: shrinkage(map),
      normalisation: normalisation?.method ?? .achievement(AchievementScale()), constant: normalisation?.constant,
      gap: gap(map), adjustment: map.map("adjust").map { adjustment($0) }, headcount: headcount(map),
      unit: map.text("unit"))
  }

  /// A code with an optional `scale` beside it, or a mapping of both.
  private func denominator(_ map: YAMLMap) -> DenominatorRule? {
    if case .mapping? = map.node("denominator"), let rule = map.map("denominator") {
      rule.allow(["indicator", "scale"])
      rule.require("indicator")
      return DenominatorRule(rule.text("indicator") ?? "", scale: rule.number("scale") ?? 1)
    }
    if let code = map.text("denominator") { return DenominatorRule(code, scale: map.number("scale") ?? 1) }
    if map.node("scale") != nil { map.refuse("key_unused", "scale", "A scale goes with a denominator.") }
    return nil
  }

  private enum ShrinkageWord: String, CaseIterable {
    case betaBinomial = "beta_binomial"
    case jamesStein = "james_stein"
  }

  /// A method, or a mapping of the method and the standard deviation of one value.
  private func shrinkage(_ map: YAMLMap) -> IndicatorRule.Shrinkage? {
    var method: ShrinkageWord?
    var deviation: Double?
    if case .mapping? = map.node("shrink"), let rule = map.map("shrink") {
      rule.allow(["method", "sd"])
      rule.require("method")
      method = rule.choice("method", as: ShrinkageWord.self)
      deviation = rule.number("sd")
      if method == .betaBinomial, deviation != nil {
        rule.refuse("key_unused", "sd", "The sampling error of a proportion follows from its n.")
      }
    } else {
      method = map.choice("shrink", as: ShrinkageWord.self)
    }
    switch method {
    case .betaBinomial: return .betaBinomial
    case .jamesStein: return .jamesStein(sd: deviation)
    case nil: return nil
    }
  }

  private func gap(_ map: YAMLMap) -> GapRule? {
    guard let rule = map.map("gap") else { return nil }
    rule.allow(["group", "reference", "as"])
    rule.require("group")
    return GapRule(
      group: rule.text("group") ?? "", reference: rule.text("reference") ?? GapRule.everybody,
      measure: rule.choice("as", as: GapRule.Measure.self) ?? .ratio)
  }
}
