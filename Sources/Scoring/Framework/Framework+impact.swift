import Domain

extension FrameworkCheck {
  /// What is taken off a gain or an outcome: shares, and each once.
  mutating func adjustment(_ rule: AdjustmentRule, _ field: String) {
    let shares = [
      ("deadweight", rule.deadweight), ("attribution", rule.attribution), ("displacement", rule.displacement),
      ("drop_off", rule.dropOff),
    ]
    for (name, share) in shares {
      if !(share >= 0 && share <= 1) {
        refuse(
          "value_out_of_range", "\(field).\(name)", "A share taken off is from 0 to 1, such as 0.25 for 25 %.")
      } else if rule.basis == .net, share > 0 {
        refuse("deducted_twice", "\(field).\(name)", "The numbers are net: this was taken off before.")
      }
    }
  }

  mutating func headcount(_ headcount: HeadcountRule, of rule: IndicatorRule, _ field: String) {
    let own = "\(field).headcount"
    if rule.kind != .ratio {
      refuse("headcount_not_ratio", "\(field).kind", "A share of people who are poor is of the kind ratio.")
    }
    if rule.of != nil {
      refuse("headcount_conflict", "\(field).of", "What is counted over households is derived from nothing else.")
    }
    if rule.shrinkage != nil, headcount.measure != .incidence {
      refuse("shrinkage_not_ratio", "\(field).shrink", "Of a headcount only the incidence is a proportion.")
    }
    ratio(headcount.cutoff, "\(own).cutoff")
    if headcount.dimensions.isEmpty {
      refuse("headcount_empty", "\(own).dimensions", "A headcount has a dimension at least.")
    }
    duplicates(headcount.dimensions.map(\.column), { "\(own).dimensions[\($0)].column" }, what: "dimensions")
    for (index, dimension) in headcount.dimensions.enumerated() {
      let place = "\(own).dimensions[\(index)]"
      if !(1...1_000_000).contains(dimension.weight) {
        refuse("weight_not_positive", "\(place).weight", "A dimension weighs a whole number from 1 to 1,000,000.")
      }
      switch dimension.cutoff {
      case .flag: break
      case .below(let limit): finite(limit, "\(place).below")
      case .above(let limit): finite(limit, "\(place).above")
      }
    }
  }

  /// A share as two whole numbers, above 0 and at most 1.
  mutating func ratio(_ ratio: Aggregation.Ratio, _ field: String) {
    if ratio.numerator <= 0 || ratio.denominator <= 0 || ratio.numerator > ratio.denominator
      || ratio.denominator > 1_000_000_000
    {
      refuse("value_out_of_range", field, "A cutoff is a share above 0 and at most 1, such as 1/3.")
    }
  }

  mutating func socialReturn() {
    guard let rule = framework.socialReturn else { return }
    if rule.outcomes.isEmpty {
      refuse("outcomes_empty", "social_return.outcomes", "A social return has an outcome at least.")
    }
    if rule.outcomes.count > SocialReturnRule.outcomeLimit {
      refuse(
        "too_many_outcomes", "social_return.outcomes", "At most \(SocialReturnRule.outcomeLimit) outcomes are valued.")
    }
    number(rule.discountRate, in: -0.9...10, "social_return.discount_rate")
    switch rule.investment {
    case .amount(let amount): positive(amount, "social_return.investment", what: "An investment")
    case .indicator(let code):
      if code.isEmpty { refuse("indicator_unknown", "social_return.investment", "An investment is an indicator.") }
    }
    duplicates(rule.outcomes.map(\.name), { "social_return.outcomes[\($0)].name" }, what: "outcomes")
    for (index, outcome) in rule.outcomes.enumerated() { self.outcome(outcome, "social_return.outcomes[\(index)]") }
  }

  private mutating func outcome(_ outcome: SocialReturnRule.Outcome, _ field: String) {
    adjustment(outcome.adjustment, field)
    if !(1...100).contains(outcome.years) {
      refuse("value_out_of_range", "\(field).years", "An outcome lasts 1 to 100 years.")
    }
    switch outcome.valuation {
    case .proxy(let indicator, _, let proxy):
      if indicator.isEmpty { refuse("indicator_unknown", "\(field).indicator", "An outcome counts an indicator.") }
      finite(proxy, "\(field).proxy")
    case .published(let published):
      number(published.ratio, in: 0...1e6, "\(field).published.ratio")
      if published.basis == nil {
        refuse(
          "basis_missing", "\(field).published",
          "Say whether the ratio is gross or net: what was taken off before is not taken off again.")
      }
      let isDeducted = outcome.adjustment.factor != 1
      if published.basis == .net, isDeducted {
        refuse("deducted_twice", "\(field).published.basis", "The ratio is net: its deductions were taken off before.")
      }
    }
  }
}
