extension ActorScorer {
  /// Stages S3 to S7 for the cells of one actor.
  func readCells(_ actor: Int, _ shard: Shard, _ work: Workspace) -> Marks {
    var marks = Marks()
    for group in 0..<plan.groupCount {
      let isServed = shard.serves[actor * plan.groupCount + group]
      let base = group * plan.tree.slotCount
      for leaf in 0..<plan.leafCount {
        let pair = group * plan.leafCount + leaf
        var cell = ScoredCell()
        if isServed, scale.pairs[pair].isExpected {
          cell = readCell(actor * plan.stride + pair, pair, leaf, shard)
          if cell.lower != cell.upper && !cell.upper.isNaN { marks.isUnverified = true }
          if cell.status == .requiredMissing { marks.isPenalised = true }
        }
        work.cells[pair] = cell
        work.values[0][base + leaf] = cell.scored
        work.values[1][base + leaf] = cell.lower
        work.values[2][base + leaf] = cell.upper
        work.values[3][base + leaf] = cell.status == .requiredMissing ? .nan : cell.scored
        work.due[base + leaf] = cell.due
        work.reported[base + leaf] = cell.reported
      }
    }
    return marks
  }

  private func readCell(_ index: Int, _ pair: Int, _ leaf: Int, _ shard: Shard) -> ScoredCell {
    var cell = ScoredCell()
    cell.status = shard.status[index]
    cell.raw = shard.raw[index]
    if cell.raw.isNaN { return missing(cell, pair, leaf) }
    if plan.needsSizes, let prior = scale.pairs[pair].prior, shard.sizes[index] > 0 {
      let success = shard.successes[index]
      cell.raw = prior.shrunk(success.isNaN ? cell.raw * shard.sizes[index] : success, of: shard.sizes[index])
    }
    let (baseline, target) = plan.needsTargets ? (shard.baselines[index], shard.targets[index]) : (.nan, .nan)
    let (verified, unverified) = (shard.verified[index], shard.unverified[index])
    normalise(&cell, leaf, baseline, target, verified: verified, unverified: unverified)
    cell.reported = cell.normalised.isNaN ? 0 : shard.reportedShare[index]
    return cell
  }

  /// Stages S6 and S7.
  private func normalise(
    _ cell: inout ScoredCell, _ leaf: Int, _ baseline: Double, _ target: Double, verified: Double, unverified: Double
  ) {
    let outcome = normalisers[leaf].outcome(cell.raw, baseline: baseline, target: target)
    cell.achievement = outcome.achievement
    cell.normalised = outcome.normalised
    if outcome.status != .ok { cell.status = outcome.status }
    cell.due = outcome.status == .noVariation || outcome.status == .tooSmall ? 0 : 1
    let zero = normalisers[leaf].zeroPoint
    let rejected = max(0, 1 - verified - unverified) * plan.framework.verification.rejected
    let gain = cell.normalised - zero
    cell.evidence = verified + unverified * plan.framework.verification.unverified + rejected
    if !(gain > 0) || verified == 1 {
      cell.scored = cell.normalised
      cell.lower = cell.normalised
      cell.upper = cell.normalised
    } else {
      cell.scored = zero + gain * cell.evidence
      cell.lower = zero + gain * (verified + rejected)
      cell.upper = zero + gain * (verified + unverified + rejected)
    }
  }

  /// Stage S3: a value that was due and is not there.
  private func missing(_ given: ScoredCell, _ pair: Int, _ leaf: Int) -> ScoredCell {
    var cell = given
    if cell.status == .notDue { return cell }
    cell.due = 1
    if plan.leaves[leaf].isRequired {
      cell.status = .requiredMissing
      cell.normalised = plan.leaves[leaf].worst
      cell.achievement = cell.normalised
      cell.evidence = 1
      (cell.scored, cell.lower, cell.upper) = (cell.normalised, cell.normalised, cell.normalised)
      return cell
    }
    guard cell.status.isGap else { return cell }
    let status: CellStatus
    switch plan.framework.missing {
    case .drop: return cell
    case .zero: (cell.raw, status) = (0, .zeroForMissing)
    case .groupMean:
      guard let mean = scale.pairs[pair].mean else { return cell }
      (cell.raw, status) = (mean, .groupMean)
    }
    normalise(&cell, leaf, .nan, .nan, verified: 1, unverified: 0)
    if !cell.normalised.isNaN { cell.status = status }
    cell.reported = status == .zeroForMissing && !cell.normalised.isNaN ? 1 : 0
    return cell
  }

  func setGates(_ actor: Int, _ shard: Shard, _ work: Workspace) {
    guard !plan.gateSeries.isEmpty else { return }
    for slot in work.gates.indices { work.gates[slot] = .nan }
    for (index, gate) in plan.framework.gates.enumerated() {
      let value = shard.gateValues[actor * plan.gateSeries.count + index]
      guard !value.isNaN, gate.bound.holds(for: value) else { continue }
      work.gates[plan.tree.slot(ofNode: plan.gateSeries[index].node)] = gate.value
    }
  }
}
