/// Scores all actors that have a score at some nodes under one variation, in room of its own.
final class Replica {
  private let cells: VariedCells
  private let source: VariationSource
  private let stretch: NodeStretch
  private let plan: Plan
  private let values: UnsafeMutableBufferPointer<Double>
  private let children: UnsafeMutableBufferPointer<Double>
  private let leaves: UnsafeMutableBufferPointer<Int>
  private let sorter: RankSorter
  /// Where the root compares actors, and is wanted.
  private let comparison: RootComparison?
  /// The slots of its children, and what they are worth: child after child, actor after actor.
  private let comparedSlots: [Int]
  private var compared: [Double]

  init(_ cells: VariedCells, _ source: VariationSource, _ stretch: NodeStretch) {
    self.cells = cells
    self.source = source
    self.stretch = stretch
    plan = cells.plan
    let tree = cells.plan.tree
    comparison = stretch.wanted.upperBound == tree.nodes.count ? RootComparison(cells.plan) : nil
    comparedSlots = comparison == nil ? [] : tree.nodes.last?.children.map { tree.children[$0] } ?? []
    compared = Array(repeating: .nan, count: comparedSlots.count * cells.actors.count)
    values = .allocate(capacity: cells.plan.tree.slotCount * (cells.plan.groupCount + 1))
    children = .allocate(capacity: max(cells.plan.tree.children.count, cells.plan.groupCount, 1))
    leaves = .allocate(capacity: max(stretch.leaves.count, 1))
    sorter = RankSorter(capacity: cells.actors.count)
    values.initialize(repeating: .nan)
    children.initialize(repeating: .nan)
    leaves.initialize(repeating: 0)
    for (index, leaf) in stretch.leaves.enumerated() { leaves[index] = leaf }
  }

  deinit {
    values.deallocate()
    children.deallocate()
    leaves.deallocate()
  }

  /// Scores and ranks under a variation.
  func outcome(_ variation: Variation) -> ReplicateOutcome {
    let actors = cells.actors.count
    var scores = scores(variation)
    if let comparison { compare(&scores, comparison, variation) }
    var ranks = [Int32](repeating: 0, count: scores.count)
    let first = stretch.wanted.lowerBound * actors
    scores.withUnsafeBufferPointer { scores in
      for start in stride(from: 0, to: scores.count, by: max(actors, 1)) {
        sorter.rankThose(thereIn: actors, areQuantised: true) {
          cells.isRanked[first + start + $0] ? scores[start + $0] : .nan
        } _: {
          ranks[start + $0] = Int32($1)
        }
      }
    }
    return ReplicateOutcome(scores: scores, ranks: ranks)
  }

  /// The nodes' scores, quantised: node after node, actor after actor; NaN for actors without a score there.
  private func scores(_ variation: Variation) -> [Double] {
    let means = Means(plan, variation)
    let actors = cells.actors.count
    let (first, comparedCount) = (stretch.wanted.lowerBound, comparedSlots.count)
    var scores = [Double](repeating: .nan, count: stretch.wanted.count * actors)
    cells.lower[variation.method].withUnsafeBufferPointer { lower in
      cells.upper[variation.method].withUnsafeBufferPointer { upper in
        variation.weights.withUnsafeBufferPointer { weights in
          cells.nominal.withUnsafeBufferPointer { nominal in
            for actor in 0..<actors {
              lay(actor, lower, upper, variation)
              climb(actor, means, weights)
              for position in stretch.wanted {
                let published = nominal[position * actors + actor]
                if published.isNaN { continue }
                let score = value(plan.tree.leafCount + position, means)
                // No variation takes a score away: where a mean has no value for it, the actor keeps what it had.
                scores[(position - first) * actors + actor] = Quantised.billionths(score.isNaN ? published : score)
              }
              for place in 0..<comparedCount {
                compared[place * actors + actor] = value(comparedSlots[place], means)
              }
            }
          }
        }
      }
    }
    return scores
  }

  /// Gives the root of every actor that has a score there what it won and lost under the variation.
  private func compare(_ scores: inout [Double], _ comparison: RootComparison, _ variation: Variation) {
    let actors = cells.actors.count
    let balances = comparison.balances(compared, of: actors, comparison.weights(variation.weights))
    let start = scores.count - actors
    for actor in 0..<actors where !scores[start + actor].isNaN && !balances[actor].isNaN {
      scores[start + actor] = balances[actor]
    }
  }

