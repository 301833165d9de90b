extension Normaliser {
  /// The method with the column's numbers, or why there are none: too few actors, or all alike.
  static func form(_ method: Normalisation, _ rule: IndicatorRule, isUp: Bool, _ column: Scale.Column) -> Form {
    switch method {
    case .achievement(let achievement):
      return .achievement(
        low: achievement.cap.lowerBound, high: achievement.cap.upperBound, tolerance: achievement.maintainTolerance)
    case .goalposts(let posts):
      return .linear(
        low: posts.low, high: posts.high, from: posts.scale.low, to: posts.scale.high, isFlipped: !isUp,
        limits: posts.limits)
    case .logGoalposts(let posts):
      return .logarithmic(
        low: Elementary.log(posts.low), high: Elementary.log(posts.high), from: posts.scale.low, to: posts.scale.high,
        isFlipped: !isUp, limits: posts.limits)
    case .minmax, .zscore, .percentileRank, .rank, .borda, .distanceToMax, .distanceToTarget:
      guard column.count >= 2, let minimum = column.minimum, let maximum = column.maximum else {
        return needsPeers(method) || column.count == 0 ? .undefined(.tooSmall) : places(method, column)
      }
      if minimum == maximum, needsSpread(method) {
        return rule.constant.map(Form.constant) ?? .undefined(.noVariation)
      }
      guard (maximum - minimum).isFinite else { return .undefined(.rejected) }
      return relative(method, isUp: isUp, minimum, maximum, column)
    }
  }

  private static func relative(
    _ method: Normalisation, isUp: Bool, _ minimum: Double, _ maximum: Double, _ column: Scale.Column
  ) -> Form {
    switch method {
    case .minmax(let scale):
      // A frozen scale meets values it was not made of; they are taken for its nearer end.
      return .linear(
        low: minimum, high: maximum, from: scale.low, to: scale.high, isFlipped: !isUp, limits: scale.low...scale.high)
    case .distanceToMax:
      return .linear(low: minimum, high: maximum, from: 0, to: 1, isFlipped: !isUp, limits: 0...1)
    case .distanceToTarget(let target, let cap):
      let (low, high) = isUp ? (minimum, target) : (target, maximum)
      if low >= high { return .undefined(.undefinedTarget) }
      return .linear(low: low, high: high, from: 0, to: 1, isFlipped: !isUp, limits: 0...cap)
    case .zscore(let mean, let deviation):
      guard let own = column.mean, let spread = column.standardDeviation, spread > 0 else {
        return .undefined(.noVariation)
      }
      return .standard(mean: own, deviation: spread, toMean: mean, toDeviation: deviation)
    case .percentileRank, .rank, .borda: return places(method, column)
    case .achievement, .goalposts, .logGoalposts: return .undefined(.rejected)
    }
  }

  private static func places(_ method: Normalisation, _ column: Scale.Column) -> Form {
    switch method {
    case .percentileRank: .place(offset: 0, divisor: Double(max(column.count - 1, 1)))
    case .rank: .place(offset: 1, divisor: 1)
    default: .place(offset: 0, divisor: 1)
    }
  }

  /// Whether one value alone says nothing.
  private static func needsPeers(_ method: Normalisation) -> Bool {
    switch method {
    case .rank, .borda: false
    default: true
    }
  }

  /// Whether equal values say nothing.
  private static func needsSpread(_ method: Normalisation) -> Bool {
    switch method {
    case .rank, .borda, .percentileRank, .distanceToTarget: false
    default: true
    }
  }
}

extension Goalposts {
  /// What truncation keeps values within.
  var limits: ClosedRange<Double>? { truncates ? scale.low...scale.high : nil }
}
