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
    for actor in 0..<shard.count {
      for group in 0..<plan.groupCount where shard.serves[actor * plan.groupCount + group] {
        for leaf in 0..<plan.leafCount {
          let pair = group * plan.leafCount + leaf
          let cell = actor * plan.stride + pair
          let status = shard.status[cell]
          let value = shard.raw[cell]
          if status != .absent { pairs[pair].isReported = true }
          if value.isNaN {
            if status.isGap { pairs[pair].absent += 1 }
            continue
          }
          if needs[leaf].anything { pairs[pair].add(value, keepsValues: needs[leaf].values) }
          if needs[leaf].trials, shard.sizes[cell] > 0 { addTrial(shard, cell, pair, value) }
        }
      }
    }
  }

  private mutating func addTrial(_ shard: Shard, _ cell: Int, _ pair: Int, _ value: Double) {
    let success = shard.successes[cell]
    pairs[pair].trials.append(
      PairTally.Trial(success: success.isNaN ? value * shard.sizes[cell] : success, size: shard.sizes[cell]))
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
  let anything: Bool

  init(_ rule: IndicatorRule, _ framework: Framework) {
    var (isRelative, needsMoments) = (rule.normalisation.isRelative, framework.missing == .groupMean)
    var needsValues = rule.capPercentile != nil || rule.treatment != nil || rule.shrinkage != nil
    for method in [rule.normalisation] + (framework.uncertainty?.methods ?? []) {
      isRelative = isRelative || method.isRelative
      switch method {
      case .zscore: needsMoments = true
      case .percentileRank, .rank, .borda: needsValues = true
      default: break
      }
    }
    moments = needsMoments
    values = needsValues
    trials = rule.shrinkage != nil
    anything = isRelative || needsMoments || needsValues
  }
}
