import Domain

/// An indicator as the engine reads it.
struct Leaf: Sendable {
  let kind: Indicator.Kind
  let variant: IndicatorRule.Variant
  let minimum: Double?
  let isUp: Bool
  let isRequired: Bool
  /// The auxiliary series values are divided by, or nil.
  let denominator: Int?
  let scale: Double
  /// The groups it is declared to be expected of, or nil where the data say.
  let declaredGroups: [Bool]?
  let gap: Gap?
  let isAchievement: Bool
  let maintainTolerance: Double?
  let baseline: Double?
  let target: Double?
  /// What is left of a gain after ``AdjustmentRule``; 1 where nothing is taken off.
  let gainFactor: Double
  let zeroPoint: Double
  let worst: Double

  struct Gap: Sendable {
    let group: Int
    /// Nil for everybody.
    let reference: Int?
    let measure: GapRule.Measure
  }

  init(_ rule: IndicatorRule, _ framework: Framework, _ series: inout SeriesIndex) {
    kind = rule.kind
    variant = rule.variant
    minimum = rule.minimum
    isUp = rule.direction == .up && rule.gap == nil
    isRequired = rule.isRequired
    denominator = rule.denominator.map { series.auxiliary($0.indicator) }
    scale = rule.denominator?.scale ?? 1
    declaredGroups = rule.groups.map { codes in framework.groups.map { codes.contains($0.code) } }
    gap = rule.gap.flatMap { gap in
      guard let group = framework.groups.firstIndex(where: { $0.code == gap.group }) else { return nil }
      return Gap(
        group: group, reference: framework.groups.firstIndex { $0.code == gap.reference }, measure: gap.measure)
    }
    if case .achievement(let achievement) = rule.normalisation {
      isAchievement = true
      maintainTolerance = achievement.maintainTolerance
      baseline = achievement.baseline
      target = achievement.target
    } else {
      isAchievement = false
      maintainTolerance = nil
      baseline = nil
      target = nil
    }
    gainFactor = rule.adjustment?.factor ?? 1
    zeroPoint = rule.normalisation.zeroPoint
    worst = rule.normalisation.worst
  }
}
