extension ActorScorer {
  /// Where the values of all groups together start.
  var together: Int { plan.groupCount * plan.tree.slotCount }

  /// Stage S8: the nodes' values from the leaves', for each group and for all groups together.
  func climb(_ variant: Int, _ work: Workspace) {
    let values = work.values[variant]
    let slots = plan.tree.slotCount
    if plan.framework.equity.level == .top {
      for group in 0..<plan.groupCount { evaluate(values, base: group * slots, work) }
      if plan.groupCount == 1, let start = values.baseAddress {
        (start + together).update(from: start, count: slots)
        return
      }
      for slot in 0..<slots { values[together + slot] = acrossGroups(values, slot, plan.groupWeights, work) }
    } else {
      for leaf in 0..<plan.leafCount { values[together + leaf] = acrossGroups(values, leaf, plan.groupWeights, work) }
      evaluate(values, base: together, work)
    }
  }

  /// The scored variant again, with every group counting alike.
  func unweigh(_ work: Workspace) {
    let (scored, values) = (work.values[0], work.values[4])
    let isTop = plan.framework.equity.level == .top
    for slot in 0..<(isTop ? plan.tree.slotCount : plan.leafCount) {
      values[together + slot] = acrossGroups(scored, slot, unweightedGroups, work)
    }
    if !isTop { evaluate(values, base: together, work) }
  }

  private func acrossGroups(
    _ values: UnsafeMutableBufferPointer<Double>, _ slot: Int, _ weights: [Double], _ work: Workspace
  ) -> Double {
    if plan.groupCount == 1 { return values[slot] }
    for group in 0..<plan.groupCount { work.children[group] = values[group * plan.tree.slotCount + slot] }
    return weights.withUnsafeBufferPointer { weights in
      groupMean.value(UnsafeBufferPointer(rebasing: work.children[..<plan.groupCount]), weights, minimum: 1)
    }
  }

  func evaluate(_ values: UnsafeMutableBufferPointer<Double>, base: Int, _ work: Workspace) {
    guard let start = values.baseAddress else { return }
    let tree = plan.tree
    let hasGates = !plan.gateNodes.isEmpty
    tree.climb(start + base, work.children) { position, children, weights, minimum in
      means[position].value(children, weights, minimum: minimum)
    } settle: { slot, value in
      let gate = hasGates ? work.gates[slot] : .nan
      // A value past all bounds is no value: powers of huge numbers end here, not in a table.
      return value.isNaN || gate.isNaN ? (value.isFinite ? value : .nan) : gate
    }
  }

  /// Due and reported weight of every node, for each group and together.
  func cover(_ work: Workspace) {
    let slots = plan.tree.slotCount
    let isTop = plan.framework.equity.level == .top
    if isTop { for group in 0..<plan.groupCount { weigh(base: group * slots, work) } }
    // Where the tree was climbed for each group, leaves are not asked for.
    for slot in (isTop ? plan.leafCount..<slots : 0..<plan.leafCount) {
      var (due, reported) = (0.0, 0.0)
      for group in 0..<plan.groupCount where work.due[group * slots + slot] > 0 {
        let index = group * slots + slot
        due += plan.groupWeights[group]
        reported += plan.groupWeights[group] * (work.reported[index] / work.due[index])
      }
      work.due[together + slot] = due > 0 ? 1 : 0
      work.reported[together + slot] = due > 0 ? reported / due : 0
    }
    if !isTop { weigh(base: together, work) }
  }

  private func weigh(base: Int, _ work: Workspace) {
    let tree = plan.tree
    tree.shares.withUnsafeBufferPointer { shares in
      tree.children.withUnsafeBufferPointer { children in
        tree.steps.withUnsafeBufferPointer { steps in
          for position in 0..<steps.count {
            var (due, reported) = (0.0, 0.0)
            for place in Int(steps[position].start)..<Int(steps[position].end) {
              due += shares[place] * work.due[base + children[place]]
              reported += shares[place] * work.reported[base + children[place]]
            }
            work.due[base + tree.leafCount + position] = due
            work.reported[base + tree.leafCount + position] = reported
          }
        }
      }
    }
  }

  func writeScores(_ marks: Marks, _ work: Workspace, _ block: inout ScoreBlock) {
    let values = work.values
    for index in 0..<plan.nodeCount {
      let slot = plan.tree.slot(ofNode: index)
      let place = together + slot
      let score = values[0][place]
      let due = work.due[place]
      let coverage = due > 0 ? min(1, work.reported[place] / due) : 0
      var row = ScoreBlock.Row(score: score, coverage: coverage, status: status(score, slot, coverage, work))
      if plan.groupCount > 1 || marks.isUnverified || marks.isPenalised {
        row.reading = Int32(block.readings.count)
        block.readings.append(
          ScoreBlock.Readings(
            unweighted: plan.groupCount > 1 ? values[4][place] : score,
            lower: marks.isUnverified ? values[1][place] : score, upper: marks.isUnverified ? values[2][place] : score,
            lenient: marks.isPenalised ? values[3][place] : score))
      }
      block.rows.append(row)
    }
    keepRootChildren(work, &block)
  }

  /// What a node's score is worth.
  @inline(__always)
  func status(_ score: Double, _ slot: Int, _ coverage: Double, _ work: Workspace) -> NodeStatus {
    if score.isNaN { return .noData }
    if !plan.gateNodes.isEmpty, !work.gates[slot].isNaN { return .gated }
    // Sums of thirds may end a rounding below the share they mean.
    return coverage >= plan.tree.coverageMinimum(ofSlot: slot) - 1e-12 ? .ok : .insufficientCoverage
  }

  /// A root that compares actors needs their children beside each other.
  func keepRootChildren(_ work: Workspace, _ block: inout ScoreBlock) {
    guard let root = plan.tree.nodes.last, case .copeland = root.aggregation else { return }
    for child in root.children { block.rootChildren.append(work.values[0][together + plan.tree.children[child]]) }
  }
}
