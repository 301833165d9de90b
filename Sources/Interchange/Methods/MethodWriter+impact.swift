import Domain
import Scoring

extension MethodWriter {
  func adjustment(_ rule: AdjustmentRule) -> String {
    if rule.basis == .net { return say(.adjustmentNet) }
    return say(
      .adjustment, number(rule.deadweight), number(rule.attribution), number(rule.displacement), number(rule.dropOff))
  }

  func headcount(_ rule: HeadcountRule) -> String {
    let cutoff = "\(rule.cutoff.numerator)/\(rule.cutoff.denominator)"
    let whole =
      switch rule.measure {
      case .incidence: say(.headcountIncidence, cutoff)
      case .intensity: say(.headcountIntensity, cutoff)
      case .adjusted: say(.headcountAdjusted, cutoff)
      }
    let dimensions = rule.dimensions.map { dimension in
      switch dimension.cutoff {
      case .flag: say(.dimension, dimension.column, String(dimension.weight))
      case .below(let limit): say(.dimensionBelow, dimension.column, String(dimension.weight), number(limit))
      case .above(let limit): say(.dimensionAbove, dimension.column, String(dimension.weight), number(limit))
      }
    }
    return ([whole] + dimensions).joined(separator: clauses)
  }

  /// Nothing where the framework values no outcomes.
  func socialReturn() -> [MethodBlock] {
    guard let rule = framework.socialReturn else { return [] }
    let investment =
      switch rule.investment {
      case .amount(let amount): say(.investmentAmount, number(amount))
      case .indicator(let code): say(.investmentIndicator, indicator(code))
      }
    let outcomes = rule.outcomes.map { outcome in
      switch outcome.valuation {
      case .proxy(let code, _, let proxy):
        say(
          .outcome, outcome.name, indicator(code), number(proxy), String(outcome.years), adjustment(outcome.adjustment))
      case .published(let published):
        published.basis == .net
          ? say(.outcomeNet, outcome.name, number(published.ratio))
          : say(.outcomeGross, outcome.name, number(published.ratio), adjustment(outcome.adjustment))
      }
    }
    return [
      .heading(say(.socialReturn)), .items([investment, say(.discountRate, number(rule.discountRate))] + outcomes),
    ]
  }
}
