extension Plan {
  /// Whether the score of an actor depends on the values of others: then there is a scale worth freezing.
  public var comparesActors: Bool { framework.indicators.contains { ScaleNeeds($0, framework).anything } }
}

extension Plan {
  /// Whether the score itself, and not only its scale, hangs on the scores of others.
  public var rootComparesActors: Bool { RootComparison(self) != nil }
}

extension Scale {
  /// The scale that actors will be scored by, where that is known before any of their values is read: then each actor
  /// can be scored as soon as its own values are there. Nil where the scale hangs on the values, or where the root
  /// compares actors.
  ///
  /// - Parameter frozen: the scale that the run uses; nil where it lays its own.
  public static func knownBeforehand(_ plan: Plan, frozen: Scale?) -> Scale? {
    guard RootComparison(plan) == nil, frozen != nil || !plan.comparesActors else { return nil }
    let scale = frozen ?? Scale(plan, ScaleTally(.empty, plan))
    let isSettled = scale.pairs.indices.allSatisfy { pair in
      let leaf = plan.leaves[pair % plan.leafCount]
      return scale.pairs[pair].isExpected || leaf.gap != nil || leaf.declaredGroups != nil
    }
    return isSettled && scale.fits(plan) ? scale : nil
  }

  /// Whether the scale says something of every indicator that compares actors: two values of each at least.
  public func isComplete(for plan: Plan) -> Bool {
    fits(plan)
      && zip(plan.framework.indicators, columns).allSatisfy { rule, column in
        !ScaleNeeds(rule, plan.framework).anything || column.count >= 2
      }
  }

  /// The scale for actors that were not there when it was laid: what some actor has begun to report since is expected
  /// of those who serve the group. Extremes, moments and places stay as they are.
  public func expecting(whatIsReportedIn shards: [Shard], _ plan: Plan) -> Scale {
    var scale = self
    for pair in scale.pairs.indices where !scale.pairs[pair].isExpected {
      let leaf = plan.leaves[pair % plan.leafCount]
      // Gaps and declared groups do not go by the data.
      guard leaf.gap == nil, leaf.declaredGroups == nil else { continue }
      let group = pair / plan.leafCount
      scale.pairs[pair].isExpected = shards.contains { shard in
        (0..<shard.count).contains { actor in
          shard.serves[actor * plan.groupCount + group] && shard.statuses[actor * plan.stride + pair] != .absent
        }
      }
    }
    return scale
  }
}
