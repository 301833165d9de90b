extension ActorScorer {
  /// Stage S12: what each cell brought to the root, from the root down.
  ///
  /// A slot's part is kept as a factor on its value and an extra beside it, so that parts of children that cancel out
  /// stay exact, and so that a node whose value was set by a gate or a floor still hands its whole part down.
  func contribute(_ work: Workspace) {
    let slots = plan.tree.slotCount
    let together = plan.groupCount * slots
    let values = work.values[0]
    guard !values[together + slots - 1].isNaN else { return }
    if plan.framework.equity.level == .indicator {
      start(work, factor: 1, extra: 0, weight: 1)
      descend(values, base: together, work)
      for leaf in 0..<plan.leafCount where !values[together + leaf].isNaN { divideAmongGroups(leaf, work) }
    } else {
      takeGroupsApart(slots - 1, work)
      for group in 0..<plan.groupCount where !values[group * slots + slots - 1].isNaN {
        let own = values[group * slots + slots - 1]
        let (factor, extra) = handedDown(work.groupParts[group], own, by: 1)
        start(work, factor: factor, extra: extra, weight: work.groupShares[group])
        descend(values, base: group * slots, work)
        for leaf in 0..<plan.leafCount { settle(leaf, group, values[group * slots + leaf], work) }
      }
    }
  }

  private func start(_ work: Workspace, factor: Double, extra: Double, weight: Double) {
    let root = plan.tree.slotCount - 1
    work.factors[root] = factor
    work.extras[root] = extra
    work.weights[root] = weight
  }

  private func settle(_ leaf: Int, _ group: Int, _ value: Double, _ work: Workspace) {
    guard !value.isNaN else { return }
    let cell = group * plan.leafCount + leaf
    work.cells[cell].contribution = work.factors[leaf] * value + work.extras[leaf]
    work.cells[cell].weight = work.weights[leaf]
  }

  /// The parts of the groups in the value that a slot has for all of them together.
  private func takeGroupsApart(_ slot: Int, _ work: Workspace) {
    let (slots, groups) = (plan.tree.slotCount, plan.groupCount)
    if groups == 1 {
      work.groupParts[0] = work.values[0][slot]
      work.groupShares[0] = 1
      return
    }
    for group in 0..<groups { work.children[group] = work.values[0][group * slots + slot] }
    plan.groupWeights.withUnsafeBufferPointer { weights in
      MeanShares(mean: groupMean).take(
        apart: work.values[0][groups * slots + slot], UnsafeBufferPointer(rebasing: work.children[..<groups]), weights,
        parts: work.groupParts, shares: work.groupShares)
    }
  }

  /// Where indicators are averaged over the groups first: the leaf's part, group by group.
  private func divideAmongGroups(_ leaf: Int, _ work: Workspace) {
    let whole = work.values[0][plan.groupCount * plan.tree.slotCount + leaf]
    takeGroupsApart(leaf, work)
    for group in 0..<plan.groupCount where !work.values[0][group * plan.tree.slotCount + leaf].isNaN {
      let cell = group * plan.leafCount + leaf
      let portion = work.extras[leaf] * (work.groupParts[group] / whole)
      let rest = whole != 0 && portion.isFinite ? portion : work.groupShares[group] * work.extras[leaf]
      work.cells[cell].contribution = work.factors[leaf] * work.groupParts[group] + rest
      work.cells[cell].weight = work.weights[leaf] * work.groupShares[group]
    }
  }

  private func descend(_ values: UnsafeMutableBufferPointer<Double>, base: Int, _ work: Workspace) {
    let tree = plan.tree
    tree.weights.withUnsafeBufferPointer { weights in
      for (position, node) in tree.nodes.enumerated().reversed() {
        let slot = tree.leafCount + position
        let value = values[base + slot]
        let count = node.children.count
        for index in 0..<count { work.children[index] = values[base + tree.children[node.children.lowerBound + index]] }
        let own = UnsafeBufferPointer(rebasing: work.children[..<count])
        MeanShares(mean: means[position]).take(
          apart: value, own, UnsafeBufferPointer(rebasing: weights[node.children]), parts: work.parts,
          shares: work.shares)
        var (factor, extra) = (work.factors[slot], work.extras[slot])
        if value.isNaN || isGated(slot, work) {
          extra += value.isNaN ? 0 : factor * value
          factor = 0
        }
        for index in 0..<count {
          let child = tree.children[node.children.lowerBound + index]
          let down = handedDown(work.parts[index], own[index], by: factor)
          work.factors[child] = down.factor
          work.extras[child] = extra * work.shares[index] + down.extra
          work.weights[child] = work.weights[slot] * work.shares[index]
        }
      }
    }
  }

  /// A part as a factor on the child's value; as an extra where the value is 0, or so near to it that the factor would be
  /// no number.
  private func handedDown(_ part: Double, _ value: Double, by factor: Double) -> (factor: Double, extra: Double) {
    // Under a gate the parts are those of another value, and may be past all numbers.
    if value.isNaN || factor == 0 { return (0, 0) }
    let scaled = factor * (part / value)
    return value != 0 && scaled.isFinite ? (scaled, 0) : (0, factor * part)
  }

  private func isGated(_ slot: Int, _ work: Workspace) -> Bool {
    !plan.gateNodes.isEmpty && !work.gates[slot].isNaN
  }

  func writtenParts(_ work: Workspace) -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(plan.stride)
    for group in 0..<plan.groupCount {
      for leaf in 0..<plan.leafCount {
        let cell = work.cells[group * plan.leafCount + leaf]
        guard cell.isWritten else { continue }
        parts.append(
          Part(
            group: group, indicator: leaf, status: cell.writtenStatus,
            evidence: cell.scored.isNaN ? 0 : min(1, cell.evidence),
            verified: cell.scored.isNaN ? 0 : min(1, cell.verified), weight: cell.weight,
            contribution: cell.contribution, rawNumber: cell.raw, achievementNumber: cell.achievement,
            normalisedNumber: cell.normalised, scoredNumber: cell.scored))
      }
    }
    return parts
  }
}