  /// A variation's means, node after node, and that of the groups.
  private struct Means {
    let nodes: [Mean]
    let groups: Mean
    /// Whether arithmetic nodes are still arithmetic.
    let isDeclared: Bool

    init(_ plan: Plan, _ variation: Variation) {
      nodes = plan.tree.nodes.map { node in
        Mean(aggregation: Means.aggregation(node.aggregation, variation.exponent), headcount: node.headcount)
      }
      groups = Mean(aggregation: plan.framework.equity.aggregation, headcount: nil)
      isDeclared = variation.exponent == nil || variation.exponent == 1
    }

    /// A mean with another exponent. One that had no floor and now needs it takes a hundredth.
    private static func aggregation(_ declared: Aggregation, _ exponent: Double?) -> Aggregation {
      guard let exponent, declared.exponent != nil else { return declared }
      if exponent == 1 { return .arithmetic }
      return .power(exponent, floor: declared.floor ?? 0.01)
    }
  }

  /// Puts what the actor's cells are worth to the slots of the leaves that are computed.
  @inline(__always)
  private func lay(
    _ actor: Int, _ lower: UnsafeBufferPointer<Double>, _ upper: UnsafeBufferPointer<Double>, _ variation: Variation
  ) {
    let (count, slots, start) = (plan.leafCount, plan.tree.slotCount, actor * plan.stride)
    let unverified = variation.unverified * (cells.trust.isEmpty ? 1 : cells.trust[actor])
    for group in 0..<plan.groupCount {
      for place in 0..<stretch.leaves.count {
        let leaf = leaves[place]
        let cell = start + group * count + leaf
        values[group * slots + leaf] = lower[cell] + unverified * (upper[cell] - lower[cell])
      }
    }
    if let replicate = variation.sampling { sample(actor, replicate, unverified) }
  }

  @inline(__always)
  private func climb(_ actor: Int, _ means: Means, _ weights: UnsafeBufferPointer<Double>) {
    let slots = plan.tree.slotCount
    if plan.framework.equity.level == .top {
      for group in 0..<plan.groupCount { climb(actor, group * slots, means, weights) }
      return
    }
    let together = slots * plan.groupCount
    for leaf in stretch.leaves { values[together + leaf] = acrossGroups(leaf, means.groups) }
    climb(actor, together, means, weights)
  }

  /// What a slot is worth for all groups together.
  @inline(__always)
  private func value(_ slot: Int, _ means: Means) -> Double {
    plan.framework.equity.level == .top
      ? acrossGroups(slot, means.groups) : values[plan.tree.slotCount * plan.groupCount + slot]
  }

  private func sample(_ actor: Int, _ replicate: Int, _ unverified: Double) {
    let start = actor == 0 ? 0 : cells.sampledEnds[actor - 1]
    for sampled in cells.sampled[start..<cells.sampledEnds[actor]] {
      let (group, leaf) = (sampled.cell / plan.leafCount, sampled.cell % plan.leafCount)
      let code = sampled.posterior.isCommon ? 0 : cells.codes[actor]
      let key = source.key(replicate: replicate, actor: code, group: group, indicator: leaf)
      let outcome = cells.normalisers[leaf].outcome(
        sampled.posterior.value(key) * sampled.unit, baseline: sampled.baseline, target: sampled.target)
      guard !outcome.normalised.isNaN else { continue }
      let zero = plan.leaves[leaf].zeroPoint
      let gain = outcome.normalised - zero
      let rest = max(0, 1 - sampled.verified - sampled.unverified) * plan.framework.verification.rejected
      let evidence = sampled.verified + sampled.unverified * unverified + rest
      values[group * plan.tree.slotCount + leaf] = gain > 0 ? zero + gain * evidence : outcome.normalised
    }
  }

  @inline(__always)
  private func climb(_ actor: Int, _ base: Int, _ means: Means, _ weights: UnsafeBufferPointer<Double>) {
    guard let start = values.baseAddress else { return }
    let hasGates = !cells.gates.isEmpty
    let gates = actor * plan.tree.slotCount
    plan.tree.climb(
      start + base, children, weights: weights, positions: stretch.computed, arithmeticStays: means.isDeclared
    ) {
      position, children, weights, minimum in
      means.nodes[position].value(children, weights, minimum: minimum)
    } settle: { slot, value in
      let gate = hasGates ? cells.gates[gates + slot] : .nan
      return value.isNaN || gate.isNaN ? (value.isFinite ? value : .nan) : gate
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
