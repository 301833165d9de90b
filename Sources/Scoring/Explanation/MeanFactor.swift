/// What a child brings to a geometric mean: factors of one node multiply to its value, as contributions add up (stage S12).
public struct MeanFactor: Sendable, Equatable {
  public enum Child: Sendable, Equatable {
    /// The index in ``Plan/nodes``.
    case node(Int)
    /// The index in ``Plan/indicators``.
    case indicator(Int)
    /// The index in ``Plan/groups``.
    case group(Int)
  }

  /// The index in ``Plan/groups`` of the group that the node is of; nil where it is of all of them together.
  public let group: Int?
  /// The index in ``Plan/nodes``.
  public let node: Int
  public let child: Child
  /// The child's rescaled weight: shares of one node add up to 1.
  public let share: Double
  /// Before the floor.
  public let value: Double
  /// max(value, floor) to the power of the share.
  public let factor: Double
  /// Whether the value lies below the declared floor, which counts in its place.
  public let isFloored: Bool
}

extension Run {
  /// The factors of every geometric mean of an actor that has a value: group after group, nodes and children in the order
  /// of the tree, and last those of groups that are averaged so. A node that a gate set has none: its value is no mean.
  public func factors(_ actor: Int) -> [MeanFactor] {
    let (shard, own) = place(of: actor)
    return shards[shard].withView { scorer.factors(own, of: $0, Workspace(plan)) }
  }
}

extension ActorScorer {
  func factors(_ actor: Int, of shard: ShardView, _ work: Workspace) -> [MeanFactor] {
    let means = plan.tree.nodes.filter { $0.aggregation.exponent == 0 }
    let isOfGroups =
      plan.framework.equity.aggregation.exponent == 0 && plan.groupCount > 1 && plan.framework.equity.level == .top
    guard !means.isEmpty || isOfGroups else { return [] }
    _ = readCells(actor, shard, work, keepingTrace: true)
    setGates(actor, shard, work)
    climb(0, work)
    let slots = plan.tree.slotCount
    var found: [MeanFactor] = []
    if plan.framework.equity.level == .top {
      for group in 0..<plan.groupCount {
        found += factors(means, base: group * slots, group: plan.groupCount == 1 ? nil : group, work)
      }
    } else {
      found += factors(means, base: together, group: nil, work)
    }
    if isOfGroups {
      let root = slots - 1
      let values = (0..<plan.groupCount).map { work.values[0][$0 * slots + root] }
      found += factors(
        values, plan.groupWeights, plan.framework.equity.aggregation, node: plan.root, group: nil
      ) { .group($0) }
    }
    return found
  }

  private func factors(_ means: [TreePlan.Node], base: Int, group: Int?, _ work: Workspace) -> [MeanFactor] {
    let tree = plan.tree
    return means.flatMap { node -> [MeanFactor] in
      let slot = tree.slot(ofNode: node.index)
      let isGated = !plan.gateNodes.isEmpty && !work.gates[slot].isNaN
      guard !isGated, !work.values[0][base + slot].isNaN else { return [] }
      let children = tree.children[node.children]
      return factors(
        children.map { work.values[0][base + $0] }, Array(tree.weights[node.children]), node.aggregation,
        node: node.index, group: group
      ) { place in
        let child = children[children.startIndex + place]
        return child < tree.leafCount ? .indicator(child) : .node(tree.nodes[child - tree.leafCount].index)
      }
    }
  }

  private func factors(
    _ values: [Double], _ weights: [Double], _ mean: Aggregation, node: Int, group: Int?,
    _ child: (Int) -> MeanFactor.Child
  ) -> [MeanFactor] {
    var total = 0.0
    for (value, weight) in zip(values, weights) where !value.isNaN { total += weight }
    let least = mean.floor ?? .leastNormalMagnitude
    return values.indices.filter { !values[$0].isNaN }.map { place in
      let share = weights[place] / total
      return MeanFactor(
        group: group, node: node, child: child(place), share: share, value: values[place],
        factor: Elementary.pow(max(values[place], least), share), isFloored: values[place] < least)
    }
  }
}
