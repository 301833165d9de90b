import Domain
import Scoring

extension MethodWriter {
  func indicators() -> [MethodBlock] {
    let shares = plan.effectiveWeights
    let rows = zip(framework.indicators, shares).map { rule, share in
      [
        indicator(rule.code), catalogue.indicators[rule.reported]?.unit ?? "–", say(kind(rule)),
        say(rule.direction == .up ? .up : .down), node(rule.parent), number(rule.weight), percent(share),
      ]
    }
    let header = [
      say(.columnIndicator), say(.columnUnit), say(.columnKind), say(.columnDirection), say(.columnNode),
      say(.columnWeight), say(.columnShare),
    ]
    let items = framework.indicators.map { rule in
      "\(indicator(rule.code)): \(([method(rule)] + treatments(rule)).joined(separator: clauses))"
    }
    return [.heading(say(.indicators)), .table(header: header, rows: rows), .items(items)]
  }

  private func kind(_ rule: IndicatorRule) -> MethodPhrase {
    switch rule.kind {
    case .flow: .flow
    case .stock: .stock
    case .ratio: .ratio
    }
  }

  /// How the values become comparable.
  private func method(_ rule: IndicatorRule) -> String {
    var words = [normalisation(rule.normalisation)]
    if rule.normalisation.isRelative {
      words.append(rule.constant.map { say(.constant, number($0)) } ?? say(.noVariation))
    }
    return words.joined(separator: clauses)
  }

  func normalisation(_ method: Normalisation) -> String {
    switch method {
    case .achievement(let scale): achievement(scale)
    case .goalposts(let posts): goalposts(.goalposts, posts)
    case .logGoalposts(let posts): goalposts(.logGoalposts, posts)
    case .minmax(let scale): say(.minmax, number(scale.low), number(scale.high))
    case .zscore(let mean, let sd): say(.zscore, number(mean), number(sd))
    case .percentileRank: say(.percentileRank)
    case .rank: say(.rank)
    case .borda: say(.borda)
    case .distanceToMax: say(.distanceToMax)
    case .distanceToTarget(let target, let cap): say(.distanceToTarget, number(target), number(cap))
    }
  }

  private func achievement(_ scale: AchievementScale) -> String {
    var words = [say(.achievement, number(scale.cap.lowerBound), number(scale.cap.upperBound))]
    if let tolerance = scale.maintainTolerance { words = [say(.maintain, number(tolerance))] }
    if let baseline = scale.baseline { words.append(say(.fixedBaseline, number(baseline))) }
    if let target = scale.target { words.append(say(.fixedTarget, number(target))) }
    return words.joined(separator: clauses)
  }

  private func goalposts(_ phrase: MethodPhrase, _ posts: Goalposts) -> String {
    let words = say(phrase, number(posts.low), number(posts.high), number(posts.scale.low), number(posts.scale.high))
    return "\(words); \(say(posts.truncates ? .truncated : .notTruncated))"
  }

  /// What is done to the values before and after.
  private func treatments(_ rule: IndicatorRule) -> [String] {
    var words: [String] = []
    if rule.reported != rule.code { words.append(say(.derived, indicator(rule.reported))) }
    switch rule.variant {
    case .level: break
    case .growth: words.append(say(.growth))
    case .retention: words.append(say(.retention))
    }
    if let minimum = rule.minimum { words.append(say(.minimum, number(minimum))) }
    if let denominator = rule.denominator {
      words.append(say(.denominator, indicator(denominator.indicator), number(denominator.scale)))
    }
    if let groups = rule.groups { words.append(say(.expectedOf, groups.map(group).joined(separator: ", "))) }
    if rule.isRequired { words.append(say(.required)) }
    if let percentile = rule.capPercentile { words.append(say(.capPercentile, number(percentile))) }
    if rule.treatment == .winsorise { words.append(say(.winsorise)) }
    switch rule.shrinkage {
    case .betaBinomial: words.append(say(.betaBinomial))
    case .jamesStein(nil): words.append(say(.jamesStein))
    case .jamesStein(let deviation?): words.append(say(.jamesSteinMeans, number(deviation)))
    case nil: break
    }
    if let gap = rule.gap {
      let phrase: MethodPhrase = gap.measure == .ratio ? .gapRatio : .gapDifference
      words.append(say(phrase, group(gap.group), group(gap.reference)))
    }
    if let rule = rule.adjustment { words.append(adjustment(rule)) }
    if let rule = rule.headcount { words.append(headcount(rule)) }
    return words
  }
}
