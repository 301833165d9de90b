import Domain

extension Shard {
  /// How many values of an actor there are after roll-up.
  public func valueCount(_ actor: Int, _ plan: Plan) -> Int {
    raws[(actor * plan.stride)..<((actor + 1) * plan.stride)].count { !$0.isNaN }
  }
}

extension Plan {
  /// The width of what counts as just met and just missed, as a share of the way from baseline to target.
  public static let bunchingWidth = 0.05

  /// By reported indicator, whether it is a flow or a ratio: a stock may honestly stay what it is.
  public var movingIndicators: [Bool] { uses.map { uses in uses.contains { $0.kind != .stock } } }

  /// Indicators whose results gather just past their targets, over all actors and groups: for each, the index among
  /// ``indicators`` and the warning.
  public func bunching(in shards: [Shard], check: IntegrityCheck = IntegrityCheck()) -> [(Int, IntegrityWarning)] {
    leaves.indices.compactMap { leaf -> (Int, IntegrityWarning)? in
      guard leaves[leaf].isAchievement, leaves[leaf].maintainTolerance == nil else { return nil }
      let results = shards.flatMap { achievements(of: leaf, in: $0) }
      return check.bunching(results, target: 1, width: Plan.bunchingWidth).map { (leaf, $0) }
    }
  }

  /// How far each actor came from its baseline to its target; only those near the target.
  private func achievements(of leaf: Int, in shard: Shard) -> [Double] {
    var found: [Double] = []
    for cell in Swift.stride(from: leaf, to: shard.raws.count, by: leafCount) {
      let baseline = shard.baselines[cell].isNaN ? leaves[leaf].baseline ?? .nan : shard.baselines[cell]
      let target = shard.targets[cell].isNaN ? leaves[leaf].target ?? .nan : shard.targets[cell]
      let achievement = (shard.raws[cell] - baseline) / (target - baseline)
      if (achievement - 1).magnitude <= Plan.bunchingWidth { found.append(achievement) }
    }
    return found
  }
}
