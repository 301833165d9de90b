/// Scores all ranked actors under one variation, in room of its own.
final class Replica {
  private let cells: VariedCells
  private let source: VariationSource
  private let values: UnsafeMutableBufferPointer<Double>
  private let children: UnsafeMutableBufferPointer<Double>
  private var plan: Plan { cells.plan }

  init(_ cells: VariedCells, _ source: VariationSource) {
    self.cells = cells
    self.source = source
    values = .allocate(capacity: cells.plan.tree.slotCount * (cells.plan.groupCount + 1))
    children = .allocate(capacity: max(cells.plan.tree.children.count, cells.plan.groupCount, 1))
    values.initialize(repeating: .nan)
    children.initialize(repeating: .nan)
  }

  deinit {
    values.deallocate()
    children.deallocate()
  }

  /// The root's score of each actor, quantised.
  func scores(_ variation: Variation) -> [Double] {
    let means = plan.tree.nodes.map { node in
      Mean(aggregation: Replica.aggregation(node.aggregation, variation.exponent), headcount: node.headcount)
    }
    let groupMean = Mean(aggregation: plan.framework.equity.aggregation, headcount: nil)
    let (lower, upper) = (cells.lower[variation.method], cells.upper[variation.method])
    let (tree, slots, stride) = (plan.tree, plan.tree.slotCount, plan.stride)
    let isTop = plan.framework.equity.level == .top
    let together = slots * plan.groupCount
    var scores = [Double](repeating: 0, count: cells.actors.count)
    for actor in scores.indices {
      for group in 0..<plan.groupCount {
        for leaf in 0..<plan.leafCount {
          let cell = actor * stride + group * plan.leafCount + leaf
          values[group * slots + leaf] = lower[cell] + variation.unverified * (upper[cell] - lower[cell])
        }
      }
      if let replicate = variation.sampling { sample(actor, replicate, variation.unverified) }
      if isTop {
        for group in 0..<plan.groupCount { climb(actor, group * slots, means, tree, variation.weights) }
        scores[actor] = acrossGroups(slots - 1, groupMean)
      } else {
        for leaf in 0..<plan.leafCount { values[together + leaf] = acrossGroups(leaf, groupMean) }
        climb(actor, together, means, tree, variation.weights)
        scores[actor] = values[together + slots - 1]
      }
      scores[actor] = Quantised.billionths(scores[actor])
    }
    return scores
  }

  /// A mean with another exponent. One that had no floor and now needs it takes a hundredth.
  private static func aggregation(_ declared: Aggregation, _ exponent: Double?) -> Aggregation {
    guard let exponent, declared.exponent != nil else { return declared }
    if exponent == 1 { return .arithmetic }
    return .power(exponent, floor: declared.floor ?? 0.01)
  }

  private func sample(_ actor: Int, _ replicate: Int, _ unverified: Double) {
    let start = actor == 0 ? 0 : cells.sampledEnds[actor - 1]
    for sampled in cells.sampled[start..<cells.sampledEnds[actor]] {
      let (group, leaf) = (sampled.cell / plan.leafCount, sampled.cell % plan.leafCount)
      let key = source.key(replicate: replicate, actor: cells.codes[actor], group: group, indicator: leaf)
      let outcome = cells.normalisers[leaf].outcome(
        key.beta(sampled.posterior), baseline: sampled.baseline, target: sampled.target)
      guard !outcome.normalised.isNaN else { continue }
      let zero = plan.leaves[leaf].zeroPoint
      let gain = outcome.normalised - zero
      let rest = max(0, 1 - sampled.verified - sampled.unverified) * plan.framework.verification.rejected
      let evidence = sampled.verified + sampled.unverified * unverified + rest
      values[group * plan.tree.slotCount + leaf] = gain > 0 ? zero + gain * evidence : outcome.normalised
    }
  }

  @inline(__always)
  private func climb(_ actor: Int, _ base: Int, _ means: [Mean], _ tree: TreePlan, _ weights: [Double]) {
    weights.withUnsafeBufferPointer { weights in
      for position in 0..<tree.nodes.count {
        let range = tree.nodes[position].children
        for index in 0..<range.count { children[index] = values[base + tree.children[range.lowerBound + index]] }
        let value = means[position].value(
          UnsafeBufferPointer(rebasing: children[..<range.count]), UnsafeBufferPointer(rebasing: weights[range]),
          minimum: tree.nodes[position].minimumData)
        let slot = tree.leafCount + position
        let gate = cells.gates.isEmpty ? .nan : cells.gates[actor * tree.slotCount + slot]
        values[base + slot] = value.isNaN || gate.isNaN ? (value.isFinite ? value : .nan) : gate
      }
    }
  }

  private func acrossGroups(_ slot: Int, _ mean: Mean) -> Double {
    if plan.groupCount == 1 { return values[slot] }
    for group in 0..<plan.groupCount { children[group] = values[group * plan.tree.slotCount + slot] }
    return plan.groupWeights.withUnsafeBufferPointer { weights in
      mean.value(UnsafeBufferPointer(rebasing: children[..<plan.groupCount]), weights, minimum: 1)
    }
  }
}
