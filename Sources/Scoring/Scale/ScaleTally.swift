/// The first of two passes: what a scale needs to know of a shard. Tallies of shards merge, in any order, into that of
/// the whole, and are all that has to travel between machines.
public struct ScaleTally: Sendable {
  /// Group after group, leaf after leaf.
  private(set) var pairs: [PairTally]

  public init(_ shard: Shard, _ plan: Plan) {
    let needs = plan.framework.indicators.map { ScaleNeeds($0, plan.framework) }
    pairs = (0..<plan.stride).map { index in
      var pair = PairTally()
      if needs[index % plan.leafCount].moments { pair.moments = Moments() }
      return pair
    }
    var extremes = (0..<plan.stride).map { index in
      let needs = needs[index % plan.leafCount]
      return Extremes(isEnough: needs.anything && !needs.moments && !needs.values && !needs.trials)
    }
    shard.withView { view in
      extremes.withUnsafeMutableBufferPointer { extremes in
        for actor in 0..<shard.count { add(actor, view, plan, needs, extremes) }
      }
    }
    for (pair, extremes) in extremes.enumerated() where extremes.count > 0 { pairs[pair].add(extremes) }
  }

  /// What a pair is asked for most often, kept apart from the rest so that the loop over all cells stays short.
  struct Extremes {
    /// Whether nothing else is asked for.
    var isEnough = false
    var count = 0
    var minimum = Double.infinity
    var maximum = -Double.infinity
  }

  private mutating func add(
    _ actor: Int, _ shard: ShardView, _ plan: Plan, _ needs: [ScaleNeeds],
    _ extremes: UnsafeMutableBufferPointer<Extremes>
  ) {
    for group in 0..<plan.groupCount where shard.serves[actor * plan.groupCount + group] {
      for leaf in 0..<plan.leafCount {
        let pair = group * plan.leafCount + leaf
        let cell = actor * plan.stride + pair
        let raw = shard.raws[cell]
        if extremes[pair].isEnough, !raw.isNaN {
          extremes[pair].count += 1
          extremes[pair].minimum = min(extremes[pair].minimum, raw)
          extremes[pair].maximum = max(extremes[pair].maximum, raw)
          continue
        }
        let status = shard.statuses[cell]
        if status != .absent { pairs[pair].isReported = true }
        if raw.isNaN {
          if status.isGap { pairs[pair].absent += 1 }
          continue
        }
        if needs[leaf].anything { pairs[pair].add(raw, keepsValues: needs[leaf].values) }
        if needs[leaf].trials, shard.sizes[cell] > 0 { addTrial(shard, cell, pair, raw) }
      }
    }
  }

  private mutating func addTrial(_ shard: ShardView, _ cell: Int, _ pair: Int, _ value: Double) {
    let success = shard.successes[cell]
    pairs[pair].trials.append(
      PairTally.Trial(
        success: success.isNaN ? value * shard.sizes[cell] : success, size: shard.sizes[cell],
        unit: shard.unit(of: cell)))
  }

  /// Adds what another shard knows.
  public mutating func merge(_ other: ScaleTally) {
    for index in pairs.indices { pairs[index].merge(other.pairs[index]) }
  }
}

/// What the scale of an indicator is made of.
struct ScaleNeeds {
  let moments: Bool
  let values: Bool
  let trials: Bool
  /// Whether outliers are treated: for methods that compare actors alone.
  let treats: Bool
  let anything: Bool

  init(_ rule: IndicatorRule, _ framework: Framework) {
    var (isRelative, needsMoments) = (rule.normalisation.isRelative, framework.missing == .groupMean)
    var needsValues = rule.capPercentile != nil || rule.shrinkage != nil
    for method in [rule.normalisation] + (framework.uncertainty?.methods ?? []) {
      isRelative = isRelative || method.isRelative
      switch method {
      case .zscore: needsMoments = true
      case .percentileRank, .rank, .borda: needsValues = true
      default: break
      }
    }
    treats = rule.treatment != nil && isRelative
    moments = needsMoments
    values = needsValues || treats
    trials = rule.shrinkage != nil
    anything = isRelative || needsMoments || values
  }
}
